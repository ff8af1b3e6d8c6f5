"""Single requests that no heap can meet."""
for make in (lambda: [0] * 10 ** 9, lambda: [0] * 10 ** 18, lambda: (1,) * 10 ** 9, lambda: [[]] * 10 ** 10):
    try:
        make()
        print("made?")
    except MemoryError:
        print("MemoryError")
print("works on", [0] * 3)
