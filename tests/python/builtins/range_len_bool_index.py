class Idx:
    def __init__(self, v):
        self.v = v

    def __index__(self):
        return self.v


class Len:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


print([1, 2, 3][Idx(1)], "abc"[Idx(-1)], (1, 2)[Idx(0)], b"ab"[Idx(1)], range(5)[Idx(2)], [1, 2, 3][Idx(0):Idx(2)], "ab" * Idx(3), [0] * Idx(2), range(Idx(3)), list(range(Idx(1), Idx(7), Idx(3))), bytes(Idx(3)), bin(Idx(5)), hex(Idx(255)), chr(Idx(97)), int(Idx(9)), float(Idx(2)), round(2.567, Idx(1)), "%d" % Idx(4), f"{Idx(1).v}", 1 << 3, [1, 2].pop(Idx(0)), [].insert(Idx(0), 1), slice(Idx(1), None).indices(5), complex(Idx(3)))
for n in (0, 1, 2 ** 31, 2 ** 62):
    print(len(Len(n)), bool(Len(n)))
for bad in (-1, 2 ** 63, 2 ** 100, 1.5, "x", None):
    try:
        print(len(Len(bad)))
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__)
for bad in ("x", 1.5, None):
    for use in (lambda i: [1][i], lambda i: range(i), lambda i: hex(i), lambda i: "a" * i):
        try:
            use(Idx(bad))
        except TypeError as error:
            print(type(error).__name__, end=" ")
print()
print(bool(Len(0)), not Len(1), Len(0) or "empty", Len(5) and "full", [x for x in (Len(0), Len(2)) if x][0].n, any([Len(0)]), all([Len(1), Len(2)]), list(filter(None, [Len(0), Len(3)]))[0].n)
print(True + True, [False, True][True], isinstance(True, int), True == 1, True is 1, sum([True] * 3), "yes" if Len(1) else "no", bool(float("nan")), bool(-0.0), bool(0j), bool(b""), bool("0"), bool([0]))
print(len(range(-10, 10, 3)), len(range(0)), len(range(10, 0)), len(range(10 ** 18)), len("é😀"), len(b"\xff\xfe"), len({1: 1}), len({1, 1}), len(()), len([[], []]), len(memoryview(b"abc")), len(bytearray(5)))
print(max(range(0, 10, 3)), min(range(5, 0, -2)), sum(range(1, 101)), list(reversed(range(3))), range(3) == range(3), 3 in range(0, 10, 3), 4 in range(0, 10, 3), -3 in range(0, -10, -3), range(10).index(4), range(10).count(11))
