# Dicts and sets that change while they are walked or searched.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


def grow():
    d = {1: 1}
    for k in d:
        d[k + 1] = 0


def replace():
    d = {0: 0}
    for k in d:
        del d[0]
        d[0] = 0


def replace_values():
    d = {0: 0, 1: 1}
    for k in d:
        d[k] += 10
    return d


def sticky():
    d = {1: 1, 2: 2}
    it = iter(d)
    next(it)
    d[3] = 3
    for _ in range(2):
        try:
            next(it)
        except RuntimeError as e:
            print("sticky", e)
    del d[3]
    next(it)


def set_grow():
    s = {1}
    for k in s:
        s.add(k + 1)


for f in (grow, replace, replace_values, sticky, set_grow):
    attempt(f)


class Evil:
    def __init__(self, target, n):
        self.target = target
        self.n = n

    def __hash__(self):
        return 7

    def __eq__(self, other):
        if self.target is not None and self.n > 0:
            self.n -= 1
            self.target.clear()
        return self is other


d = {}
keys = [Evil(d, 0) for _ in range(5)]
for k in keys:
    d[k] = 1
print(len(d), keys[3] in d)
keys[0].n = 1
print(d.get(Evil(None, 0)), len(d))
for k in keys:
    d[k] = 2
keys[1].n = 1
d[Evil(d, 0)] = 3
print(len(d))

s = set()
keys = [Evil(s, 0) for _ in range(5)]
for k in keys:
    s.add(k)
print(len(s))
keys[2].n = 1
print(Evil(None, 0) in s, len(s))


class Shrinker:
    def __init__(self, d):
        self.d = d

    def __hash__(self):
        return 1

    def __eq__(self, other):
        for k in list(self.d)[1:]:
            del self.d[k]
        return False


d = {}
d[1] = 'one'
for i in range(3, 60, 2):
    d[i] = i
d[Shrinker(d)] = 'x'
print(len(d))

# A queue by insertion order, a stack, and emptying again and again.
d = {}
for i in range(1000):
    d[i] = i
for i in range(20000):
    first = next(iter(d))
    del d[first]
    d[first + 1000] = i
print(len(d), next(iter(d)), list(d.items())[-1])
for i in range(500):
    d.popitem()
print(len(d), list(d)[-1])
for i in range(3000):
    d['x'] = i
    del d['x']
print(len(d), list(d)[-1])
e = {}
for i in range(5000):
    e[i] = i
    if i % 3:
        e.popitem()
print(len(e), sum(e))

it = iter({1: 2, 3: 4, 5: 6}.items())
print(it.__length_hint__(), next(it), it.__length_hint__(), list(it), list(it))
r = reversed({1: 2, 3: 4, 5: 6})
print(type(r).__name__, list(r), list(reversed({1: 2, 3: 4}.values())), list(reversed({1: 2, 3: 4}.items())))
d = {}
d['self'] = d
print(d, [d])
print({1: 'a', True: 'b', 1.0: 'c'}, {0: 1, False: 2}, {float('nan'): 1}.keys() == {float('nan'): 1}.keys())
n = float('nan')
print({n: 1}[n], n in {n})
big = {10**30: 'big', -(10**30): 'neg', 2**60: 'boxed'}
print(big[10**30], big[-10**30], big[1 << 60], big[float(1 << 60)])
