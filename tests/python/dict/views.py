d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i)
d["d"] = 4
print(len(k), len(v), len(i), list(k), "d" in k, 4 in v, ("d", 4) in i, ("d", 5) in i)
print(k & {"a", "z"}, sorted(k | {"z"}), sorted(k - {"a"}), sorted(k ^ {"a", "z"}))
print(sorted(i & {("a", 1), ("b", 9)}), sorted(i - {("a", 1)}), sorted({"a"} | k), {"a", "q"} - k)
print(k == {"a", "b", "c", "d"}, k == set(d), k >= {"a"}, k < {"a", "b", "c", "d", "e"}, k.isdisjoint({"z"}), k != {"a"})
print(i == {("a", 1), ("b", 2), ("c", 3), ("d", 4)}, v == d.values(), list(v) == list(d.values()), {}.keys() == set())
print(list(reversed(k)), list(reversed(v)), list(reversed(i)))
print(type(k).__name__, type(v).__name__, type(i).__name__, k.mapping)
try:
    for x in d:
        d["new"] = 1
except RuntimeError as error:
    print(error)
del d["new"]
try:
    for x in list(d):
        if x == "a":
            del d[x]
    for x in d:
        del d[x]
except RuntimeError as error:
    print(error)
d = dict.fromkeys("abc", 0)
for key in d:
    d[key] += 1
print(d)
it = iter(d)
next(it)
d.clear()
try:
    next(it)
except RuntimeError as error:
    print(error)
for bad in ("k[0]", "k + k", "len(iter({}))", "hash({}.keys())", "{}.values() | set()"):
    try:
        eval(bad)
    except TypeError as error:
        print(type(error).__name__)
d = {1: [2]}
try:
    print(([2] in d.values()), (1, [2]) in d.items(), (1,) in d.items(), 5 in d.items(), ([], 1) in {}.items())
except TypeError as error:
    print(type(error).__name__)
k = {"x": 1}.keys()
print({*k}, [*k], k.__contains__("x"), k.__len__(), set(k) == k, k <= k)
a = {"a": 1, "b": 2}
b = {"b": 2, "c": 3}
print(a.keys() & b.keys(), a.items() & b.items(), sorted(a.keys() | b), a.keys() - b, {}.keys() | [1], sorted(a.keys() & "abz"))
