π = 3.14159
größe = 10
名前 = "name"
переменная = [1]
print(π, größe, 名前, переменная, "π" in globals(), globals()["名前"])


def площадь(радиус, *, π=π):
    return round(π * радиус ** 2, 2)


print(площадь(2), площадь(радиус=1, π=3), площадь.__name__)


class Café:
    ñ = 1

    def méthode(self, été=5):
        return été + self.ñ


c = Café()
c.ü = 2
print(c.méthode(), c.ü, vars(c), Café.__name__, getattr(c, "ñ"))
ﬁ = 1
print(fi, "fi" in globals(), "ﬁ" in globals())
x = {"é": 1, "日": 2}
print([k for k in x], {k: v for k, v in x.items()}, f"{x['é']} {名前!r:>8}")
print("é".isidentifier(), "1é".isidentifier(), "日本".isidentifier(), "😀".isidentifier())
for bad in ("😀 = 1", "a€ = 1", "²x = 1", "x² = 1"):
    try:
        compile(bad, "t", "exec")
        print(ascii(bad), "fine")
    except SyntaxError:
        print(ascii(bad), "SyntaxError")
_, __, ___ = 1, 2, 3
print(_, __, ___)
print = print
type = "shadowed"
print(type, __builtins__ is not None)
del type
print(type(1).__name__)
match = case = _type = 1
print(match, case)
match = {"soft": "keyword"}
print(match["soft"], [case for case in range(2)])
