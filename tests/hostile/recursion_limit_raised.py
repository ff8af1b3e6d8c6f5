"""The limit is raised as high as it goes: the native stack and the heap must still bound it."""
import sys

sys.setrecursionlimit(2 ** 31 - 1)


def f(n):
    return f(n + 1) + 1


def g(x):
    return sorted([x], key=g)


class R:
    def __repr__(self):
        return repr([self])

    def __eq__(self, other):
        return [self] == [other]


for action in (lambda: f(0), lambda: g(0), lambda: repr(R()), lambda: R() == R()):
    try:
        action()
    except (RecursionError, MemoryError) as error:
        print("refused")
print("works on", sorted([2, 1]))
