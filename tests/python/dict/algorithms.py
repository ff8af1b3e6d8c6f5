def invert(d):
    out = {}
    for k, v in d.items():
        out.setdefault(v, []).append(k)
    return out


def merge(a, b):
    return {k: merge(a[k], b[k]) if isinstance(a.get(k), dict) and isinstance(b.get(k), dict) else b.get(k, a.get(k)) for k in {**a, **b}}


def flatten(d, prefix=""):
    for k, v in d.items():
        if isinstance(v, dict):
            yield from flatten(v, prefix + k + ".")
        else:
            yield prefix + k, v


def unflatten(pairs):
    root = {}
    for path, v in pairs:
        *parents, last = path.split(".")
        node = root
        for p in parents:
            node = node.setdefault(p, {})
        node[last] = v
    return root


def diff(a, b):
    return {"added": sorted(b.keys() - a.keys()), "removed": sorted(a.keys() - b.keys()), "changed": sorted(k for k in a.keys() & b.keys() if a[k] != b[k])}


def group(items, key):
    out = {}
    for x in items:
        out.setdefault(key(x), []).append(x)
    return out


def topk(counts, k):
    return sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:k]


class Trie:
    def __init__(self):
        self.root = {}

    def add(self, word):
        node = self.root
        for ch in word:
            node = node.setdefault(ch, {})
        node["$"] = word

    def find(self, prefix):
        node = self.root
        for ch in prefix:
            if ch not in node:
                return []
            node = node[ch]
        out, stack = [], [node]
        while stack:
            n = stack.pop()
            for k, v in n.items():
                out.append(v) if k == "$" else stack.append(v)
        return sorted(out)


a = {"x": 1, "y": {"p": 1, "q": [1]}, "z": None}
b = {"y": {"q": 2, "r": 3}, "w": 0}
m = merge(a, b)
print({k: m[k] for k in sorted(m)}, dict(flatten(a)), unflatten(flatten(a)) == a, diff(a, m), invert({"a": 1, "b": 2, "c": 1}))
print(group(range(10), lambda n: n % 3), topk({"a": 2, "b": 5, "c": 2}, 2), {len(w): w for w in "a bb cc ddd".split()}, {**{i: i for i in range(3)}, 1: "over"})
t = Trie()
for w in "car card care cat dog do".split():
    t.add(w)
print(t.find("car"), t.find("do"), t.find("x"), t.find(""))
fib = {0: 0, 1: 1}


def f(n):
    if n not in fib:
        fib[n] = f(n - 1) + f(n - 2)
    return fib[n]


print(f(80), len(fib), list(fib)[-1], sum(fib.values()) % 1000)
two_sum = lambda xs, t: next(((seen[t - x], i) for seen in [{}] for i, x in enumerate(xs) if t - x in seen or seen.update({x: i})), None)
print(two_sum([2, 7, 11, 15], 26), two_sum([1, 2], 9), dict(sorted({"b": 1, "a": 2}.items())), dict(zip("abc", range(3))), {k: v for k, v in sorted({"b": 1, "a": 2}.items(), key=lambda kv: kv[1])}, max({"a": 3, "b": 9}.items(), key=lambda kv: kv[1]), list({"x": 1}.items())[0], dict(enumerate("ab")))
graph = {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}
paths = lambda s, e: [[s]] if s == e else [[s] + p for n in graph[s] for p in paths(n, e)]
print(paths("a", "d"), {n: sum(n in v for v in graph.values()) for n in graph}, {v: k for k, vs in graph.items() for v in vs})
counts = {}
for w in "to be or not to be that is the question".split():
    counts[w] = counts.get(w, 0) + 1
print(counts, {n: [w for w in counts if counts[w] == n] for n in sorted(set(counts.values()))})
d = {}
for i in range(1000):
    d[i * 7919 % 1009] = i
for i in range(0, 1009, 3):
    d.pop(i, None)
d.update((i, -i) for i in range(0, 100, 10))
print(len(d), list(d)[:4], list(d)[-4:], d[10], sum(d.values()))
