import copy


class P:
    def __init__(self, x):
        self.x = x


a = [1, [2, 3], {"k": [4]}]
s, d = copy.copy(a), copy.deepcopy(a)
a[1].append(9); a[2]["k"].append(8)
print(s, d, s is a, s[1] is a[1], d[1] is a[1])
p = P([1])
q, r = copy.copy(p), copy.deepcopy(p)
print(q.x is p.x, r.x is p.x, r.x == p.x, type(q).__name__)
loop = []
loop.append(loop)
l2 = copy.deepcopy(loop)
print(l2[0] is l2, l2 is loop)
shared = [1]
both = copy.deepcopy([shared, shared])
print(both[0] is both[1])
for atom in (1, 1.5, "s", None, True, (1, 2), frozenset([1]), len, int, range(3), b"b", ...):
    assert copy.copy(atom) is atom and copy.deepcopy(atom) == atom, atom
t = (1, [2])
print(copy.copy(t) is t, copy.deepcopy(t) is t, copy.deepcopy(t))
print(copy.copy({1: 2}), copy.copy({1}), copy.copy(bytearray(b"x")), copy.deepcopy({(1, 2): {3: [4]}}))


class Custom:
    def __copy__(self):
        return "copied"

    def __deepcopy__(self, memo):
        return ("deep", type(memo).__name__)


print(copy.copy(Custom()), copy.deepcopy([Custom()]))


class State:
    def __init__(self):
        self.a, self.b = 1, 2

    def __getstate__(self):
        return {"a": self.a}

    def __setstate__(self, state):
        self.__dict__.update(state, restored=True)


print(vars(copy.copy(State())), vars(copy.deepcopy(State())))


class Slots:
    __slots__ = ("x", "y")


o = Slots()
o.x = [1]
c = copy.copy(o)
print(c.x is o.x, hasattr(c, "y"), copy.deepcopy(o).x is o.x)


class L(list):
    pass


l = L([1, [2]])
l.attr = "kept"
m = copy.deepcopy(l)
print(m, m.attr, type(m).__name__, m[1] is l[1])


class Reduce:
    def __init__(self, *a):
        self.a = a

    def __reduce__(self):
        return (Reduce, ("from reduce",))


print(copy.copy(Reduce(1)).a)
