"""Byte buffers that grow without end."""
b = bytearray(b"x")
try:
    while True:
        b += b
except MemoryError:
    print("MemoryError")
b = bytearray()
try:
    while True:
        b.extend(b"0123456789" * 100)
except MemoryError:
    print("MemoryError")
b = None
for make in (lambda: bytes(10 ** 12), lambda: bytearray(10 ** 12), lambda: bytes(range(256)) * 10 ** 9):
    try:
        make()
    except MemoryError:
        print("MemoryError")
print("works on", bytes(3))
