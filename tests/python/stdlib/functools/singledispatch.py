from functools import singledispatch, singledispatchmethod


@singledispatch
def show(x):
    return f"default {x!r}"


@show.register
def _(x: int):
    return f"int {x}"


@show.register(list)
@show.register(tuple)
def _(x):
    return "seq " + ",".join(map(show, x))


@show.register(type(None))
def nothing(x):
    return "nothing"


print(show(1), show("s"), show([1, "a", None]), show((2,)), show(None), show(True), show(1.5))
print(show.dispatch(bool) is show.dispatch(int), show.dispatch(str) is show.dispatch(object), sorted(t.__name__ for t in show.registry))
from collections.abc import Mapping
show.register(Mapping, lambda x: f"mapping of {len(x)}")
print(show({}), show({1: 2}))


class A:
    pass


class B(A):
    pass


@show.register(A)
def show_a(x):
    return "an A"


print(show(B()), show_a(5))


class Fmt:
    @singledispatchmethod
    def go(self, x):
        return "other"

    @go.register
    def _(self, x: int):
        return "int method"

    @go.register
    @classmethod
    def _(cls, x: str):
        return f"str classmethod {cls.__name__}"


print(Fmt().go(1), Fmt().go("s"), Fmt().go([]))
try:
    show()
except TypeError as error:
    print(error)
