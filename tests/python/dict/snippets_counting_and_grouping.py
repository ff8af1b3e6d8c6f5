text = "the cat and the hat and the bat"
counts = {}
for w in text.split():
    counts[w] = counts.get(w, 0) + 1
print(counts, max(counts, key=counts.get), sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])), sum(counts.values()), [w for w, n in counts.items() if n == 1])
groups = {}
for w in counts:
    groups.setdefault(len(w), []).append(w)
print(groups, {k: sorted(v) for k, v in groups.items()}, list(groups), {len(v): k for k, v in groups.items()})
inverted = {}
for w, n in counts.items():
    inverted.setdefault(n, set()).add(w)
print({n: sorted(ws) for n, ws in inverted.items()})
a, b = {"x": 1, "y": 2}, {"y": 3, "z": 4}
merged = {**a, **b}
print(merged, a | b, b | a, {k: (a.get(k), b.get(k)) for k in sorted(a.keys() | b.keys())}, a.keys() & b.keys(), sorted(a.keys() ^ b.keys()), a.items() & b.items())
a.update(b, w=0)
a |= {"v": 9}
print(a, len(a), a.pop("v"), a.popitem(), a.setdefault("new", []), a)
a["new"].append(1)
del a["x"]
a["x"] = "last"
print(a, list(a.items())[-1], list(reversed(a)), "x" in a, a.get("nope"), a.get("nope", 0))
nested = {}
for path, v in (("a.b", 1), ("a.c.d", 2), ("e", 3)):
    node = nested
    *parents, last = path.split(".")
    for p in parents:
        node = node.setdefault(p, {})
    node[last] = v
print(nested, nested["a"]["c"]["d"], list(nested["a"]))
for k in list(counts):
    if counts[k] < 2:
        del counts[k]
print(counts, dict(zip("abc", range(3))), dict.fromkeys("ab", []), {i: i ** 2 for i in range(4)}, {v: k for k, v in {"p": 1, "q": 2}.items()}, dict([("k", 1), ("k", 2)]), dict(a=1, **{"b": 2}))
cache = {}
def fib(n):
    if n in cache:
        return cache[n]
    cache[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return cache[n]
print(fib(40), len(cache), list(cache)[:5])
switch = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b}
print([switch[op](6, 3) for op in "+-*"], switch.get("/", lambda a, b: "none")(1, 2), {type(k).__name__: v for k, v in {1: "i", "s": "s", None: "n", (1,): "t", 1.5: "f", True: "b"}.items()})
d = {1: "a", 1.0: "b", True: "c"}
print(d, len(d), d[1], {0: "z", False: "f", 0.0: "g", 0j: "h"}, {"1": 1, 1: "1"}, {(): "empty", ((),): "nested"}[((),)])
matrix = {(r, c): r * c for r in range(3) for c in range(3) if r != c}
print(matrix, [matrix.get((1, c), "-") for c in range(3)], max(matrix, key=matrix.get), sorted(matrix.items(), key=lambda kv: (kv[1], kv[0]))[:3])
for k, v in sorted(matrix.items()):
    if k[0] > k[1]:
        matrix[k] = matrix.pop((k[1], k[0]))
print(len(matrix), matrix)
print(sorted({"b": 1, "a": 2}), sorted({"b": 1, "a": 2}.values()), min({"b": 1, "a": 2}.items()), next(iter({"first": 1})), [*{"a": 1}], {**{}} == {}, {"a": 1} == {"a": 1.0}, {1, 2} == {1: 0, 2: 0}.keys(), bool({}), not {0: 0})
