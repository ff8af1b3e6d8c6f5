"""Sets that grow by adding, by update, and by comprehension."""
s = set()
try:
    i = 0
    while True:
        s.add(i)
        i += 1
except MemoryError:
    print("MemoryError")
s = set()
try:
    s.update(range(10 ** 12))
except MemoryError:
    print("MemoryError")
s = None
try:
    {x for x in range(10 ** 12)}
except MemoryError:
    print("MemoryError")
try:
    frozenset(range(10 ** 12))
except MemoryError:
    print("MemoryError")
print("works on", {1, 2})
