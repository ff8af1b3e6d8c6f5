eg = ExceptionGroup("many", [ValueError(1), TypeError("t"), ExceptionGroup("inner", [KeyError("k"), ValueError(2)])])
print(eg.message, len(eg.exceptions), [type(e).__name__ for e in eg.exceptions], str(eg), isinstance(eg, Exception))
match, rest = eg.split(ValueError)
print([type(e).__name__ for e in match.exceptions], [type(e).__name__ for e in rest.exceptions])
sub = eg.subgroup(lambda e: isinstance(e, KeyError))
print(sub.exceptions[0].exceptions, eg.subgroup(OSError))
print(repr(ExceptionGroup("one", [ValueError(5)])), eg.derive([OSError()]).message)
for bad in (lambda: ExceptionGroup("x", []), lambda: ExceptionGroup("x", [5]), lambda: ExceptionGroup("x"), lambda: ExceptionGroup(5, [ValueError()]), lambda: ExceptionGroup("x", [KeyboardInterrupt()])):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__)
b = BaseExceptionGroup("base", [KeyboardInterrupt(), ValueError()])
print(type(b).__name__, isinstance(b, Exception), type(BaseExceptionGroup("b", [ValueError()])).__name__)
try:
    raise eg
except ExceptionGroup as caught:
    print(caught is eg, caught.__traceback__ is not None)


class Mine(ExceptionGroup):
    def derive(self, excs):
        return Mine("derived " + self.message, excs)


m = Mine("m", [ValueError(), OSError()])
print(type(m.split(OSError)[0]).__name__, m.split(OSError)[0].message, m.subgroup(ValueError).message)
eg.add_note("noted")
print(eg.__notes__, eg.split(TypeError)[0].__notes__)
