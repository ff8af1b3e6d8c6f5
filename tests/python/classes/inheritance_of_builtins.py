class I(int):
    def __add__(self, o):
        return I(int.__add__(self, o))

    def __repr__(self):
        return f"I({int(self)})"


class F(float):
    pass


class S(str):
    def __getitem__(self, i):
        return S(super().__getitem__(i))


class L(list):
    def __contains__(self, x):
        return True


class D(dict):
    def __getitem__(self, k):
        return "got " + str(k)


class T(tuple):
    pass


class B(bytes):
    pass


class St(set):
    pass


i, f, s, l, d, t = I(5), F(2.5), S("abc"), L([1]), D(a=1), T((1, 2))
print(i + 1, i - 1, 1 + i, i * 2, -i, i == 5, hash(i) == 5, {5: "x"}[i], [10, 20, 30, 40, 50, 60][i], range(i), int(i), type(int(i)).__name__, i.bit_length(), f"{i:3d}|{i}", str(i), "%d" % i)
print(f + 1, type(f + 1).__name__, f == 2.5, f.is_integer(), repr(f), f"{f:.3f}", float(f), type(float(f)).__name__, F("1e3"))
print(s[0], type(s[0]).__name__, type(s.upper()).__name__, s == "abc", s + "d", "x" + s, s in {"abc"}, len(s), s.join(["1", "2"]), isinstance(s, str), type(str(s)).__name__, "%s" % s)
print(99 in l, l.index(1), l + [2], type(l + [2]).__name__, l == [1], l[0:], sorted(l), L("ab"), len(L()), bool(L()))
print(d["zz"], d.get("zz"), d.get("a"), dict(d), {**d}, list(d.values()), "zz" in d, d == {"a": 1}, "%(k)s" % d, "{x}".format_map(d), d.pop("a"), len(d))
print(t[0], t + (3,), type(t + (3,)).__name__, t == (1, 2), hash(t) == hash((1, 2)), T(), len(T("abc")), t.count(1), [*t], "%s %s" % t)
print(B(b"x") + b"y", B(3), St([1, 1]), St([1]) | {2}, type(St([1]) & {1}).__name__, St([1]) == {1}, St([1]) <= {1, 2}, repr(St([1])), repr(B(b"q")))
for cls, args in ((I, ("12",)), (F, ("x",)), (S, (5,)), (L, (5,)), (T, (5,)), (D, (5,))):
    try:
        print(cls.__name__, cls(*args))
    except (TypeError, ValueError) as error:
        print(cls.__name__, type(error).__name__)
i.attr, s.attr, l.attr, d.attr, t.attr = 1, 2, 3, 4, 5
print(i.attr, s.attr, l.attr, d.attr, t.attr, vars(l))


class E(Exception, list if False else object):
    pass


class Dflt(dict):
    def __missing__(self, k):
        return k * 2


print(Dflt()["ab"], Dflt(x=1)["x"], Dflt().get("ab"), E(1, 2).args, issubclass(I, int), I.__bases__, I.__mro__[1].__name__, isinstance(True, I))
x = L([3, 1, 2])
x.sort()
x += [9]
print(x, type(x).__name__, x.copy(), type(x.copy()).__name__, x * 2, type(x[:1]).__name__)
