def f(x: int, y: "str" = "a", *args: tuple, z: list[int] = None, **kw: dict) -> None:
    pass


print(f.__annotations__)
x: int = 5
y: str
print(x, "y" in globals())


class C:
    a: int
    b: str = "b"
    c: "C" = None
    d: list = []

    def m(self) -> "C":
        z: int = 1
        w: undefined_name_is_fine
        return z


print(C.__annotations__, C().m(), hasattr(C, "a"), C.m.__annotations__)


class D(C):
    e: float


print(D.__annotations__, "a" in D.__annotations__)
print((lambda: 0).__annotations__)


class E:
    pass


e = E()
e.attr: int = 3
print(e.attr, E.__dict__.get("__annotations__", {}))
lst = [0]
lst[0]: int = 9
print(lst)
(paren): int = 4
print(paren)
print(list[int], dict[str, int], tuple[int, ...], list[int].__origin__, list[int].__args__)
print(int | str, isinstance(5, int | str), isinstance("a", int | None), type[int])


def deco(cls: type) -> type:
    return cls


print(deco(int) is int, sorted(deco.__annotations__))
