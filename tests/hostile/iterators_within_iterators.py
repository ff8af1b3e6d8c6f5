"""Native recursion that no recursion limit counts: iterators in iterators, hashes of nested tuples, regular expressions."""
import itertools
import re

for wrap in (enumerate, itertools.chain, lambda it: map(int, it), lambda it: zip(it), lambda it: filter(None, it), reversed):
    it = [1]
    if wrap is not reversed:
        it = iter(it)
        try:
            for _ in range(150_000):
                it = wrap(it)
        except MemoryError:
            print("MemoryError")
        try:
            next(it)
        except (RecursionError, MemoryError, TypeError):
            print("refused")
    it = None
t = ()
try:
    for _ in range(300_000):
        t = (t,)
    hash(t)
except (RecursionError, MemoryError):
    print("refused")
t = None
try:
    re.match("(x|y)*z", "x" * 3_000_000)
except (RecursionError, MemoryError):
    print("refused")
print("works on", re.match("(x|y)*z", "xyz").end())
