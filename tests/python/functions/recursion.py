import sys


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


print(depth(500))


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


print(ackermann(2, 3))


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


print(is_even(100), is_odd(101))


def hanoi(n, a, b, c):
    return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)


print(hanoi(8, "a", "b", "c"))


def forever():
    return forever()


try:
    forever()
except RecursionError as error:
    print(type(error).__name__, "maximum recursion depth exceeded" in str(error))
print(depth(300))
old = sys.getrecursionlimit()
sys.setrecursionlimit(200)
try:
    depth(1000)
except RecursionError:
    print("limited")
sys.setrecursionlimit(old)


def permutations(items):
    if len(items) <= 1:
        yield items
    for i, item in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]) if len(items) > 1 else ():
            yield [item] + rest


print(list(permutations([1, 2, 3])))


def flatten(x):
    return [z for y in x for z in flatten(y)] if isinstance(x, list) else [x]


print(flatten([1, [2, [3, [4]], 5], [[[]]], 6]))


class Loop:
    def __getattr__(self, name):
        return getattr(self, name)


try:
    Loop().x
except RecursionError:
    print("getattr recursion")


class Rep:
    def __repr__(self):
        return repr(self)


try:
    repr(Rep())
except RecursionError:
    print("repr recursion")
