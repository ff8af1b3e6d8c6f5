"""A list that grows until nothing is left."""
items = []
try:
    while True:
        items.append(1.5)
except MemoryError:
    print("MemoryError")
items = None
print("works on", len([0] * 1000))
