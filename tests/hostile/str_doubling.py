"""A string that doubles by concatenation, and one that grows step by step."""
s = "x"
try:
    while True:
        s += s
except MemoryError:
    print("MemoryError", len(s) > 1000)


def grow(step):
    parts = ""
    try:
        while True:
            parts += step
    except MemoryError:
        return len(parts) > 1000


print("MemoryError", grow("x" * 1000))
s = None
print("works on", "a" + "b")
