for source in """(5).__add__(3)
(5).__sub__(3), (5).__rsub__(3)
(5).__mul__('a')
(5).__mul__([1])
(5).__eq__(5), (5).__eq__('5'), (5).__ne__(4)
(5).__lt__(6), (5).__lt__(5.5)
(5).__hash__(), (5).__bool__(), (5).__str__(), (5).__repr__()
(5).__format__('03'), (5).__int__(), (5).__float__(), (5).__index__()
'a'.__add__('b'), 'a'.__mul__(3), 'a'.__rmul__(2), 'abc'.__len__(), 'abc'.__contains__('b')
'a'.__add__(5)
'abc'.__getitem__(1), 'abc'.__getitem__(slice(1)), 'a'.__eq__('a'), 'a'.__lt__('b'), 'a'.__mod__(())
'%s'.__mod__(5), 'a'.__format__('>3'), 'a'.__hash__() == hash('a'), list('ab'.__iter__())
[1].__add__([2]), [1].__mul__(2), [1, 2].__len__(), [1].__contains__(1), [1, 2].__getitem__(-1)
[1].__add__((2,))
[1].__eq__([1]), [1].__lt__([2]), [1].__eq__((1,)), [2, 1].__reversed__().__next__(), [1].__iadd__([2]), [1].__imul__(2)
[1].__hash__
[1].__setitem__(0, 5), [1].__delitem__(0)
[1].__setitem__(5, 5)
{1: 2}.__getitem__(1), {1: 2}.__contains__(1), {1: 2}.__len__(), {1: 2}.__eq__({1: 2}), {1: 2}.__or__({3: 4}), {1: 2}.__iter__().__next__()
{1: 2}.__getitem__(5)
{1: 2}.__or__([1])
{1}.__or__({2}), {1}.__and__([1]), {1}.__sub__({1}), {1}.__contains__(1), {1}.__le__({1, 2}), {1}.__eq__(frozenset([1]))
(1, 2).__add__((3,)), (1,).__mul__(2), (1,).__hash__() == hash((1,)), (1, 2).__getitem__(0), (1,).__eq__([1])
(2.5).__add__(1), (2.5).__radd__(1), (2.5).__eq__(2.5), (2.5).__mod__(1), (2.5).__divmod__(1), (2.5).__round__(), (2.5).__trunc__()
(2.5).__add__('a')
True.__add__(1), True.__and__(False), True.__str__(), True.__int__(), False.__or__(True), True.__eq__(1)
None.__bool__(), None.__eq__(None), None.__repr__(), None.__class__.__name__, None.__hash__() == hash(None)
None.__add__
int.__add__(1, 2), str.__len__('ab'), list.__getitem__([1], 0), dict.__contains__({1: 2}, 1), object.__repr__(5)[:11], object.__eq__(5, 5), object.__ne__(5, 6)
int.__add__('a', 1)
list.__len__('abc')
int.__call__('5'), type.__call__(int, '7'), type.__call__(list, 'ab'), object.__new__(object).__class__.__name__
object.__new__(int)
len.__call__([1]), len.__name__, (lambda x: x).__call__(5), (lambda: 0).__name__, print.__self__.__name__
range(3).__len__(), range(3).__getitem__(1), range(3).__contains__(2), range(3).__iter__().__next__(), range(3).__eq__(range(3)), range(3).__reversed__().__next__()
slice(1).__eq__(slice(1)), slice(1, 2).__repr__(), b'a'.__add__(b'b'), b'ab'.__getitem__(0), b'a'.__mod__(()), bytearray(b'a').__iadd__(b'b')
int.__mro__, bool.__base__, int.__bases__, type.__class__.__name__, int.__dict__['bit_length'].__name__, int.__doc__ is not None, type(int.__dict__).__name__
int.__subclasshook__(5), int.__instancecheck__(5), int.__subclasscheck__(bool), type.__instancecheck__(int, True), int.__init_subclass__()
(1).__dir__() == dir(1) or len(dir(1)) > 50, (1).__sizeof__() >= 0, (1).__reduce_ex__(2)[1][0].__name__, 'a'.__getnewargs__(), (1.5).__getnewargs__(), (1j).__getnewargs__()
[].__class__, [].__class__.__class__, [].__class__.__name__, [].__init__.__name__, [].append.__name__, [].append.__qualname__, [].append.__self__
(1).__setattr__('x', 1)
(1).__getattribute__('real'), 'a'.__getattribute__('upper')(), object().__getattribute__('__class__').__name__
(1).__getattribute__('nope')
(1).__delattr__('real')""".splitlines():
    try:
        print(source, "->", eval(source))
    except Exception as error:
        print(source, "->", type(error).__name__)
