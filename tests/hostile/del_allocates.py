"""Finalizers that ask for memory while the heap is full."""
kept = []


class Greedy:
    def __del__(self):
        try:
            kept.append([0] * 10 ** 9)
        except MemoryError:
            kept.append("MemoryError in __del__")


filler = []
try:
    while True:
        filler.append([None] * 100)
        if len(filler) % 100 == 0:
            Greedy()
except MemoryError:
    filler = None
print("MemoryError in __del__" in kept)
kept = []
Greedy()
print("works on", kept)
