class Default(dict):
    def __missing__(self, key):
        return f"missing {key}"


d = Default(a=1)
print(d["a"], d["b"], d.get("b"), "b" in d, d)


class Loud(dict):
    def __setitem__(self, k, v):
        print("set", k, v)
        super().__setitem__(k, v)

    def __getitem__(self, k):
        print("get", k)
        return super().__getitem__(k)

    def __delitem__(self, k):
        print("del", k)
        super().__delitem__(k)

    def __contains__(self, k):
        print("contains", k)
        return super().__contains__(k)


l = Loud(a=1)
l["b"] = 2
l.update(c=3)
l.setdefault("d", 4)
print(l["b"], l.get("c"), "a" in l)
l["a"] += 10
del l["a"]
print(l, l.pop("b"), dict(l), {**l})
print(l == {"c": 3, "d": 4}, isinstance(l, dict), type(l.copy()).__name__, type(l | {}).__name__)


class Attr(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__


a = Attr(x=1)
a.y = 2
print(a.x, a["y"], a)


class Case(dict):
    def __init__(self, *args, **kw):
        super().__init__()
        for k, v in dict(*args, **kw).items():
            self[k] = v

    def __setitem__(self, k, v):
        super().__setitem__(k.lower(), v)

    def __getitem__(self, k):
        return super().__getitem__(k.lower())


c = Case(Ab=1)
c["CD"] = 2
print(c["AB"], c["cd"], c)
d = Default()
d.extra = "attr"
print(d.extra, d.__dict__)


class Tree(dict):
    def __missing__(self, key):
        value = self[key] = type(self)()
        return value


t = Tree()
t["a"]["b"]["c"] = 1
print(t)


class Keys:
    def keys(self):
        print("keys called")
        return iter("xy")

    def __getitem__(self, k):
        return k.upper()


print(dict(Keys()))
print(eval("x + y", {}, Default(x="a", y="b")), "{a} {b}".format_map(Default(a=1)), "%(q)s" % Default())
exec("z = 5", {}, l)
print(Default.fromkeys("ab", 1), type(Default.fromkeys("a")).__name__)
