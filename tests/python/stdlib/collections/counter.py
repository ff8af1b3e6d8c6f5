from collections import Counter

c = Counter("mississippi")
print(c, c["s"], c["zz"], c.most_common(2), sorted(c.elements()), c.total(), len(c))
print(Counter(a=3, b=1), Counter({"x": 2}), Counter([1, 1, 2]), Counter())
c.update("miss"); print(c["s"], c["m"])
c.subtract({"s": 10}); print(c["s"], +c, -c)
a, b = Counter(a=3, b=1), Counter(a=1, b=2, c=5)
print(a + b, a - b, a & b, a | b, a == Counter(b=1, a=3), a <= b, a < a + b)
a += b; print(a); a -= Counter(c=5); print(a); a &= Counter(a=2, b=9); print(a); a |= Counter(z=1); print(a)
del a["z"]; del a["never there"]; print(a)
print(Counter(a=0) == Counter(), Counter("ab").keys(), list(Counter("aab").items()), Counter("abca").most_common(), "a" in Counter("a"))
print(c.pop("m"), c.setdefault("q", 7), dict(Counter("ab")), Counter("ab").copy(), repr(Counter({"a": "x"})) )
try:
    Counter.fromkeys("ab")
except NotImplementedError as error:
    print("NotImplementedError")
words = "the cat the dog the end".split()
print(Counter(words).most_common(1), Counter(map(len, words)), max(Counter(words), key=Counter(words).get), sum(Counter(words).values()))
print(Counter(a=1).subtract(a=3), Counter({1: 2}) + Counter({1: -2}), [*Counter("abc")], Counter("hello") - Counter("ell"))
