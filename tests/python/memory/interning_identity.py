import sys

a = sys.intern("some string with spaces")
b = sys.intern("some string " + "with spaces")
print(a is b, a == b)
print("name" is "na" "me", () is (), "" is "", b"" is b"", None is None, ... is ...)
x = 5
y = 5
print(x is y, True is (1 == 1))
try:
    sys.intern(5)
except TypeError:
    print("TypeError")


class S(str):
    pass


try:
    sys.intern(S("x"))
except TypeError:
    print("TypeError")


def f():
    return "const", (1, 2, 3), 1000


print(f()[0] is f()[0], f()[1] is f()[1])
d = {"key": 1}
k = "".join(["k", "e", "y"])
print(d[k], k == "key", sys.intern(k) is "key")
print("é" is chr(233), "abc"[0] is "abc"[0])
lst = [1, 2]
print(lst is lst, lst is [1, 2], lst == [1, 2], [] is [], id(lst) == id(lst))
t = (1, 2)
print(t[:] is t, tuple(t) is t, lst[:] is lst, "abc"[:] is "abc" or True, frozenset(t) is frozenset(t))
s = "hello"
print(s[0:5] == s, s + "" == s, s * 1 == s, str(s) is s, f"{s}" == s)
i = 10 ** 20
print(int(i) is i, +i == i, float(1.5) == 1.5)
