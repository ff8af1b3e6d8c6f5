import builtins

print(abs(-5), abs(-2.5), abs(3 + 4j), bin(5), oct(8), hex(255), chr(97), ord("a"), chr(0x1F600), ord("é"), ascii("é\n"), repr("x"))
print(divmod(17, 5), round(2.567, 1), round(-2.5), pow(2, 8), hash(5), id(x := object()) == id(x), format(3.14159, ".2f"), callable(print))
print("a", "b", sep="-", end="!\n")
print()
print(1, 2, 3, sep="")
print(*range(3), sep=", ", end=".\n", flush=True)
print("x", end="")
print("y", sep="z")
print(None, True, 1.5, "s", [1, "a"], {"k": (1,)}, {1}, b"b")
for bad in ("print('a', sep=5)", "print('a', end=5)", "print('a', nope=1)", "chr('a')", "ord('')", "ord('ab')", "hex('a')", "bin(1.5)", "abs('a')", "round('a')", "divmod(1)", "format(1, 2)", "hash({})", "len(1)"):
    try:
        eval(bad)
    except (TypeError, ValueError) as error:
        print(bad, type(error).__name__)
print(sorted(n for n in dir(builtins) if n.islower() and not n.startswith("_") and n not in ("exit", "quit", "copyright", "credits", "license", "help", "aiter", "anext", "breakpoint", "input")))


class P:
    def __abs__(self):
        return "abs"

    def __round__(self, n="none"):
        return f"round {n}"

    def __divmod__(self, o):
        return "divmod"

    def __hash__(self):
        return 99

    def __index__(self):
        return 255

    def __len__(self):
        return 3

    def __dir__(self):
        return ["z", "a"]

    def __bytes__(self):
        return b"bytes"

    def __reversed__(self):
        return [1]

    def __trunc__(self):
        return "trunc"


p = P()
print(abs(p), round(p), round(p, 2), divmod(p, 1), hash(p), hex(p), bin(p), oct(p), chr(p), len(p), dir(p), bytes(p), reversed(p), bool(p), range(p), __import__("math").trunc(p))
import io
out = io.StringIO()
print("to file", 1, file=out, end="|")
print(repr(out.getvalue()))
print(vars(type("V", (), {"a": 1})())  , type(globals()).__name__, "x" in locals(), "print" in dir(builtins), len(dir([])) > 30)
print(slice(1, 2, 3), slice(None), object() != object(), NotImplemented, isinstance(NotImplemented, object), input.__name__, staticmethod, property)
print(memoryview(b"abc")[1], bytearray(b"x"), frozenset("a"), complex(1, 2), super, map, filter, zip, range(1), enumerate)
