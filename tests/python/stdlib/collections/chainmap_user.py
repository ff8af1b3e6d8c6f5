from collections import ChainMap, UserDict, UserList, UserString

c = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(c["a"], c["b"], sorted(c), len(c), c.maps, c.get("z", 0), "b" in c, sorted(c.items()))
c["b"] = 9; c["new"] = 5
print(c.maps, c.new_child({"a": 0})["a"], c.parents, c.pop("new"))
try:
    del c["zz"]
except KeyError as error:
    print("KeyError")
print(c | {"q": 1}, bool(ChainMap()), ChainMap({}, {"x": 1}) == {"x": 1}, repr(ChainMap({"k": 1})))


class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)


u = Upper({"a": 1}, b=2)
u["c"] = 3
u.update(d=4)
print(u, u.data, len(u), "A" in u, list(u), u.copy(), isinstance(u, dict), u.pop("A"))


class Evens(UserList):
    def append(self, x):
        if x % 2 == 0:
            super().append(x)


e = Evens([2])
e.append(3); e.append(4)
print(e, e[0], e + [6], e[:1], len(e), 4 in e, e == [2, 4], sorted(e, reverse=True), type(e + [1]).__name__, e * 2)
e.extend([1]); e.insert(0, 9); e.reverse(); print(e, e.pop(), e.index(4))


class Rev(UserString):
    def backwards(self):
        return self.data[::-1]


s = Rev("hello")
print(s, s.backwards(), s + "x", s.upper(), s[1:3], len(s), "ell" in s, s == "hello", s.split("l"), type(s.upper()).__name__, hash(s) == hash("hello"), s.replace("l", "L"))
