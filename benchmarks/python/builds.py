# group: builds
# modes: tuples lists dicts instances slotted floats ints strings
"""A million objects of one kind, alive at once: what an object costs."""
import sys

COUNT = 1_000_000


class Instance:
    def __init__(self, a, b, c):
        self.a = a
        self.b = b
        self.c = c


class Slotted:
    __slots__ = ("a", "b", "c")

    def __init__(self, a, b, c):
        self.a = a
        self.b = b
        self.c = c


MAKERS = {
    "tuples": lambda: [(i, i) for i in range(COUNT)],
    "lists": lambda: [[i] for i in range(COUNT)],
    "dicts": lambda: [{"a": i} for i in range(COUNT)],
    "instances": lambda: [Instance(i, i, i) for i in range(COUNT)],
    "slotted": lambda: [Slotted(i, i, i) for i in range(COUNT)],
    "floats": lambda: [i * 0.5 for i in range(COUNT)],
    "ints": lambda: [i + 1000 for i in range(COUNT)],
    "strings": lambda: [str(i) for i in range(COUNT)],
}

built = MAKERS[sys.argv[1]]()
print(len(built))
