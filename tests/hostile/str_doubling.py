"""A string that doubles by concatenation, and one that grows step by step."""
s = "x"
try:
    while True:
        s += s
except MemoryError:
    print("MemoryError", len(s) > 1000)
s = "x" * 1000
parts = ""
try:
    while True:
        parts += s
except MemoryError:
    print("MemoryError", len(parts) > 1000)
s = parts = None
print("works on", "a" + "b")
