# Keywords of a subclass's own __init__ or __new__ pass by constructors that take none.
from itertools import chain, cycle, dropwhile, filterfalse, islice, starmap, takewhile

CASES = [
    (list, ([1, 2],)), (frozenset, ([1],)), (tuple, ([1, 2],)), (float, (2.5,)), (filter, (None, [0, 1])),
    (reversed, ((1, 2),)), (chain, ([1], [2])), (cycle, ([1],)), (dropwhile, (bool, [1, 0])), (takewhile, (bool, [1, 0])),
    (filterfalse, (None, [0, 1])), (islice, ([1, 2, 3], 2)), (starmap, (pow, [(2, 3)])), (set, ([1],)),
]


def show(value):
    if isinstance(value, (int, float)):
        return value
    return list(islice(value, 3))


for base, args in CASES:
    class Plain(base):
        pass

    class WithInit(base):
        def __init__(self, *args, newarg=None):
            if base in (list, set):
                super().__init__(*args)
            self.newarg = newarg

    class WithNew(base):
        def __new__(cls, *args, newarg=None):
            self = super().__new__(cls, *args)
            self.newarg = newarg
            return self

    print(base.__name__, show(Plain(*args)), end=" ")
    for cls in (base, Plain):
        try:
            cls(*args, newarg=3)
            print("taken", end=" ")
        except TypeError:
            print("refused", end=" ")
    a = WithInit(*args, newarg=3)
    print(show(a), a.newarg, end=" ")
    if base is not set:
        b = WithNew(*args, newarg=4)
        print(show(b), b.newarg)
print()
for call in (lambda: [].sort(1), lambda: "a".split(1, 2, 3), lambda: "a".split(1, sep=2), lambda: [].sort(key=1, reverse=2, c=3),
             lambda: (1).to_bytes(1, "big", True), lambda: int.from_bytes(), lambda: sum(), lambda: sum([], 0, 0), lambda: sum(start=1),
             lambda: bytes(1, 2, 3, 4), lambda: [].append(), lambda: [].append(a=2), lambda: list.__init__([], 1, 2), lambda: list(a=1),
             lambda: memoryview(1, 2), lambda: memoryview(b"").cast(), lambda: (lambda f: f(*None))(None)):
    try:
        print(call())
    except TypeError as error:
        print(error)
