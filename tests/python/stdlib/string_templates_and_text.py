import textwrap
from string import Template, ascii_letters, digits, Formatter


def table(rows, header):
    widths = [max(len(str(r[i])) for r in [header, *rows]) for i in range(len(header))]
    line = "+".join("-" * (w + 2) for w in widths)
    fmt = lambda r: "|".join(f" {c:<{w}} " if isinstance(c, str) else f" {c:>{w}} " for c, w in zip(r, widths))
    return "\n".join([fmt(header), line, *map(fmt, rows)])


print(table([("apple", 3, 1.5), ("kiwi", 12, 0.25)], ("fruit", "n", "price")))
t = Template("Dear $name, you owe ${amount}$currency. $$")
print(t.substitute(name="Al", amount=5, currency="€"), t.safe_substitute(name="Bo"))


def slug(s):
    return "-".join("".join(c.lower() if c in ascii_letters + digits else " " for c in s).split())


def title(s):
    return " ".join(w if w in ("of", "the") and i else w.capitalize() for i, w in enumerate(s.split()))


def rot13(s):
    return "".join(chr((ord(c) - b + 13) % 26 + b) if (b := 65 if c.isupper() else 97) and c.isascii() and c.isalpha() else c for c in s)


def vigenere(s, key):
    return "".join(chr((ord(c) + ord(key[i % len(key)]) - 194) % 26 + 97) for i, c in enumerate(s))


print(slug("Hello, World! It's 2024"), title("the lord of the rings"), rot13("Hello, World"), rot13(rot13("same")), vigenere("attackatdawn", "lemon"))
print(textwrap.fill("Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.", width=30))
print(textwrap.indent(textwrap.dedent("""\
    def f():
        return 1
    """), ">>> "))


def palindromes(s):
    s = "".join(filter(str.isalnum, s.lower()))
    return s == s[::-1]


print([palindromes(s) for s in ("A man, a plan, a canal: Panama", "not one", "", "été")])


def anagrams(words):
    groups = {}
    for w in words:
        groups.setdefault("".join(sorted(w)), []).append(w)
    return sorted(g for g in groups.values() if len(g) > 1)


print(anagrams("listen silent enlist google elgoog abc".split()))


def wrap_columns(items, width):
    n = max(map(len, items)) + 2
    per = max(1, width // n)
    return ["".join(i.ljust(n) for i in items[k:k + per]).rstrip() for k in range(0, len(items), per)]


print(*wrap_columns("alpha beta gamma delta epsilon zeta eta".split(), 24), sep="\n")
print(f"{'left':<10}|{'right':>10}|{'center':^10}|{'fill':*^12}|{-42:+08.2f}|{255:#06x}|{1e6:,.0f}|{0.256:.1%}")
class Nested(Formatter):
    def get_field(self, name, args, kw):
        obj, _ = super().get_field(name, args, kw)
        return (obj() if callable(obj) else obj), name
print(Nested().format("{0.upper} {x[k]}", "abc", x={"k": lambda: "called"}))
print("\n".join("".join("#" if (x * x + y * y) < 20 else "." for x in range(-6, 7)) for y in range(-4, 5)))
print("%-10s|%5d|%08.3f|%+d|%x|%o|%e|%r" % ("text", 42, 3.14159, 7, 255, 8, 12345.678, "q'"))
def morse(s): return " ".join({"s": "...", "o": "---"}.get(c, "?") for c in s)
print(morse("sos"), "".join(map(chr, range(0x2600, 0x2605))), "\N{BULLET}".join("abc"), "a,b;c".replace(";", ",").split(","), "key=value=x".partition("="), "CamelCase".swapcase(), "x".join(["", "", ""]))
