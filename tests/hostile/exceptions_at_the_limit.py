"""Raising, chaining and catching while the heap is full."""
filler = []


def fill():
    while True:
        filler.append([0] * 10)


for round in range(20):
    try:
        fill()
    except MemoryError:
        try:
            raise ValueError("while full")
        except (ValueError, MemoryError) as error:
            kind = type(error).__name__
        try:
            fill()
        except MemoryError as second:
            context = second.__context__
    filler.clear()
print(kind in ("ValueError", "MemoryError"))
try:
    try:
        fill()
    finally:
        filler.clear()
        print("finally ran")
except MemoryError:
    print("MemoryError")
error = None
try:
    while True:
        try:
            raise ValueError("link") from error
        except ValueError as e:
            error = e
except MemoryError:
    print("chain refused")
error = None
print("works on")
