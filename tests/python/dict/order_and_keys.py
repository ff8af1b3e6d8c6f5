d = {}
for ch in "hognose":
    d[ch] = d.get(ch, 0) + 1
print(d)
d["h"] = 99
del d["o"]
d["o"] = 1
print(d)


class Key:
    def __init__(self, v, h):
        self.v, self.h = v, h

    def __hash__(self):
        return self.h

    def __eq__(self, other):
        return isinstance(other, Key) and self.v == other.v

    def __repr__(self):
        return f"K{self.v}"


same = {Key(i, 1): i for i in range(20)}
print(len(same), same[Key(13, 1)], Key(99, 1) in same)
for i in range(0, 20, 2):
    del same[Key(i, 1)]
print(same)
k = Key(5, 5)
d = {k: "first"}
k2 = Key(5, 5)
d[k2] = "second"
print(d, next(iter(d)) is k)
print({1: "a", True: "b"}, {2 ** 61 - 1: "big", 0: "zero"}, hash(2 ** 61 - 1))
print({"a": 1, b"a": 2, ("a",): 3}, {1.5: 1, 3 / 2: 2}, {10 ** 20: 1, 1e20: 2})


class BadHash:
    def __hash__(self):
        raise ValueError("no hash")


class NotInt:
    def __hash__(self):
        return "x"


class Big:
    def __hash__(self):
        return 2 ** 70


for bad in (BadHash(), NotInt()):
    try:
        hash(bad)
    except (ValueError, TypeError) as error:
        print(type(error).__name__)
print(hash(Big()) == hash(2 ** 70), len({Big(): 1}))


class RaisesEq:
    def __hash__(self):
        return 7

    def __eq__(self, other):
        raise RuntimeError("eq")


d = {RaisesEq(): 1}
try:
    d[RaisesEq()]
except RuntimeError as error:
    print(error)
print(len(d), 7 in {8: 1})


class OnlyEq:
    def __eq__(self, other):
        return True


try:
    {OnlyEq()}
except TypeError as error:
    print("unhashable")
d = {i: i for i in range(10)}
for i in range(10):
    d.pop(i)
    d[i + 100] = i
print(list(d))
print(dict(sorted({"z": 1, "a": 2}.items())), list({}.fromkeys("mississippi")))
a = {"x": 1, "y": 2}
b = {"y": 3, "z": 4}
print({**a, **b}, {**b, **a}, a | b, list(b | a))
