"""A list in a list in a list, until the heap is full; then all of it dies at once."""
x = []
try:
    while True:
        x = [x]
except MemoryError:
    print("MemoryError")
x = None
t = ()
try:
    while True:
        t = (t,)
except MemoryError:
    print("MemoryError")
del t
print("works on", [[1]])
