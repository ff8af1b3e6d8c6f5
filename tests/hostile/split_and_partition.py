"""Splitting a large string into millions of small ones."""
text = "a " * 1_000_000
kept = []
try:
    for _ in range(1000):
        kept.append(text.split())
except MemoryError:
    print("MemoryError")
kept = None
try:
    kept = [text.splitlines() * 10 ** 9]
except MemoryError:
    print("MemoryError")
try:
    kept = [list(text) for _ in range(1000)]
except MemoryError:
    print("MemoryError")
kept = None
print("works on", "a b".split())
