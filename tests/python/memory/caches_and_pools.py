import gc
import weakref


class Image:
    loaded = 0

    def __init__(self, name):
        self.name = name
        Image.loaded += 1

    def __repr__(self):
        return f"Image({self.name})"


class Cache:
    def __init__(self):
        self.live = weakref.WeakValueDictionary()

    def get(self, name):
        image = self.live.get(name)
        if image is None:
            image = self.live[name] = Image(name)
        return image


c = Cache()
a = c.get("a")
print(c.get("a") is a, Image.loaded, len(c.live))
del a
print(len(c.live), c.get("a"), Image.loaded, len(c.live))
kept = [c.get(n) for n in "abcab"]
print(Image.loaded, len(c.live), kept[0] is kept[3])
kept.clear()
print(len(c.live))


class Pool:
    def __init__(self, make):
        self.make, self.free, self.made = make, [], 0

    def take(self):
        if self.free:
            return self.free.pop()
        self.made += 1
        return self.make()

    def give(self, obj):
        obj.clear()
        self.free.append(obj)


p = Pool(list)
for i in range(100):
    x = p.take()
    x.extend(range(i))
    p.give(x)
xs = [p.take() for _ in range(3)]
for x in xs:
    p.give(x)
print(p.made, len(p.free))


class Tracked:
    all = weakref.WeakSet()

    def __init__(self, parent=None):
        self.parent = weakref.ref(parent) if parent else None
        self.children = []
        Tracked.all.add(self)
        if parent:
            parent.children.append(self)


root = Tracked()
for _ in range(3):
    kid = Tracked(root)
    Tracked(kid)
print(len(Tracked.all), kid.parent() is root)
del kid
root.children.pop()
print(len(Tracked.all))
leaf = root.children[0].children[0]
del root
print(len(Tracked.all), leaf.parent())
del leaf
print(len(Tracked.all))
meta = weakref.WeakKeyDictionary()
k1, k2 = Image("k1"), Image("k2")
meta[k1], meta[k2] = {"size": 1}, {"size": 2}
print(sum(v["size"] for v in meta.values()))
del k1
print(list(meta.values()))
meta[k2]["self"] = k2
del k2
gc.collect()
print(len(meta))


class Subject:
    def __init__(self):
        self.methods = []

    def on(self, bound):
        self.methods.append(weakref.WeakMethod(bound))

    def fire(self, *args):
        self.methods = [m for m in self.methods if m() is not None]
        return [m()(*args) for m in self.methods]


class Listener:
    def __init__(self, n):
        self.n = n

    def hear(self, x):
        return self.n * x


s, l1, l2 = Subject(), Listener(1), Listener(10)
s.on(l1.hear), s.on(l2.hear), s.on(Listener(100).hear)
print(s.fire(5), len(s.methods))
del l1
print(s.fire(5), len(s.methods))
