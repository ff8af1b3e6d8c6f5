for source in """type(5), type('a'), type(int), type(None), type(len), type(type), type(5).__name__, type([]) is list, type(5)(7), type('x')(3.5)
type()
type(1, 2)
type('X', (), {}).__name__, type('X', (int,), {})(5) + 1, type('X', (), {'a': 1}).a, type('X', (), {'f': lambda s: 'm'})().f(), type('X', (object,), {}).__bases__, type('X', (), {}).__mro__[1]
type('X', 5, {})
type('X', (), 5)
type(5, (), {})
type('X', (5,), {})
type('X', (int, str), {})
type('X', (bool,), {})
type('X', (type(None),), {})
isinstance(5, int), isinstance(True, int), isinstance(5, (str, int)), isinstance(5, object), isinstance(int, type), isinstance([], (tuple, (list,))), isinstance(5, int | str)
isinstance(5, 5)
isinstance(5, [int])
isinstance(5)
issubclass(bool, int), issubclass(int, (str, object)), issubclass(int, int), issubclass(int, int | str), issubclass(type, object)
issubclass(5, int)
issubclass(int, 5)
object() == object(), object().__class__.__name__, repr(object())[:8], hash(object()) is not None, bool(object()), str(object)[:7]
object(5)
object().x
int.__name__, int.__module__, int.__qualname__, int.__bases__, int.__mro__, int.__base__, bool.__base__, object.__base__, object.__bases__, type.__bases__
int.x
int.__bases__[0].__name__, [c.__name__ for c in bool.__mro__], [c.__name__ for c in type.__mro__], int.mro() == list(int.__mro__)
callable(int), callable(5), callable(type('X', (), {'__call__': 1})()), callable(lambda: 0), callable(type('X', (), {})), callable(type('X', (), {})())
hasattr(5, 'real'), hasattr(5, 'x'), getattr(5, 'real'), getattr(5, 'x', 'd'), hasattr(int, 'mro'), hasattr(int, '__call__')
getattr(5, 'x')
property().fget, property(len).fget is len, staticmethod(len).__func__ is len, classmethod(len).__func__ is len, type(property()).__name__, super.__name__
property(len).__get__([1, 2], list), property().__get__(None, int) is not None, staticmethod(len).__get__(5)([1]), classmethod(lambda c: c).__get__(5, int)()
property().__get__(5, int)
property(len).__set__([1], 5)
staticmethod(len)([1, 2])
classmethod(len)([1])
super(int, True).__class__.__name__, super(int, 5).__add__ if False else 0, super(bool, True).__add__(1)
super(int, 'a')
super(5, 5)
super()
int | str, int | None, list[int], dict[str, int], (int | str).__args__, list[int].__origin__, list[int].__args__, type[int], tuple[int, ...]
int | 5
int[5]
list[int]('ab'), list[int] == list[int], list[int] != list[str], repr(list[int | None]), isinstance([], list), type(list[int]).__name__, (int | str) == (str | int)
isinstance([], list[int])""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
