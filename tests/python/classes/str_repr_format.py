class Both:
    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


class OnlyRepr:
    def __repr__(self):
        return "only-repr"


class OnlyStr:
    def __str__(self):
        return "only-str"


b = Both()
print(b, str(b), repr(b), [b], (b,), {b: b}, {1: b}, f"{b} {b!r} {b!s}", "%s %r" % (b, b), "{} {!r}".format(b, b))
print(OnlyRepr(), str(OnlyRepr()), [OnlyRepr()])
print(OnlyStr(), repr(OnlyStr()).startswith("<__main__.OnlyStr object at 0x"))


class Fmt:
    def __format__(self, spec):
        return "fmt:" + spec


print(f"{Fmt()}", format(Fmt(), "x"), "{:abc}".format(Fmt()), format(Fmt()))
try:
    format(b, "10")
except TypeError as error:
    print(error)
print(format(b, ""))


class Bad:
    def __repr__(self):
        return 5

    def __str__(self):
        return None

    def __format__(self, spec):
        return 1


for f in (repr, str, format):
    try:
        f(Bad())
    except TypeError:
        print(f.__name__, "TypeError")
lst = [1]
lst.append(lst)
print(lst)
d = {}
d["self"] = d
print(d)
t = ([],)
t[0].append(t)
print(t)
print(repr(Both)[:6], str(int), repr(len), repr(None), repr(...), repr(NotImplemented), repr(type))
print(repr(Both.__str__).startswith("<function Both.__str__ at 0x"), repr(b.__str__))
print(str(object).__class__.__name__, ascii("é'\""), ascii([b, "ü"]))


class Uni:
    def __repr__(self):
        return "ünï"


print(Uni(), ascii(Uni()), [Uni()])


class SubStr(str):
    def __str__(self):
        return "overridden"


s = SubStr("raw")
print(s, str(s), "%s" % s, f"{s}", s + "x", "".join([s]), repr(s))
print(bytes.__repr__(b"a"), bool.__repr__(True), object.__repr__(5).startswith("<int object at"))
