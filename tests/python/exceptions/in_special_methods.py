class Bomb:
    def __init__(self, *where):
        self.where = where

    def boom(self, name):
        raise ValueError(name)


NAMES = "add radd sub mul truediv neg invert eq lt hash len bool iter next contains getitem setitem delitem call str repr format int float index enter getattr abs round".split()
for name in NAMES:
    def method(self, *args, name=name):
        raise ValueError(name)
    setattr(Bomb, f"__{name}__", method)
b = Bomb()
for source in ("b + 1", "1 + b", "b - 1", "b * 2", "b / 2", "-b", "~b", "b == 1", "b != 1", "1 == b", "b < 1", "1 > b", "hash(b)", "{b}", "{b: 1}", "len(b)", "bool(b)", "not b", "b and 1", "[x for x in b]", "list(b)", "next(b)", "1 in b", "b[0]", "b()", "str(b)", "f'{b}'", "f'{b!s}'", "f'{b!r}'", "repr(b)", "'%s' % b", "format(b)", "int(b)", "float(b)", "[1][b]", "range(b)", "hex(b)", "abs(b)", "round(b)", "[1, 2].index(b)", "b in [1]", "[b] == [1]", "[b].count(1)", "sorted([b, b])", "max(b, b)", "sum([b, 1])", "sum([1], b)", "'a' if b else 'c'", "[*b]", "print(*b)", "(lambda *a: a)(*b)", "dict(b)", "any([b])", "all([b])", "isinstance(1, int) and b", "'x' * b", "[1] * b", "b.missing", "getattr(b, 'q', 5)", "hasattr(b, 'q')", "tuple(b)", "set(b)", "''.join(b)", "map(str, b)", "zip(b)", "enumerate(b)", "iter(b)", "reversed(b)", "sorted(b)", "divmod(b, 1)", "pow(b, 2)", "{1: 2}[b]", "{1}.add(b)", "b @ 1", "chr(b)", "bin(b)", "bytes(b)", "complex(b)"):
    try:
        value = eval(source)
        print(source, "-> fine")
    except ValueError as error:
        print(source, "-> ValueError", error)
    except Exception as error:
        print(source, "->", type(error).__name__)
for statement in ("b[0] = 1", "del b[0]", "for x in b: pass", "with b: pass", "while b: pass", "if b: pass", "x, y = b", "assert b", "a = [1]; a[b] = 2", "a = [1, 2]; a[:] = b", "d = {}; d[b] = 1", "b += 1", "x = 1; x += b", "print(b)"):
    try:
        exec(statement, {"b": b})
        print(statement, "-> fine")
    except ValueError as error:
        print(statement, "-> ValueError", error)
    except Exception as error:
        print(statement, "->", type(error).__name__)
