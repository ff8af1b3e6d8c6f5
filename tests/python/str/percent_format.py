print("%s %r %a" % ("é", "é", "é"), "%s" % 5, "%s" % None, "%s %s" % ([1], {"a": 1}), "%s" % ((1, 2),))
print("%10s|%-10s|%.2s|%10.2s|%-6.3s|" % ("abc", "abc", "abcdef", "abcdef", "abcdef"))
print("%(name)s is %(age)d" % {"name": "Al", "age": 5, "extra": 0}, "%(a)s %(a)r" % {"a": "x"}, "%()s" % {"": "empty"}, "%(a b)s" % {"a b": 1})
print("%d%%" % 50, "%%" % (), "%c%c" % ("a", 98), "%5c|%-3c|" % ("x", "y"), "%c" % "😀")
print("%5d|%-5d|%05d|%+d|% d|%+5d|%x|%#X|%o|%#o|%i" % (42, 42, 42, 42, 42, 42, 255, 255, 8, 8, 3))
print("%.3f %8.2f %-8.2f| %+f %e %G" % (3.14159, 2.5, 2.5, 1.0, 1234.5, 1e-10), "%s" % 1e20, "%d" % 2.9, "%d" % -2.9)
print("%*d %-*d| %.*f %*.*f" % (6, 1, 6, 2, 2, 3.14159, 8, 3, 2.71828), "%hd %ld %Ld" % (1, 2, 3))
for fmt, args in (("%d", "x"), ("%s %s", ("a",)), ("%s", ("a", "b")), ("%z", 1), ("%", 1), ("%(a)s", 5), ("%(a)s", {"b": 1}), ("%d", None), ("%c", "ab"), ("%c", -1), ("%c", 0x110000),
                  ("%x", 1.5), ("%f", "a"), ("%(a", {}), ("%*d", (1,)), ("%*d", ("a", 1)), ("%5", 1), ("abc", 1), ("abc", (1,)), ("%s%", 1), ("%o", "a"), ("%i", [])):
    try:
        print(fmt % args)
    except (TypeError, ValueError, KeyError, OverflowError) as error:
        print(repr(fmt), type(error).__name__)
print("abc" % (), "abc" % {}, "abc" % [], "%s" % {}, "%s" % [], "%s" % (5,), "%r" % "q'", "%s" % True, "%d" % True, "%s" % b"x")


class S:
    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"

    def __int__(self):
        return 7

    def __index__(self):
        return 8

    def __float__(self):
        return 2.5

    def __getitem__(self, k):
        return k * 2


print("%s %r %d %x %.1f" % (S(), S(), S(), S(), S()), "%(k)s" % S())


class Str(str):
    def __mod__(self, o):
        return "custom mod"

    def __rmod__(self, o):
        return "custom rmod"


print(Str("%s") % 1, "%s" % Str("x"), "plain" % Str("y") if False else "")
print("%-+5d|%+-5d|%- d|%0-5d|%-05d|%+05d|% 05d" % (1, 2, 3, 4, 5, 6, 7), "%#x %#o %#X" % (0, 0, 0), "%.0f %.0e" % (2.5, 15.0), "%5s|%5r" % ("é", "é"))
