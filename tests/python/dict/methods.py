d = {"a": 1, "b": 2}
print(d["a"], d.get("b"), d.get("z"), d.get("z", 0), "a" in d, 1 in d, len(d))
print(d.setdefault("c", 3), d.setdefault("a", 9), d)
print(d.pop("c"), d.pop("zz", None), d)
print(d.popitem(), d)
d.update({"x": 1}); d.update([("y", 2)]); d.update(z=3); d.update({"x": 9}, w=4); print(d)
print(list(d), list(d.keys()), list(d.values()), list(d.items()), list(reversed(d)))
c = d.copy(); c.clear(); print(c, len(d))
print(dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), dict(), dict(a=1), dict([(1, 2)]), dict({"k": 1}, k=2), dict(zip("ab", [1, 2])))
print({"a": 1} == {"a": 1.0}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {} != {0: 0}, {1: 2} == [(1, 2)])
print({"a": 1} | {"b": 2}, {"a": 1} | {"a": 2})
e = {"a": 1}; e |= [("b", 2)]; print(e)
for bad in ("{}['k']", "{}.pop('k')", "{}.popitem()", "{} | []", "{}.update(5)", "{} < {}", "{}.fromkeys(1)",
            "{}.update([(1,)])"):
    try:
        eval(bad)
    except (KeyError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
del d["x"]; print(d)
d["x"] = "back"; d["y"] = "same place"; print(d)
print({1: "int", 1.0: "float", True: "bool"}, {0: "a", False: "b", -0.0: "c"})
print({(1, 2): 3}, {None: 1, ...: 2}, {frozenset([1]): 2})
k = {"one": 1}
for key in k:
    print(key, k[key])
for key, value in k.items():
    print(key, value)
big = {i: i * i for i in range(1000)}
print(len(big), big[999], sum(big), sum(big.values()))
for i in range(0, 1000, 2):
    del big[i]
print(len(big), list(big)[:5])
print(max({"a": 5, "b": 3}, key={"a": 5, "b": 3}.get), sorted({"b": 1, "a": 2}), min({3: 1, 2: 5}))
print({**{"a": 1}, "b": 2}, dict(**{"a": 1}), str({}), repr({"q'": '"'}))
print({"a": {"b": {"c": 1}}}["a"]["b"]["c"], d.__contains__("x"), dict.get({"m": 1}, "m"), {}.__len__())
nested = {}
nested.setdefault("l", []).append(1)
nested.setdefault("l", []).append(2)
print(nested)
