import re

token = re.compile(r"""
    (?P<number>\d+(\.\d*)?) | (?P<name>[A-Za-z_]\w*) | (?P<op>[-+*/=()]) | (?P<skip>\s+) | (?P<bad>.)
""", re.X)
print([(m.lastgroup, m.group()) for m in token.finditer("x = 3.14 * (y1 - 2) ?") if m.lastgroup != "skip"])
email = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
print(email.findall("mail a.b@c.org or x+y@d-e.co.uk now"))
print(re.sub(r"(?<!^)(?=[A-Z])", "_", "camelCaseToSnake").lower(), re.sub(r"_(\w)", lambda m: m[1].upper(), "snake_to_camel_case"))
log = "2024-01-02 ERROR disk full\n2024-01-03 INFO ok\n2024-01-04 ERROR net down"
print(re.findall(r"^(\S+) ERROR (.*)$", log, re.M))
print(re.match(r"(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$", "192.168.1.1").groups())
print(re.sub(r"(\d)(?=(\d{3})+$)", r"\1,", "1234567"), re.sub(r"\b(\w)", lambda m: m[1].upper(), "title case me"))
print(re.findall(r'"((?:[^"\\]|\\.)*)"', r'say "hi" and "a \"quoted\" one"'))
print(re.search(r"<(\w+)>.*?</\1>", "x <b>bold</b> <i>it</i>").group(), re.findall(r"<(.+?)>", "<a><b>"), re.findall(r"<(.+)>", "<a><b>"))
print(bool(re.fullmatch(r"(?:25[0-5]|2[0-4]\d|1?\d?\d)", "255")), bool(re.fullmatch(r"(?:25[0-5]|2[0-4]\d|1?\d?\d)", "256")))
print(re.split(r"\s*[,|]\s*", "a , b|c"), re.sub(r"#.*", "", "code # comment"), re.findall(r"(?:^|,)([^,]*)", "a,,b"))
print(re.sub(r"(a)(b)?", lambda m: f"[{m[1]}{m[2]}]", "ab a"), re.sub(r"(a)(b)?", r"<\1\2>", "ab a"))
text = "the quick brown fox " * 50
print(len(re.findall(r"\b\w{5}\b", text)), len(re.sub(r"[aeiou]", "", text)), re.search(r"fox the (\w+)", text).start(1))
print(re.findall(r"(?P<a>x)(?P<b>y)?", "xyx"), [m.groupdict() for m in re.finditer(r"(?P<a>x)(?P<b>y)?", "xyx")])
print(re.match(r"(?:(a)|(b)|(c))+", "abc").groups(), re.match("(a*)*", "aaa").groups(), re.match(r"(a|ab)(c|bcd)(d*)", "abcd").groups())
print(re.search(r"a.*b.*c", "xxaxxbxxcxx").span(), re.search(r"(?m)^\s*$", "a\n\nb").start(), re.findall(r"\d+(?:\.\d+)?", "1 2.5 .3"))
print(re.findall(r"[\]\-^a]+", "]-^a b"), re.findall(r"[^a-c]+", "abcxyz"), re.findall(r"[\d\s]+", "1 2a3"), re.findall(r"\\", r"a\b"), re.findall("\u00e9|\\u00e8", "éè"))
print(re.findall(r"(?(1)b|a)" if False else r"(<)?\w+(?(1)>|$)", "<a> b"), re.match(r"(?>a+)b", "aab").group(), re.match(r"a++b", "aab").group(), re.match(r"a*+a", "aaa"))
