"""Classes made without end, and attributes without end on one instance."""


class Thing:
    pass


made = []
try:
    while True:
        made.append(type("T", (Thing,), {"attr": len(made)}))
except MemoryError:
    print("MemoryError")
made = None
thing = Thing()
try:
    i = 0
    while True:
        setattr(thing, f"attribute{i}", i)
        i += 1
except MemoryError:
    print("MemoryError")
print(thing.attribute0)
thing = Thing()
thing.x = 1
print("works on", thing.x)
