import types


def plain():
    return 1


def gen():
    yield 1


lam = lambda: 0


class C:
    def method(self):
        return self

    @staticmethod
    def stat():
        return "s"

    @classmethod
    def cls(klass):
        return klass


for name, obj in (("plain", plain), ("gen", gen), ("lam", lam), ("C", C), ("method", C().method), ("raw", C.method), ("stat", C.stat), ("cls", C.cls), ("len", len), ("append", [].append), ("upper", str.upper), ("genobj", gen()), ("init", object().__init__), ("wrapper", int.__add__), ("type", type)):
    print(name, type(obj).__name__, callable(obj), getattr(obj, "__name__", None), getattr(obj, "__qualname__", None), hasattr(obj, "__code__"), hasattr(obj, "__self__"), hasattr(obj, "__func__"), hasattr(obj, "__dict__"), hasattr(obj, "__wrapped__"), hasattr(obj, "__get__"))
print(plain.__code__.co_firstlineno, gen.__code__.co_flags & 0x20 != 0, plain.__code__.co_flags & 0x20)
plain.attr = [1]
plain.__dict__["other"] = 2
print(plain.attr, plain.other, sorted(vars(plain)))
print(plain == plain, plain != gen, hash(plain) == hash(plain), {plain: 1}[plain], plain is plain, C.method is C.method, C().method == C().method)
bound = C().method
print(bound() is bound.__self__, bound.__func__ is C.method, bound.__name__, bound.__doc__, types.MethodType(plain, None) if False else "")
try:
    types.MethodType(plain, None)
except TypeError as error:
    print("TypeError")
copy = types.FunctionType(plain.__code__, {}, "copy", None, None)
print(copy(), copy.__name__, copy.__defaults__)
def with_defaults(a, b=[1], *, c={"k": 1}): pass
print(with_defaults.__defaults__, with_defaults.__kwdefaults__, with_defaults.__code__.co_varnames, with_defaults.__code__.co_argcount, with_defaults.__code__.co_kwonlyargcount)
for bad in (lambda: setattr(plain, "__code__", 5), lambda: setattr(plain, "__defaults__", 5), lambda: setattr(plain, "__dict__", 5), lambda: setattr(plain, "__closure__", ()), lambda: delattr(plain, "__name__"), lambda: setattr(plain, "__globals__", {})):
    try:
        bad()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__)
