import weakref


class C:
    def __init__(self):
        self.x = 1

    def method(self, y):
        return self.x + y

    def __len__(self):
        return 7

    def __getitem__(self, i):
        return i * 2

    def __add__(self, o):
        return ("add", o)

    def __radd__(self, o):
        return ("radd", o)

    def __iter__(self):
        return iter([1, 2])

    def __contains__(self, x):
        return x == 3

    def __bool__(self):
        return False

    def __str__(self):
        return "str of C"

    def __eq__(self, o):
        return o == 42

    def __call__(self):
        return "called"


c = C()
p = weakref.proxy(c)
print(p.x, p.method(5), len(p), p[4], p + 1, 1 + p, list(p), 3 in p, bool(p), str(p), p == 42, p())
p.x = 10
p.new = 5
print(c.x, c.new, hasattr(p, "none"), isinstance(p, C), type(p).__name__, p.__class__.__name__)
del p.new
print(hasattr(c, "new"), weakref.proxy(c) is p)
try:
    hash(p)
except TypeError as error:
    print(type(error).__name__)
gone = []
q = weakref.proxy(c, lambda proxy: gone.append("gone"))
del c
print(gone)
for action in ("p.x", "p.x = 1", "len(p)", "p[0]", "p + 1", "str(p)", "list(p)", "p()", "p == 1", "bool(p)"):
    try:
        exec(action)
    except ReferenceError as error:
        print(action, error)


class Plain:
    pass


o = Plain()
r = weakref.proxy(o)
print(type(r) is weakref.ProxyType, type(p) is weakref.CallableProxyType, type(r) in weakref.ProxyTypes)
try:
    r()
except TypeError:
    print("not callable")
print(repr(r).startswith("<weakproxy at 0x"), repr(weakref.ref(o)).startswith("<weakref at 0x"))
w = weakref.ref(o)
del o
print(repr(w).endswith("; dead>"))
