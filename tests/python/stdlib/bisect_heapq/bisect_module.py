from bisect import bisect, bisect_left, bisect_right, insort, insort_left

a = [1, 3, 3, 5, 7]
print([bisect_left(a, x) for x in range(9)], [bisect_right(a, x) for x in range(9)], bisect(a, 3))
insort(a, 4); insort_left(a, 3); insort(a, 0); insort(a, 99)
print(a, bisect_left(a, 3, 3), bisect_left(a, 3, 0, 2), bisect([], 1))
people = [("a", 10), ("b", 20), ("c", 30)]
print(bisect_left(people, 20, key=lambda p: p[1]), bisect_right(people, 25, key=lambda p: p[1]))
insort(people, ("x", 15), key=lambda p: p[1])
print(people)
grades = lambda s: "FDCBA"[bisect([60, 70, 80, 90], s)]
print([grades(s) for s in (33, 99, 77, 70, 89, 90, 100)])
try:
    bisect_left(a, 3, -1)
except ValueError as error:
    print(error)
try:
    bisect(a, "x")
except TypeError as error:
    print(type(error).__name__)
out = []
for x in [5, 1, 4, 1, 5, 9, 2, 6]:
    insort(out, x)
print(out)


class OnlyLt:
    def __init__(self, v):
        self.v = v

    def __lt__(self, o):
        return self.v < o.v


items = [OnlyLt(i) for i in (1, 3, 5)]
print(bisect_left(items, OnlyLt(3)), bisect_right(items, OnlyLt(3)), bisect(range(10 ** 9), 12345))
