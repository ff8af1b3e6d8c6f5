"""Integers whose digits alone would fill the heap many times."""
for make in (lambda: 1 << 10 ** 11, lambda: 10 ** 10 ** 8, lambda: 3 ** 10 ** 10, lambda: pow(7, 10 ** 12), lambda: 1 << 10 ** 10):
    try:
        make()
        print("made?")
    except (MemoryError, OverflowError):
        print("refused")
n = 2
try:
    while True:
        n <<= n.bit_length()
except (MemoryError, OverflowError):
    print("refused")
n = None
print("works on", 2 ** 100)
