"""The limit is met a hundred times, and each time everything comes back."""


def fill(kind):
    if kind == 0:
        items = []
        while True:
            items.append(kind)
    if kind == 1:
        d = {}
        while True:
            d[len(d)] = d
    if kind == 2:
        s = "x"
        while True:
            s = s + s
    if kind == 3:
        chain = None
        while True:
            chain = (chain, 1)
    while True:
        bytearray(10 ** 12)


caught = 0
for round in range(60):
    try:
        fill(round % 5)
    except MemoryError:
        caught += 1
print(caught)
print("works on")
