import re

print(re.match(r"\d+", "123abc").group(), re.match(r"\d+", "abc"), re.search(r"b+", "aabbbc").span(), re.fullmatch(r"a*", "aaa").group(), re.fullmatch("a", "ab"))
m = re.search(r"(?P<year>\d{4})-(?P<month>\d\d)(-\d+)?", "on 2024-05 ok")
print(m.group(0), m.group(1), m.group("year"), m.groups(), m.groups("none"), m.groupdict(), m.start(), m.end("month"), m.span(2), m[1], m["month"], m.lastindex, m.lastgroup, m.string, m.pos, m.endpos, m.re.pattern, m.expand(r"\2/\g<year>"))
print(re.findall(r"\w+", "one two, three"), re.findall(r"(\w)(\d)", "a1 b2"), re.findall(r"x*", "axb"), re.findall(r"(a)|b", "ab"), [x.group() for x in re.finditer(r"[aeiou]", "education")])
print(re.sub(r"\s+", " ", "a  b \n c"), re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub("a", lambda m: m.group().upper() + str(m.start()), "banana"), re.sub("a", "b", "aaa", count=2), re.subn("x", "y", "xox"), re.sub("", "-", "abc"), re.sub(r"(?P<n>\d)", r"<\g<n>>", "1a2"), re.sub("x*", "-", "abxd"))
print(re.split(r"[,;]\s*", "a, b;c"), re.split(r"(,)", "a,b,c"), re.split(",", "a,b,c", maxsplit=1), re.split(r"x*", "axbc"), re.split(r"\d", "a1b2c3"))
print(re.match("abc", "ABC", re.I).group(), re.findall("^a", "a\na", re.M), re.match("a.b", "a\nb", re.S).group(), re.match(r"a b # comment", "ab", re.X).group(), re.match("(?i)a(?-i:b)", "Ab") is not None, re.search(r"(?s:.)b", "\nb").group() == "\nb")
print(re.findall(r"a+?", "aaa"), re.findall(r"a{2}", "aaaaa"), re.findall(r"a{1,2}", "aaaaa"), re.findall(r"(?:ab)+", "ababab ab"), re.findall(r"a(?=b)", "ab ac"), re.findall(r"a(?!b)", "ab ac"), re.findall(r"(?<=a)b", "ab cb"), re.findall(r"(?<!a)b", "ab cb"), re.findall(r"(\w)\1", "aabbcd"), re.findall(r"\bw\w*", "word two wow"))
print(re.escape("a.b*c[d]"), re.escape("é_1"), re.compile("a") is re.compile("a"), re.compile("a(b)").groups, re.compile("(?P<x>a)").groupindex, re.compile("a", re.I).flags & re.I, repr(re.compile("x")), repr(re.match("a", "abc")))
p = re.compile(r"o")
print(p.search("foo", 2).start(), p.match("foo", 1).group(), p.search("foo", 0, 1), p.findall("foofoo", 2, 5), p.sub("0", "foo"), p.split("fofo"), p.fullmatch("o") is not None)
for bad in ("(", ")", "[", "*", "a**", "(?P<a", "(?P<1>a)", "\\", "a{2,1}", "(?<=a*)b", "(?z)", "[z-a]", "(?P=none)", r"\1", "x{99999999999999}", "(?P<a>x)(?P<a>y)"):
    try:
        re.compile(bad)
        print(bad, "fine")
    except (re.error, OverflowError) as error:
        print(repr(bad), type(error).__mro__[1].__name__)
print(re.findall(r"\w+", "naïve café 日本"), re.findall(r"\w+", "naïve", re.A), re.findall(rb"\d+", b"a1b22"), re.match(r"[\u00e0-\u00ff]+", "éà").group(), re.findall(r"[^\W\d]+", "a1é2"), re.search("(?i)É", "é") is not None)
try:
    re.match("a", b"a")
except TypeError as error:
    print(type(error).__name__)
