from typing import Generic, TypeVar, Protocol, runtime_checkable, NamedTuple, get_type_hints, Optional, Callable, Iterable
import typing

K, V = TypeVar("K"), TypeVar("V")


class Pair(Generic[K, V]):
    def __init__(self, k: K, v: V):
        self.k, self.v = k, v

    def swap(self) -> "Pair[V, K]":
        return Pair(self.v, self.k)

    def __class_getitem__(cls, params):
        return super().__class_getitem__(params)


class IntPair(Pair[int, V]):
    pass


print(Pair(1, "a").swap().k, Pair[int, str](1, "a").v, IntPair[str].__origin__ is IntPair, IntPair.__parameters__, Pair.__parameters__, [c.__name__ for c in IntPair.__mro__], IntPair.__orig_bases__[0].__args__[0])


class Comparable(Protocol):
    def __lt__(self, other) -> bool: ...


@runtime_checkable
class Named(Protocol):
    name: str

    def greet(self) -> str: ...


class Dog:
    name = "rex"

    def greet(self):
        return "woof"


class Rock:
    name = "rock"


print(isinstance(Dog(), Named), isinstance(Rock(), Named), isinstance(5, Named))
try:
    isinstance(5, Comparable)
except TypeError:
    print("not runtime checkable")


class Impl(Named):
    name = "impl"

    def greet(self):
        return "hi " + self.name


print(Impl().greet(), isinstance(Impl(), Named), issubclass(Impl, Named) if False else True)


class Emp(NamedTuple):
    """Employee."""
    name: str
    boss: Optional["Emp"] = None

    @property
    def chain(self):
        return [self.name] + (self.boss.chain if self.boss else [])


e = Emp("low", Emp("mid", Emp("top")))
print(e.chain, e._replace(boss=None), Emp.__doc__, Emp._field_defaults, e[0], len(e))


def first(xs: Iterable[V], default: Optional[V] = None, *, key: Callable[[V], bool] = bool) -> Optional[V]:
    return next(filter(key, xs), default)


h = get_type_hints(first)
print(first([0, 2]), first([], 5), sorted(h), h["xs"].__origin__.__name__, h["key"].__args__[1])


class Sub(list[int]):
    pass


print(Sub([1, 2]), Sub.__mro__[1], Sub.__orig_bases__, list[int]([3]), dict[str, int](a=1), type(list[int]()).__name__, list[int] == list[int], hash(list[int]) == hash(list[int]), tuple[int, str], set[frozenset[int]], type[int], list[list[K]].__parameters__, list[K][str])
for bad in (lambda: list[int].nope, lambda: isinstance([], list[int]), lambda: Pair[int], lambda: Generic(), lambda: TypeVar("T", bound=int, covariant=True, contravariant=True), lambda: typing.Optional[5][1], lambda: type("X", (Generic,), {})):
    try:
        bad()
        print("fine")
    except (TypeError, AttributeError, ValueError) as error:
        print(type(error).__name__)
print(int | None, (int | str).__args__, isinstance(None, int | None), int | str == str | int, Optional[int] == (int | None), issubclass(bool, int | str), list[int] | None)
