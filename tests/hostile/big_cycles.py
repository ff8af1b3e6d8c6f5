"""Cycles that each hold a megabyte: bytes, not only objects, must trigger the collector."""


class Holder:
    pass


for i in range(1000):
    h = Holder()
    h.me = h
    h.buffer = bytearray(1_000_000)
h = None
for i in range(1000):
    items = ["x" * 500_000]
    items.append(items)
items = None
print("works on")
