"""Lists that grow by slice assignment, extension and repetition of themselves."""
a = [1]
try:
    while True:
        a[len(a):] = a
except MemoryError:
    print("MemoryError")
a = [1]
try:
    while True:
        a.extend(a)
except MemoryError:
    print("MemoryError")
a = [1]
try:
    while True:
        a += a
except MemoryError:
    print("MemoryError")
a = [1]
try:
    while True:
        a *= 2
except MemoryError:
    print("MemoryError")
a = [1]
try:
    while True:
        a = a + a
except MemoryError:
    print("MemoryError")
a = [1, 2, 3]
try:
    while True:
        a[1:2] = a
except MemoryError:
    print("MemoryError")
a = None
print("works on", [1][:])
