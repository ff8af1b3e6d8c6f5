values = [0, 1, -1, 7, -7, 2.5, -2.5, 0.0, True, 10 ** 20, 1e20, float("inf")]
for f in (abs, round, int, float, bool, str, hash, lambda v: divmod(v, 3), lambda v: divmod(v, -2.5), lambda v: pow(v, 2), lambda v: v // 2, lambda v: v % 5, lambda v: -v, lambda v: +v, lambda v: v * 0, lambda v: round(v, 1), lambda v: round(v, -1), lambda v: v ** 0.5, lambda v: v == int(v), lambda v: max(v, 3), lambda v: min(v, 2.5), lambda v: sum([v, v]), lambda v: f"{v:.3g}", lambda v: complex(v), lambda v: v.real, lambda v: v / 4):
    row = []
    for v in values:
        try:
            row.append(f(v))
        except (OverflowError, ValueError, TypeError, ZeroDivisionError) as error:
            row.append(type(error).__name__)
    print(row)
print([round(x / 2) for x in range(-6, 7)], [round(x / 4, 1) for x in range(-5, 6)], [int(x / 2) for x in range(-5, 6)], [x // 2 for x in range(-5, 6)], [x % 3 for x in range(-5, 6)], [divmod(x, -3) for x in range(-4, 5)])
print(sum([]), sum([1, 2.5, True]), sum([[1], [2]], []), sum(((1,), (2,)), ()), sum({1: "a", 2: "b"}), sum(range(1000)), sum([10 ** 20, -10 ** 20, 1]), sum([0.5] * 4, 10), sum(iter([1, 2]), start=5), sum([True, False, True]))
print(min(3, 1, 2), max([3, 1, 2]), min("hello"), max("a", "B", key=str.lower), min([], default=None), max({1: 5, 2: 3}), min((2, "b"), (1, "z")), max([[1, 2], [1, 3]]), min(1, 1.0), max(1.0, 1), min(True, 0), max([1, 5, 5.0]), min([3], key=lambda x: 1 / x), max(range(10), key=lambda x: x % 4))
for bad in (lambda: sum(1), lambda: sum(["a"]), lambda: sum([[1]]), lambda: sum("ab", ""), lambda: sum([b"a"], b""), lambda: max(), lambda: max([]), lambda: max(1), lambda: max(1, "a"), lambda: min([1], [2], default=3), lambda: pow(2, 3, 0), lambda: pow(2.5, 2, 3), lambda: divmod(1, 0), lambda: round("x"), lambda: abs([]), lambda: divmod("a", 1), lambda: pow("a", 2), lambda: max([1], key=5), lambda: sum([1], None), lambda: sum(x=1)):
    try:
        print(bad())
    except (TypeError, ValueError, ZeroDivisionError) as error:
        print(type(error).__name__)
