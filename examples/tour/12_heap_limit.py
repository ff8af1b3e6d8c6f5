# oracle: none
"""A limit for the private heap: met, caught, and the program goes on (Hognose only)."""
import hognose

MIB = 1024 * 1024
print("limited before:", hognose.heap_limit() is not None)
hognose.set_heap_limit(hognose.heap_bytes() + 16 * MIB)
items = []
try:
    while True:
        items.append("an item that takes room " * 10 + str(len(items)))
except MemoryError:
    print("MemoryError, with more than 10,000 items made:", len(items) > 10_000)
    del items
print("below the limit again:", hognose.heap_bytes() < hognose.heap_limit())
try:
    "x" * 10 ** 12
except MemoryError:
    print("MemoryError for one huge string, too")
hognose.set_heap_limit(None)
print("and the program goes on")
