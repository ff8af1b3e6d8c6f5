def powerset(s):
    out = [frozenset()]
    for x in sorted(s):
        out += [p | {x} for p in out]
    return out


def closure(start, step):
    seen, todo = set(), {start}
    while todo:
        seen |= todo
        todo = {n for x in todo for n in step(x)} - seen
    return seen


def jaccard(a, b):
    return len(a & b) / len(a | b) if a | b else 1.0


def exact_cover(universe, subsets):
    if not universe:
        return [[]]
    x = min(universe)
    return [[name] + rest for name, s in sorted(subsets.items()) if x in s and s <= universe for rest in exact_cover(universe - s, subsets)]


def color(graph):
    colors = {}
    for n in sorted(graph, key=lambda n: (-len(graph[n]), n)):
        used = {colors[m] for m in graph[n] if m in colors}
        colors[n] = min(set(range(len(graph))) - used)
    return colors


def cliques(graph, r=frozenset(), p=None, x=frozenset()):
    p = frozenset(graph) if p is None else p
    if not p and not x:
        yield sorted(r)
    for v in sorted(p):
        yield from cliques(graph, r | {v}, p & graph[v], x & graph[v])
        p -= {v}
        x |= {v}


print([sorted(s) for s in powerset({1, 2, 3})], len(powerset(range(8))), sorted(closure(1, lambda n: [n * 2 % 23, n + 5]) if False else closure(1, lambda n: [n * 2 % 23, (n + 5) % 23])))
print(jaccard(set("night"), set("nacht")), jaccard(set(), set()), exact_cover(frozenset(range(1, 8)), {"A": {1, 4, 7}, "B": {1, 4}, "C": {4, 5, 7}, "D": {3, 5, 6}, "E": {2, 3, 6, 7}, "F": {2, 7}}))
g = {1: frozenset({2, 3}), 2: frozenset({1, 3, 4}), 3: frozenset({1, 2}), 4: frozenset({2, 5}), 5: frozenset({4})}
print(color(g), list(cliques(g)))
primes = set(range(2, 200))
for n in range(2, 15):
    primes -= set(range(n * n, 200, n))
print(sorted(primes)[-5:], len(primes), primes & set(range(90, 110)), sorted(primes & {p + 2 for p in primes})[:6])
words = "the quick brown fox the lazy dog the end".split()
print(len(set(words)), sorted(set(words)), [w for w in dict.fromkeys(words)], set(map(len, words)), sorted({w[0] for w in words} - set("aeiou")))
sudoku = ["534678912", "672195348", "198342567", "859761423", "426853791", "713924856", "961537284", "287419635", "345286179"]
full = set("123456789")
print(all(set(r) == full for r in sudoku), all(set(c) == full for c in zip(*sudoku)), all({sudoku[3 * (b // 3) + i][3 * (b % 3) + j] for i in range(3) for j in range(3)} == full for b in range(9)))
f = frozenset({1, frozenset({2}), "s"})
print(len(f), frozenset({2}) in f, {2} in f, {f: "key"}[frozenset(["s", 1, frozenset([2])])], hash(frozenset([3, 4])) == hash(frozenset([4, 3])), frozenset(range(5)) - {1}, {1, 2} <= frozenset([1, 2, 3]), set().union(*[{i, i + 1} for i in range(4)]), set.intersection({1, 2, 3}, {2, 3}, [3]))
s = set(range(10))
s -= {x for x in s if x % 3 == 0}
s ^= {1, 100}
s &= set(range(200))
print(s, sorted(s, reverse=True), max(s), sum(s), {*s, 5} == s | {5}, s.isdisjoint({0, 3}))
