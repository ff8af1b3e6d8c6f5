import gc
import weakref


class K:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"K({self.name})"

    def __eq__(self, other):
        return isinstance(other, K) and self.name == other.name

    def __hash__(self):
        return hash(self.name)


a, b, c = K("a"), K("b"), K("c")
d = weakref.WeakValueDictionary()
d["a"], d["b"], d["tmp"] = a, b, K("tmp")
print(sorted(d), len(d), d["a"], d.get("tmp"), "b" in d, "tmp" in d)
del b
print(sorted(d.items()), list(d.values()))
try:
    d["b"]
except KeyError as error:
    print("KeyError", error)
print(d.setdefault("c", c), d.pop("c"), d.get("c", "default"))
d.update({"x": a, "y": c})
print(sorted(d), dict(d) == {"a": a, "x": a, "y": c})
k = weakref.WeakKeyDictionary()
k[a] = 1
k[c] = 2
k[K("temp")] = 3
print(len(k), k[a], sorted(x.name for x in k), a in k, K("a") in k, k[K("c")])
del c, d
gc.collect()
print(len(k), list(k.items()))
k[a] += 10
print(k.pop(a), len(k))
s = weakref.WeakSet([a, K("gone")])
e = K("e")
s.add(e)
print(len(s), sorted(x.name for x in s), a in s)
del e
print(len(s), s | {K("new")} == s, s.pop(), len(s))
try:
    s.remove(a)
except KeyError:
    print("not there")
try:
    k["string"] = 1
except TypeError:
    print("cannot weakly refer to str")


class Cache:
    made = 0

    def __init__(self):
        self.data = weakref.WeakValueDictionary()

    def get(self, key):
        value = self.data.get(key)
        if value is None:
            Cache.made += 1
            value = self.data[key] = K(key)
        return value


cache = Cache()
one = cache.get("k")
print(cache.get("k") is one, Cache.made)
del one
cache.get("k")
print(Cache.made)
big = weakref.WeakValueDictionary()
for i in range(100):
    big[i] = K(i)
print(len(big))
keep = []
for i in range(10):
    keep.append(K(i))
    big[i] = keep[-1]
keep = keep[::2]
gc.collect()
print(sorted(big.keys()))
