people = [("ann", 30, 1.5), ("Bob", 25, 2.5), ("cid", 30, 0.5), ("Dee", 25, 2.5), ("eve", 41, -1.0)]
keys = {"none": None, "name": lambda p: p[0], "lower": lambda p: p[0].lower(), "age": lambda p: p[1], "neg age": lambda p: -p[1], "pair": lambda p: (p[1], p[0]), "mixed": lambda p: (-p[2], p[0]), "const": lambda p: 0, "len": lambda p: len(p[0]), "str": str, "list": lambda p: [p[1], p[2]], "bool": lambda p: p[1] > 29}
for name, key in keys.items():
    for reverse in (False, True):
        s = sorted(people, key=key, reverse=reverse)
        copy = people[:]
        copy.sort(key=key, reverse=reverse)
        assert copy == s
        print(name, reverse, [p[0] for p in s], max(people, key=key)[0] if key else max(people)[0], min(people, key=key)[0] if key else min(people)[0])
for data in ([3, 1, 2], [1.5, 1, True, 0.5], ["b", "a", "B"], [(1, "b"), (1, "a")], [[2], [1, 5], []], [b"b", b"a"], [{1, 2}, {1}], [2 ** 70, -2 ** 70, 0], ["é", "e", "f"], [None], [], [float("inf"), 1, float("-inf")]):
    print(sorted(data), sorted(data, reverse=True), data)
for bad in ([1, "a"], [None, 1], [{}, {}], [1j, 2j], [object(), object()], [[1], (1,)], ["a", b"a"]):
    try:
        sorted(bad)
    except TypeError as error:
        print("TypeError")
calls = []
print(sorted([3, 1, 2], key=lambda x: calls.append(x) or x), calls)
print(sorted("hello world", key=lambda c: (c == " ", c)), sorted({"b": 2, "a": 1}.items(), key=lambda kv: kv[1]), sorted(range(10), key=lambda x: x % 3), sorted([-3, 2, -1], key=abs), sorted(["x10", "x9", "x1"], key=lambda s: int(s[1:])), sorted(sorted(people), key=lambda p: p[1])[0][0])
stable = [(i % 3, i) for i in range(12)]
print([b for _, b in sorted(stable, key=lambda p: p[0])], [b for _, b in sorted(stable, key=lambda p: p[0], reverse=True)])
state, data = 9, []
for _ in range(3000):
    state = state * 16807 % 2147483647
    data.append((state % 50, state % 7, state))
s = sorted(data)
assert all(a <= b for a, b in zip(s, s[1:])) and sorted(data, key=lambda t: -t[0])[0][0] == max(data)[0]
by = sorted(data, key=lambda t: t[0])
assert all(a[0] <= b[0] for a, b in zip(by, by[1:])) and [x for x in by if x[0] == 7] == [x for x in data if x[0] == 7]
print(s[0], s[-1], by[0], sum(t[2] for t in s[:100]))
runs = list(range(100)) + list(range(50, 0, -1)) + [5] * 30 + list(range(200))
print(sorted(runs) == sorted(runs[::-1]), sorted(runs)[:10], sorted(runs, reverse=True)[:5])
