SNIPPETS = """
print([1, 2] + [3], [1] * 2, [1, 2][0], [1, 2][-1], [1, 2, 3][1:], 1 in [1], [1] == [1.0], [1] < [2])

[1][5]

[1]["a"]

[1] + (2,)

x = [3, 1, 2]
x.sort(); x.append(4); x.insert(0, 9); x.remove(1); x.reverse()
print(x, x.pop(), x.index(9), x.count(2), x)

[].pop()

[1].remove(2)

x = [1, 2, 3]
x[1] = "b"; x[0:1] = [7, 8]; del x[-1]
print(x, x[::-1])

x = [1]
x[5] = 2

x = [1, 2, 3, 4]
x[::2] = [0]

print((1, 2) + (3,), (1,) * 2, (1, 2)[0], (1,), (), hash((1, 2)) == hash((1, 2)))

(1, 2)[0] = 5

hash(([],))

print({"a": 1}["a"], {"a": 1}.get("b"), "a" in {"a": 1}, {**{"a": 1}, "b": 2}, {"a": 1} | {"c": 3})

{}["x"]

x = {"a": 1}
x["b"] = 2; x.update(c=3); del x["a"]
print(x, list(x), list(x.items()), x.pop("b"), x.setdefault("d", 5), x)

{}.popitem()

print({1, 2} | {3}, {1, 2} & {2}, {1, 2} - {1}, {1} ^ {1, 2}, len({1, 1}), {1} <= {1, 2})

{1}.remove(2)

{1}[0]

x = [[]] * 2
x[0].append(1)
print(x)

x = [1]
x.append(x)
print(x, x[1] is x)

x = {}
x["me"] = x
print(x)

[1] < (1,)

sorted([1, "a"])

print(sorted([3, 1, 2], reverse=True), max([1, 3]), sum((1, 2)), list(zip([1, 2], "ab")), list(enumerate("a")), list(reversed([1, 2])), any([0, 1]), all([]))

print(bytes([65, 66]), b"ab"[0], bytearray(b"a") + b"b", b"a" in b"abc", b"a,b".split(b","))

bytes([256])

b"a" + "b"

x = [1, 2, 3]
a, *b = x
print(a, b, x[-2:], x * 0, x.copy() is x, [*x, *"ab"], {*x} == set(x))

d = {i: i * i for i in range(5)}
print(d, [k for k, v in d.items() if v > 3], {v: k for k, v in d.items()}, max(d, key=d.get), sorted(d.values(), reverse=True))
"""

for number, snippet in enumerate(SNIPPETS.strip().split("\n\n"), 1):
    print("--", number, snippet.splitlines()[0])
    try:
        exec(snippet, {"__name__": "snippet"})
    except Exception as error:
        print("!!", type(error).__name__)
