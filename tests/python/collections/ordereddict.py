from collections import OrderedDict
d = OrderedDict.fromkeys('abcde')
d.move_to_end('b'); print(''.join(d)); d.move_to_end('b', last=False); print(''.join(d))
d.move_to_end('c', False); d.move_to_end('e'); print(''.join(d), list(reversed(d)))
print(d.popitem(), d.popitem(last=False), list(d))
for f in (lambda: d.move_to_end('zz'), lambda: OrderedDict().popitem(), lambda: d.pop('zz'), lambda: d['zz']):
    try:
        f()
    except KeyError as e:
        print(repr(e))
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1), dict(b=2, a=1) == OrderedDict(a=1, b=2))
print(OrderedDict(a=1) != OrderedDict(a=1), OrderedDict([(1, 2)]) | {3: 4} == {1: 2, 3: 4})
x = OrderedDict(a=1); x |= [('b', 2)]; print(list(x.items()), list(x.keys()), list(x.values()))
print(x.setdefault('a', 9), x.setdefault('z', 9), x.pop('z'), x.pop('z', 'none'), list(x.copy().items()))
x.attr = 5; print(x.__dict__)
it = iter(x)
next(it)
x['new'] = 1
try:
    next(it)
except RuntimeError as e:
    print(e)
y = OrderedDict((i, i) for i in range(200))
for i in range(0, 200, 7):
    y.move_to_end(i)
for i in range(0, 200, 5):
    y.move_to_end(i, last=False)
for i in range(0, 200, 11):
    del y[i]
print(list(y)[:12], list(y)[-12:], len(y), sum(y.values()))
for i in range(3000):
    y.move_to_end(next(iter(y)))
print(list(y)[:5])
while len(y) > 3:
    y.popitem(last=len(y) % 2 == 0)
print(list(y))
class LRU(OrderedDict):
    def __init__(self, n):
        super().__init__()
        self.n = n
    def __getitem__(self, k):
        v = super().__getitem__(k)
        self.move_to_end(k)
        return v
    def __setitem__(self, k, v):
        if k in self:
            self.move_to_end(k)
        super().__setitem__(k, v)
        if len(self) > self.n:
            self.popitem(last=False)
c = LRU(3)
for i in range(6):
    c[i] = i * i
    if i == 4:
        c[2]
print(list(c))
print(len(OrderedDict(c.items())), dict(x), sorted(x | {'q': 1}))
a = OrderedDict(x=1); print(list(reversed(a.items())), list(reversed(a.values())), 'x' in a.keys(), ('x', 1) in a.items())
