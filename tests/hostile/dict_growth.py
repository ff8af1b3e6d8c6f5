"""A dict with ever more keys."""
d = {}
try:
    i = 0
    while True:
        d[i] = i
        i += 1
except MemoryError:
    print("MemoryError", len(d) == i)
print(d[0], d[i - 1] == i - 1)
d.clear()
d["k"] = 1
print("works on", d)
