print(range(5), range(2, 5), range(0, 10, 3), range(5, 0, -2), list(range(5, 0, -2)), list(range(0)), list(range(3, 3)), list(range(3, 1)))
r = range(10, 50, 7)
print(len(r), r[0], r[-1], r[1:3], r[::-1], r[2:], r[::2], list(r), 17 in r, 18 in r, r.index(24), r.count(31), r.count(30), r.start, r.stop, r.step)
print(range(3) == range(0, 3, 1), range(0, 3, 2) == range(0, 4, 2), range(0) == range(2, 1), range(3) != [0, 1, 2], range(1, 2) == range(1, 3, 2), hash(range(3)) == hash(range(0, 3)))
big = range(10 ** 20, 10 ** 20 + 10, 3)
print(big, big[1], list(big), 10 ** 20 + 3 in big, len(big), big[-1], big.index(10 ** 20 + 9), range(10 ** 30)[10 ** 29])
try:
    len(range(10 ** 20))
except OverflowError as error:
    print(error)
for bad in ("range(1.5)", "range('a')", "range(1, 2, 0)", "range()", "range(5)[5]", "range(5)[-6]", "range(5)['a']", "range(5).index(9)", "range(5) + range(2)", "range(3) < range(4)", "range(5).start"):
    try:
        print(bad, eval(bad))
    except (TypeError, ValueError, IndexError) as error:
        print(bad, type(error).__name__, error)
try:
    range(5)[0] = 1
except TypeError as error:
    print(error)
print(2.0 in range(5), 2.5 in range(5), "a" in range(5), True in range(5), sum(range(101)), max(range(5)), min(range(3, 9)), sorted(range(3, 0, -1)), list(reversed(range(0, 10, 4))))
print(range(0, -10, -3)[::-1], list(range(0, -10, -3)), range(10)[2:8][1:3], range(10)[::-1][::2], range(5)[10:], range(5)[-100:2], range(0, 20, 2)[3:7:2])
it = iter(range(3))
print(next(it), it.__length_hint__(), list(it), repr(range(True)), range(False, True), bool(range(0)), bool(range(1)))
print([*range(2)], *range(3), tuple(range(2)), set(range(3)), dict.fromkeys(range(2)), "".join(map(str, range(10))), list(range(-3, 3)), list(range(2 ** 62, 2 ** 62 + 2)))
for i in range(3):
    for j in range(i):
        print(i, j, end=";")
print()
for i in range(2 ** 49 - 2, 2 ** 49 + 2):
    print(i, end=" ")
for i in range(2 ** 63 - 2, 2 ** 63 + 2):
    print(i, end=" ")
print()
