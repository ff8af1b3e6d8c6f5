import string

print(string.ascii_lowercase, string.ascii_uppercase, string.digits, string.hexdigits, string.octdigits, string.punctuation, repr(string.whitespace), len(string.printable))
print(string.capwords("hello big world"), string.capwords("a-b-c", "-"))
t = string.Template("$who likes ${what} for $$5")
print(t.substitute(who="tim", what="pie"), t.substitute({"who": "x"}, what="y"), t.safe_substitute(who="only"), t.template)
for bad in ("t.substitute()", "string.Template('$').substitute()", "string.Template('$1x').substitute()", "string.Template('${a').substitute(a=1)"):
    try:
        eval(bad)
    except (KeyError, ValueError) as error:
        print(type(error).__name__, error)


class Percent(string.Template):
    delimiter = "%"
    idpattern = "[a-z]+"


print(Percent("%who is %x").safe_substitute(who="me"))
f = string.Formatter()
print(f.format("{0} {a:>5}", 1, a="x"), list(f.parse("a{b!r:c}d{}")), f.vformat("{x}", (), {"x": 5}))


class Upper(string.Formatter):
    def format_field(self, value, spec):
        if spec == "up":
            return str(value).upper()
        return super().format_field(value, spec)

    def get_value(self, key, args, kwargs):
        return kwargs.get(key, f"<{key}>") if isinstance(key, str) else args[key]


print(Upper().format("{0:up} {missing} {n:03d}", "abc", n=7))
