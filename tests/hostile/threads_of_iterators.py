"""Iterators wrapped in iterators until it is too much, then used and dropped."""
it = iter([1])
try:
    while True:
        it = map(int, it)
except MemoryError:
    print("MemoryError")
try:
    print(next(it))
except (RecursionError, MemoryError):
    print("refused")
it = None
it = iter([1])
for _ in range(100_000):
    it = enumerate(it)
try:
    next(it)
except (RecursionError, MemoryError):
    print("refused")
it = None
f = lambda: 1
for _ in range(50_000):
    f = (lambda g: lambda: g())(f)
try:
    f()
except (RecursionError, MemoryError):
    print("refused")
f = None
print("works on")
