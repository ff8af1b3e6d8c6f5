import copy as c

for source in """c.copy([1, [2]]), c.deepcopy([1, [2]]), c.copy({1: 2}), c.copy((1,)), c.copy('a'), c.copy(None), c.copy({1}), c.copy(5), c.copy(b'a')
(lambda x: c.copy(x) is x)([1]), (lambda x: c.copy(x) is x)((1,)), (lambda x: c.copy(x)[0] is x[0])([[1]]), (lambda x: c.deepcopy(x)[0] is x[0])([[1]])
(lambda x: c.deepcopy(x) is x)((1, 2)), (lambda x: c.deepcopy(x) is x)((1, [2])), (lambda x: c.deepcopy([x, x]))([1])
(lambda y: y[0] is y[1])(c.deepcopy([[1]] * 2)), (lambda y: y[0] is y[1])(c.copy([[1]] * 2))
(lambda l: (l.append(l), c.deepcopy(l))[1][0][0][0] is not l)([])
c.copy(len) is len, c.copy(int) is int, c.deepcopy(len) is len, c.copy(...) is ..., c.copy(range(3)), c.copy(bytearray(b'a')), c.deepcopy(frozenset([1]))
c.copy(x for x in [])
c.deepcopy(iter([1])).__next__()
c.copy(type('T', (), {'__copy__': lambda s: 'copied'})()), c.deepcopy(type('T', (), {'__deepcopy__': lambda s, m: 'deep'})())
c.copy(type('T', (), {'a': 1})()).a, vars(c.copy(type('T', (), {'__init__': lambda s: setattr(s, 'x', 1)})()))
c.copy(ValueError(1)).args, c.deepcopy(ValueError([1])).args, c.copy(1j), c.deepcopy({1: [2, {3: 4}]}), c.deepcopy({'a': (1, [2])})
c.copy()
c.Error.__mro__[1].__name__""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
