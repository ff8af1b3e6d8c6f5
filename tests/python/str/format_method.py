print("{} {}".format(1, 2), "{1} {0}".format("a", "b"), "{a} {b}".format(a=1, b=2), "{0} {x}".format("p", x="k"), "{0}{0}".format("r"))
print("{:>5}|{:<5}|{:^5}|{:*^7}|{:05d}|{:+}|{:.2f}|{:10.3f}|{:x}|{:,}".format("a", "b", "c", "d", 42, 5, 3.14159, 2.5, 255, 1234567))
print("{!r} {!s} {!a}".format("é", "é", "é"), "{!r:>8}|".format("x"), "{{}} {{{}}}".format(1), "{0!r:^{1}}|".format("q", 9))


class O:
    attr = [10, {"k": "v"}]
    name = "n"

    def __getitem__(self, key):
        return f"item {key!r}"

    def __format__(self, spec):
        return f"fmt({spec})"


o = O()
print("{0.attr} {0.attr[0]} {0.attr[1][k]} {0.name}".format(o), "{0[key]} {0[0]} {0[-1]} {0[a b]}".format(o), "{} {:spec} {:{}}".format(o, o, o, "nested"))
print("{0[0]} {0[1]}".format([1, 2]), "{d[x]}".format(d={"x": 5}), "{:{w}.{p}f}".format(3.14159, w=8, p=2), "{:{}{}}".format("x", ">", 5), "{:{}}".format(7, ""))
for fmt, args, kw in (("{", (), {}), ("}", (), {}), ("{}", (), {}), ("{} {0}", (1,), {}), ("{0} {}", (1,), {}), ("{x}", (), {}), ("{0.nope}", (1,), {}), ("{0[5]}", ([1],), {}), ("{!z}", (1,), {}), ("{!}", (1,), {}), ("{:d}", ("s",), {}),
                      ("{0[}", (1,), {}), ("{:{:{}}}", (1, 2, 3), {}), ("{0]}", (1,), {}), ("{a.}", (), {"a": 1}), ("{0[a}", ({},), {}), ("{!rx}", (1,), {}), ("{:", (1,), {}), ("{-1}", (1,), {}), ("{0[]}", ([1],), {}), ("{99999999999999999999}", (1,), {})):
    try:
        print(fmt.format(*args, **kw))
    except (ValueError, IndexError, KeyError, AttributeError, TypeError) as error:
        print(repr(fmt), type(error).__name__)
for value, spec in (("abc", "10"), ("abc", "<10"), ("abc", "^10"), ("abc", ">10"), ("abc", ".2"), ("abc", "*<6.1"), ("abc", "s"), ("é", "é^5"), ("abc", "05"), ("abc", "2")):
    print(repr(format(value, spec)), end=" ")
print()
for value, spec in (("abc", "d"), ("abc", "=10"), ("abc", "+"), ("abc", ","), ("abc", " "), ("abc", "#"), ("abc", "10x"), ([], "5"), (None, "x"), ((), "s"), (object, "5")):
    try:
        print(format(value, spec))
    except (ValueError, TypeError) as error:
        print(repr(spec), type(error).__name__)
print("{:%Y}".format(type("D", (), {"__format__": lambda s, f: f})()), "{:}".format("x"), "{0:}{1!s}".format(1, 2), "{:>{width}}".format("r", width=4), "{}".format(None), "{:>6}".format(True), "{:5}|{:<5}|".format(True, 1))
print("{a[b]} {a[0]}".format(a={"b": 1, 0: "int key", "0": "str"}), "{0.real} {0.imag}".format(1 + 2j), "{:c}".format(65), "{:n}".format(5), "x{}y{}z".format("1", "2"), "{0:{1}>{2}}".format("v", "-", 4))
print("{a} {b}".format_map({"a": 1, "b": 2}), "{x.real}".format_map({"x": 5}), str.format("{}", 1))
