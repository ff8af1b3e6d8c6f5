def t(name, value=0):
    print(name, end=" ")
    return value


class Tracer:
    def __init__(self, name):
        self.name = name

    def __getitem__(self, key):
        print(f"{self.name}[{key}]", end=" ")
        return key

    def __setitem__(self, key, value):
        print(f"{self.name}[{key}]={value}", end=" ")

    def __getattr__(self, attr):
        print(f"{self.name}.{attr}", end=" ")
        return lambda *a, **k: (a, k)


def line():
    print()


t("a", 1) + t("b", 2) * t("c", 3); line()
(t("a", 1), [t("b"), t("c")], {t("d"): t("e")}); line()
obj = Tracer("o")
obj[t("k", 1)] = t("v", 2); line()
obj[t("k", 1)] += t("v", 2); line()
t("f", Tracer("p")).method(t("x"), *t("args", (1,)), y=t("y"), **t("kw", {"z": 1})); line()
t("x", 1) < t("y", 2) < t("z", 3); line()
t("left", 0) and t("right"); line()
t("left", 1) or t("right"); line()
t("then") if t("cond", 1) else t("else"); line()
a = b = t("value"); line()
t("o1", obj)[t("i1", 1)], t("o2", obj)[t("i2", 2)] = t("p", 5), t("q", 6); line()
t("o", [1, 2, 3])[t("lo", 0):t("hi", 2):t("st", 1)]; line()
print(f"{t('one', 1)}{t('two', 2):{t('width', 3)}}"); line()


def deco(name):
    print("make", name, end=" ")

    def wrap(f):
        print("apply", name, end=" ")
        return f

    return wrap


@deco("A")
@deco("B")
def g(x=t("default1"), *, y=t("default2")):
    pass


line()


@deco("C")
class K(t("base", object)):
    t("body")


line()
lambda: t("never")
assert t("ok", 1), t("message")
line()
