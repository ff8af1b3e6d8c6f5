from collections import OrderedDict, defaultdict

d = defaultdict(list)
d["a"].append(1); d["a"].append(2); d["b"]
print(d, d.default_factory, d.get("zz"), "zz" in d, dict(d))
n = defaultdict(int, {"x": 5})
for ch in "hello":
    n[ch] += 1
print(n, n["new"], len(n), n.copy(), n | {"y": 1})
none = defaultdict(None)
try:
    none["k"]
except KeyError as error:
    print("KeyError", error)
try:
    defaultdict(5)
except TypeError as error:
    print(error)
tree = lambda: defaultdict(tree)
t = tree()
t["a"]["b"]["c"] = 1
print(dict(t["a"]["b"]), list(t))
n.default_factory = lambda: "changed"
print(n["other"], n.__missing__("direct"), n.setdefault("s", 9))
o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
o.move_to_end("a"); print(list(o.items()), list(o)); o.move_to_end("c", last=False); print(list(o))
print(o.popitem(), o.popitem(last=False), dict(o), OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1})
o["z"] = 1; o["y"] = 2
print(list(reversed(o)), list(o.keys()), dict(o | {"k": 5}), o.copy() == o, type(o.copy()).__name__)
try:
    o.move_to_end("nope")
except KeyError as error:
    print("KeyError", error)


class LRU(OrderedDict):
    def __init__(self, size):
        self.size = size
        super().__init__()

    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if len(self) > self.size:
            del self[next(iter(self))]


l = LRU(2)
l["a"] = 1; l["b"] = 2; l["a"]; l["c"] = 3
print(list(l.items()))
