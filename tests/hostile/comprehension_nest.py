"""Comprehensions inside comprehensions, each as large as it can be."""
for action in (lambda: [[0 for _ in range(10 ** 6)] for _ in range(10 ** 6)], lambda: {i: [i] * 100 for i in range(10 ** 9)}, lambda: [str(i) for i in range(10 ** 9)], lambda: [(i, i + 0.5) for i in range(10 ** 9)],
               lambda: {(i, i) for i in range(10 ** 9)}, lambda: [{} for _ in range(10 ** 9)], lambda: [lambda: i for i in range(10 ** 9)], lambda: [object() for i in range(10 ** 9)]):
    try:
        action()
        print("made?")
    except MemoryError:
        print("MemoryError")
print("works on", [x for x in range(3)])
