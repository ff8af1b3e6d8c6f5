"""Keys and values that are new strings each time."""
d = {}
try:
    i = 0
    while True:
        d["key" + str(i)] = "value" * 3 + str(i)
        i += 1
except MemoryError:
    print("MemoryError")
print(d["key0"])
d = None
print("works on", {"a": 1})
