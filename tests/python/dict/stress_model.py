class Model:
    """An ordered map as a list of pairs: slow and certain."""

    def __init__(self):
        self.pairs = []

    def set(self, k, v):
        for p in self.pairs:
            if p[0] == k:
                p[1] = v
                return
        self.pairs.append([k, v])

    def delete(self, k):
        self.pairs = [p for p in self.pairs if p[0] != k]


state = 99


def rnd(n):
    global state
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    return (state >> 8) % n


d, m = {}, Model()
for step in range(6000):
    action, k = rnd(10), rnd(60)
    key = (k, f"s{k}", k / 2, (k, k), -k)[k % 5]
    if action < 5:
        d[key] = step
        m.set(key, step)
    elif action < 7:
        assert (d.pop(key, None) is not None) == any(p[0] == key for p in m.pairs)
        m.delete(key)
    elif action == 7:
        assert (key in d) == any(p[0] == key for p in m.pairs)
    elif action == 8 and d and rnd(5) == 0:
        k, v = d.popitem()
        assert [k, v] == m.pairs.pop()
    elif rnd(200) == 0:
        d = dict(d) if rnd(2) else d.copy()
    if step % 100 == 0:
        assert [list(p) for p in d.items()] == m.pairs, step
        assert len(d) == len(m.pairs)
print(len(d), list(d)[:6], sum(v for v in d.values()))
d.clear()
for i in range(10_000):
    d[i] = i
    if i >= 100:
        del d[i - 100]
print(len(d), next(iter(d)), list(d)[-1], list(reversed(d))[:2])
while d:
    d.popitem()
print(d)
