"""Exception groups: construction, split, subgroup, derive."""


def shape(e):
    if isinstance(e, BaseExceptionGroup):
        return [e.message] + [shape(x) for x in e.exceptions]
    return repr(e)


eg = ExceptionGroup("top", [ValueError(1), TypeError(2), ExceptionGroup("in", [ValueError(3), KeyError(4)])])
print(eg, repr(eg)[:60], eg.message, len(eg.exceptions))
print(shape(eg))
match, rest = eg.split(ValueError)
print(shape(match), shape(rest))
print(shape(eg.subgroup((TypeError, KeyError))), eg.subgroup(OSError))
print(shape(eg.subgroup(lambda e: isinstance(e, KeyError))))
print(eg.split(ExceptionGroup)[0] is eg, eg.split(ExceptionGroup)[1])
print([x and shape(x) for x in eg.split(lambda e: False)])
b = BaseExceptionGroup("b", [KeyboardInterrupt()])
print(type(b).__name__, type(BaseExceptionGroup("b", [ValueError()])).__name__)
for bad in (
    lambda: ExceptionGroup("x"),
    lambda: ExceptionGroup(1, [ValueError()]),
    lambda: ExceptionGroup("x", []),
    lambda: ExceptionGroup("x", [1]),
    lambda: ExceptionGroup("x", [KeyboardInterrupt()]),
    lambda: ExceptionGroup("x", 5),
):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


class Mine(ExceptionGroup):
    def __new__(cls, message, excs, code):
        self = super().__new__(cls, message, excs)
        self.code = code
        return self

    def derive(self, excs):
        return Mine(self.message, excs, self.code)


m = Mine("mine", [ValueError(1), TypeError(2)], 42)
m.add_note("noted")
m.__cause__ = KeyError("cause")
left, right = m.split(ValueError)
print(type(left).__name__, left.code, left.__notes__, repr(left.__cause__), shape(right))
left.__notes__.append("more")
print(right.__notes__, m.__notes__)
plain = ExceptionGroup("p", (OSError("o"),))
print(plain.exceptions, plain.args)
try:
    raise eg
except ExceptionGroup as caught:
    print(caught is eg, caught.__traceback__ is not None)
try:
    eg.message = "other"
except AttributeError:
    print("read-only")
print(ExceptionGroup.__mro__)
print(ExceptionGroup("one", [ValueError()]), ExceptionGroup("two", [ValueError(), ValueError()]))
