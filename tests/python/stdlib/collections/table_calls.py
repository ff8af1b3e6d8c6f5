from collections import *

for source in """Counter('aab'), Counter(), Counter(a=2), Counter({'a': 1}), Counter([1, 1, 2]).most_common(1), Counter('ab')['z']
Counter('aab') + Counter('b'), Counter('aab') - Counter('a'), Counter('ab') & Counter('b'), Counter('a') | Counter('b'), +Counter(a=-1), -Counter(a=-1)
Counter('aab').total(), sorted(Counter('aab').elements()), Counter('aab') == Counter('aba'), Counter('a') <= Counter('aa')
Counter(5)
Counter('a').most_common('x')
Counter.fromkeys('a')
list(OrderedDict(a=1).items()), OrderedDict([('a', 1)]) == {'a': 1}, list(OrderedDict.fromkeys('ab')), OrderedDict(a=1).popitem(), OrderedDict(a=1, b=2).popitem(last=False)
OrderedDict().popitem()
OrderedDict(a=1).move_to_end('z')
OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), dict(OrderedDict(a=1) | {'b': 2}), list(reversed(OrderedDict(a=1, b=2)))
defaultdict(int)['a'], defaultdict(list), defaultdict(None, a=1), defaultdict(lambda: 5)['x'], defaultdict(int, a=1) == {'a': 1}
defaultdict(5)
defaultdict(None)['a']
defaultdict()['a']
deque([1, 2]), deque([1, 2, 3], 2), deque('ab').maxlen, deque([1]) + deque([2]), deque([1]) * 2, deque([1, 2])[0], deque([1, 2])[-1], 1 in deque([1])
deque().pop()
deque().popleft()
deque([1])[1]
deque([1])[0:1]
deque([1]).remove(2)
deque([1]).index(2)
deque(5)
deque([], -1)
deque([], 'a')
deque([1, 2]) == deque([1, 2]), deque([1]) < deque([2]), deque([1]) == [1], bool(deque()), len(deque('abc')), list(reversed(deque('ab'))), deque([1, 1]).count(1), deque([1]).copy()
deque([1]) + [2]
hash(deque())
namedtuple('P', 'x y')(1, 2), namedtuple('P', ['x'])(5).x, namedtuple('P', 'x y', defaults=[9])(1), namedtuple('P', 'a, b')._fields
namedtuple('P', 'x x')
namedtuple('P', 'class')
namedtuple('P', '_a')
namedtuple('P', 'x')(1, 2)
namedtuple('P', 'x')()
namedtuple('P', 'x')(y=1)
namedtuple('P', 'x')(1)._replace(x=2), namedtuple('P', 'x')(1)._asdict(), namedtuple('P', 'x')._make([3]), namedtuple('P', 'x')(1) == (1,), namedtuple('P', 'def x', rename=True)._fields
namedtuple('P', 'x')._make([])
ChainMap({'a': 1}, {'a': 2, 'b': 3})['b'], ChainMap()['x'] if False else 0, len(ChainMap({'a': 1}, {'b': 2})), sorted(ChainMap({'a': 1}, {'b': 2})), ChainMap({'a': 1}).new_child().maps, ChainMap({'a': 1}).get('z', 5)
ChainMap({})['x']
ChainMap({}).pop('x')
del_ if False else UserDict({'a': 1}), UserList([1]) + [2], UserString('ab').upper(), UserDict(a=1)['a'], UserList('ab')[0], len(UserString('abc'))
UserDict()['x']
UserList()[0]""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
