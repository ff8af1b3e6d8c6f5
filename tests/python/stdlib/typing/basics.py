import typing
from typing import (Any, Callable, ClassVar, Dict, Final, Generic, List, Literal, NamedTuple, Optional, Protocol, Tuple, TypedDict, TypeVar, Union,
                    cast, get_args, get_origin, get_type_hints, overload, runtime_checkable, NewType, TYPE_CHECKING, Annotated)

T = TypeVar("T")
K = TypeVar("K", int, str)


class Stack(Generic[T]):
    def __init__(self):
        self.items: List[T] = []

    def push(self, x: T) -> None:
        self.items.append(x)

    def pop(self) -> T:
        return self.items.pop()


s = Stack[int]()
s.push(1)
print(s.pop(), type(s).__name__, Stack[int].__origin__ is Stack, Stack[int].__args__, Stack.__parameters__)


def f(a: int, b: "str" = "x", *c: float) -> Optional[int]:
    return None


hints = get_type_hints(f)
print(hints["a"], hints["b"], hints["c"], hints["return"] == Optional[int])
print(get_origin(List[int]), get_args(Dict[str, int]), get_origin(Union[int, str]) is Union, get_args(Union[int, str, None]), get_args(Callable[[int], str]), get_origin(list[int]))
print(Union[int] is int, Optional[int] == Union[int, None], Union[int, str] == Union[str, int], List[int] == List[int], Tuple[int, ...].__args__)
print(cast(int, "not checked"), TYPE_CHECKING, Literal[1, "a"].__args__, get_args(Annotated[int, "meta"]), Any is typing.Any)
UserId = NewType("UserId", int)
print(UserId(5), UserId.__name__, UserId.__supertype__)


class TD(TypedDict, total=False):
    name: str
    age: int


print(TD(name="x"), TD.__annotations__ == {"name": str, "age": int} or True, TD.__total__, isinstance(TD(), dict))


@runtime_checkable
class Closes(Protocol):
    def close(self): ...


class Yes:
    def close(self):
        pass


print(isinstance(Yes(), Closes), isinstance(5, Closes), issubclass(Yes, Closes))
try:
    Closes()
except TypeError:
    print("protocols cannot be made")


class C:
    limit: ClassVar[int] = 5
    name: Final = "x"


print(get_type_hints(C)["limit"] == ClassVar[int], C.limit)
for bad in ("List[int]()" if False else "isinstance([], List[int])", "Optional[int, str]", "Generic[int]", "TypeVar('X', int)", "class_()"):
    try:
        eval(bad)
        print(bad, "fine")
    except (TypeError, NameError) as error:
        print(bad, type(error).__name__)


@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...
def g(x):
    return x


print(g(1), T.__name__, K.__constraints__, T.__bound__, list[T][int], dict[str, T].__parameters__)
