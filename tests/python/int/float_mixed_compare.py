ints = [0, 1, -1, 2 ** 53 - 1, 2 ** 53, 2 ** 53 + 1, 2 ** 54 + 1, 10 ** 22, 10 ** 23, 2 ** 1023, 10 ** 400, -10 ** 400]
floats = [0.0, -0.0, 0.5, 1.0, 2.0 ** 53, 2.0 ** 54, 1e22, 1e23, 2.0 ** 1023, float("inf"), float("-inf"), float("nan"), 1.5]
for i in ints:
    print(str(i)[:25], ["".join("01"[r] for r in (i < f, i <= f, i == f, i != f, i > f, i >= f)) for f in floats])
for f in floats:
    print(f, ["".join("01"[r] for r in (f < i, f <= i, f == i, f > i)) for i in ints])
for f in floats:
    row = []
    for i in ints[:8]:
        for op in (lambda: f + i, lambda: f * i, lambda: i - f):
            row.append(op())
    print(row)
for bad in (lambda: 10 ** 400 + 1.0, lambda: 1.0 * 10 ** 400, lambda: float(10 ** 400), lambda: 10 ** 400 / 3, lambda: 10 ** 400 // 1.0, lambda: 2.0 ** 2000, lambda: 10 ** 400 % 1.5):
    try:
        bad()
    except OverflowError:
        print("OverflowError")
print(hash(2 ** 53) == hash(2.0 ** 53), {1: "a", 1.0: "b", True: "c"}, 1 in {1.0}, 10 ** 22 in {1e22}, sorted([2.5, 1, 3, 0.5, True]), max(1, 1.0), min(1.0, 1), sum([1, 2.5, True]), 7 // 2.0, 7 % 2.5, divmod(7, 2.5), 2 ** -1, 0 * -1.5, -0.0 == 0)
