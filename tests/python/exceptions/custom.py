class AppError(Exception):
    """Base of ours."""


class Detailed(AppError):
    def __init__(self, message, code=0, **extra):
        super().__init__(message)
        self.code = code
        self.extra = extra

    def __str__(self):
        return f"[{self.code}] {super().__str__()}"


try:
    raise Detailed("went wrong", code=7, where="here")
except AppError as error:
    print(error, repr(error), error.args, error.code, error.extra)


class NoInit(Exception):
    pass


print(NoInit(1, 2).args, NoInit("a"), repr(NoInit()))


class WithNew(Exception):
    def __new__(cls, *args):
        self = super().__new__(cls, *args)
        self.made = True
        return self

    def __init__(self, x):
        self.x = x


w = WithNew(5)
print(w.args, w.x, w.made)


class MultiError(KeyError, AttributeError):
    pass


for kind in (KeyError, AttributeError, LookupError):
    try:
        raise MultiError("m")
    except kind as error:
        print(kind.__name__, error)


class CatchMeta(type):
    def __instancecheck__(cls, obj):
        return True


class NeverUsed(Exception, metaclass=CatchMeta):
    pass


try:
    try:
        raise ValueError("except clauses use the real type")
    except NeverUsed:
        print("wrong")
except ValueError as error:
    print(error)


class Raising(Exception):
    def __init__(self):
        raise TypeError("from init")


try:
    raise Raising
except TypeError as error:
    print(error)


class Quiet(Exception):
    def __repr__(self):
        return "Quiet!"


print(repr(Quiet("x")), str(Quiet("x")), [Quiet()])


class Code(Exception):
    def __init__(self, *, code):
        self.code = code


try:
    raise Code(code=1)
except Code as e:
    print(e.code, e.args, str(e) == "")
try:
    raise Code
except TypeError as e:
    print("needs code")


class S(Exception):
    __slots__ = ("a",)


s = S("x")
s.a = 1
print(s.a, s.args)
