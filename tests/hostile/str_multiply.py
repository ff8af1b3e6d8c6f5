"""Strings that are too long to exist."""
makers = (lambda: "a" * 10 ** 10, lambda: "é" * 10 ** 9, lambda: "日本" * 10 ** 8, lambda: b"x" * 10 ** 10, lambda: "ab" * 10 ** 18)
for make in makers:
    try:
        make()
        print("made?")
    except MemoryError:
        print("MemoryError")
print("works on", "ab" * 3)
