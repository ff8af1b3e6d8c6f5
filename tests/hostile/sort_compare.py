"""Comparisons during a sort that run out of memory: the list is left whole."""


class Key:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        if self.n == 50:
            [0] * 10 ** 12
        return self.n < other.n


items = [Key(99 - i) for i in range(100)]
try:
    items.sort()
except MemoryError:
    print("MemoryError", len(items), sorted(k.n for k in items) == list(range(100)))
try:
    sorted(range(1000), key=lambda x: "a" * 10 ** 11)
except MemoryError:
    print("MemoryError")
print("works on", sorted([3, 1, 2]))
