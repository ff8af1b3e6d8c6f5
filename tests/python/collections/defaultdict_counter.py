from collections import defaultdict, Counter, namedtuple, ChainMap
d = defaultdict(list)
for k, v in [('a', 1), ('b', 2), ('a', 3)]:
    d[k].append(v)
print(d, d.default_factory, d.get('z'), 'z' in d, len(d))
print(defaultdict(), defaultdict(None, {1: 2}), defaultdict(int, a=1, b=2))
try:
    defaultdict()['k']
except KeyError as e:
    print(repr(e))
try:
    defaultdict(1)
except TypeError as e:
    print(e)
e = d.copy(); e['new']; print(e == d, type(e).__name__, e.default_factory is list)
print(defaultdict(int, {1: 2}) | {3: 4}, {3: 4} | defaultdict(int, {1: 2}))
d.default_factory = None
try:
    d['none']
except KeyError as e:
    print(repr(e))
class DD(defaultdict):
    def __missing__(self, key):
        return key * 2
print(DD()[4], dict(DD(int, {1: 2})))
print(defaultdict(lambda: 7)['x'], isinstance(d, dict), d == {'a': [1, 3], 'b': [2]})
c = Counter('abracadabra')
print(c, c.most_common(2), c['z'], sum(c.values()), c + Counter('ab'), c - Counter('aab'), c & Counter('aab'), c | Counter('zz'))
c.update('zzz'); c.subtract('a'); print(c, sorted(c.elements())[:4])
P = namedtuple('P', 'x y', defaults=[5])
p = P(1)
print(p, p.x, p.y, p._replace(x=3), P._fields, p._asdict(), P.x.__doc__, p == (1, 5))
try:
    p.x = 3
except AttributeError as e:
    print(e)
m = ChainMap({'a': 1}, {'a': 2, 'b': 3}); print(m['a'], m['b'], sorted(m), len(m))
