class A:
    pass


class B(A):
    pass


print(isinstance(B(), A), isinstance(B(), (int, A)), isinstance(1, (str, (float, int))), issubclass(B, A), issubclass(bool, (str, int)), isinstance(A, type), isinstance(1, object))
print(type(1), type("a"), type(A()), type(A), type(type), type(None), type(len), type(print), type(lambda: 0), type(A().__init__), type([].append))
print(type(1) is int, type(True) is int, type(B()) == B, type(iter([])).__name__, type(iter(())).__name__, type(iter({})).__name__, type(iter(set())).__name__, type(iter(range(0))).__name__)
for bad in ("isinstance(1, 'int')", "isinstance(1, [int])", "issubclass(1, int)", "issubclass(int, 5)", "type(1, 2)", "type()", "isinstance(1)"):
    try:
        eval(bad)
    except TypeError as error:
        print(bad, "TypeError")
C = type("C", (A,), {"x": 1, "m": lambda self: self.x + 1})
print(C.x, C().m(), C.__bases__, C.__name__, type(C))
print(callable(len), callable(A), callable(A()), callable(lambda: 0), callable(5), id(A) == id(A), id([]) is not None)
print(hasattr(A, "x"), getattr(C, "x"), getattr(C, "y", 9), hasattr(5, "real"), hasattr("a", "nope"))
setattr(A, "added", 3)
print(A.added, B.added, vars(C)["x"], "added" in dir(B()), delattr(A, "added"), hasattr(B, "added"))


class Liar:
    @property
    def __class__(self):
        return int


print(isinstance(Liar(), int), type(Liar()).__name__, isinstance(Liar(), Liar))
print(int.__name__, int.__qualname__, int.__module__, A.__module__, len.__module__, type.__mro__, object.__bases__, int.__base__)
print(A.__dict__.get("nothing"), type(A.__dict__).__name__, A.__subclasses__()[0].__name__, B.__mro__[1].__name__, [t.__name__ for t in bool.mro()])
try:
    A.__dict__["x"] = 1
except TypeError as error:
    print(error)
try:
    int.x = 1
except TypeError as error:
    print("int is immutable")
A.__name__ = "Renamed"
print(A, B.__base__.__name__, A.__qualname__)
