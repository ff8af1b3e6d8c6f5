from functools import *

for source in """reduce(lambda a, b: a + b, [1, 2, 3]), reduce(max, [1, 5, 2]), reduce(lambda a, b: a, [], 7), reduce(lambda a, b: b, 'abc'), reduce(int.__add__, range(5), 100)
reduce(max, [])
reduce(max)
reduce(5, [1, 2])
reduce(max, 5)
partial(int, base=2)('11'), partial(max, 1)(5, 2), partial(partial(max, 1), 9)(), partial(dict, a=1)(b=2), partial(len).func, partial(max, 1).args, partial(int, base=2).keywords
partial(5)
partial()
partial(len)()
partial(int, base=2)('9')
repr(partial(len, 1)), callable(partial(len)), partial(len)([1, 2]), isinstance(partial(len), partial)
sorted([3, 1], key=cmp_to_key(lambda a, b: a - b)), cmp_to_key(lambda a, b: 0)(1) == cmp_to_key(lambda a, b: 0)(2), max([1, 2], key=cmp_to_key(lambda a, b: b - a))
cmp_to_key(lambda a, b: 0)(1) < 5
lru_cache(lambda x: x * 2)(5), lru_cache(maxsize=2)(lambda x: x)(1), cache(lambda: 5)(), lru_cache(lambda x: x).cache_info(), lru_cache(maxsize=3)(len).cache_parameters()
lru_cache(lambda x: x)([])
lru_cache('a')
singledispatch(lambda x: 'default')(5), singledispatch(lambda x: x).registry.keys(), singledispatch(lambda x: x).dispatch(int)(7)
singledispatch(lambda x: x)()
wraps(len)(lambda x: x).__name__, wraps(len)(lambda x: x).__wrapped__ is len, update_wrapper(lambda: 0, len).__name__
WRAPPER_ASSIGNMENTS[:3], WRAPPER_UPDATES
total_ordering(type('T', (), {'__lt__': lambda s, o: True, '__eq__': lambda s, o: False}))() >= 1
total_ordering(type('T', (), {}))
cached_property(lambda s: 5).func(None), type(cached_property(len)).__name__
partialmethod(len).func, type('T', (), {'m': partialmethod(lambda s, a, b: a + b, 1)})().m(2)
partialmethod(5)""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
