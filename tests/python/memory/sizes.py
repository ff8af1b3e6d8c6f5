import sys

print(sys.getsizeof([]) > 0, sys.getsizeof([0] * 1000) > 4000, sys.getsizeof([1, 2, 3]) > sys.getsizeof([]))
print(sys.getsizeof("a" * 1000) > 1000, sys.getsizeof("é" * 1000) >= sys.getsizeof("a" * 1000), sys.getsizeof("日" * 1000) > 2000, sys.getsizeof("😀" * 1000) > 4000)
print(sys.getsizeof({}) < sys.getsizeof({i: i for i in range(100)}), sys.getsizeof(set()) < sys.getsizeof(set(range(100))))
print(sys.getsizeof(b"x" * 500) > 500, sys.getsizeof((1, 2, 3)) > sys.getsizeof(()), sys.getsizeof(2 ** 1000) > sys.getsizeof(2 ** 100))


class Sized:
    def __sizeof__(self):
        return 1000


class Bad:
    def __sizeof__(self):
        return "x"


print(sys.getsizeof(Sized()) >= 1000, object().__sizeof__() > 0)
try:
    sys.getsizeof(Bad())
except TypeError:
    print("TypeError")
print(sys.getsizeof(Bad(), 5) == 5)
for obj in (1, 1.5, "s", b"b", None, True, (), [], {}, set(), range(3), print, int, lambda: 0, object()):
    assert isinstance(sys.getsizeof(obj), int), obj
print("all sizes are ints")
before = sys.getallocatedblocks()
kept = [[] for _ in range(10_000)]
during = sys.getallocatedblocks()
del kept
after = sys.getallocatedblocks()
print(during - before > 9_000, after - before < 1_000)
lst = list(range(10_000))
big = sys.getsizeof(lst)
lst.clear()
print(sys.getsizeof(lst) < big)
