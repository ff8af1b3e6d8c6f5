"""Widths and precisions in the billions."""
makers = (lambda: f"{1:1000000000}", lambda: f"{1.5:.1000000000f}", lambda: "%1000000000d" % 1, lambda: "{:>2000000000}".format("x"), lambda: "a".center(10 ** 10), lambda: "a".ljust(10 ** 10),
          lambda: "1".zfill(10 ** 10), lambda: "\t".expandtabs(10 ** 9), lambda: "%.1000000000f" % 1.5, lambda: b"%1000000000d" % 1, lambda: format("x", "1000000000"), lambda: b"a".center(10 ** 10))
for make in makers:
    try:
        make()
        print("made?")
    except (MemoryError, OverflowError, ValueError):
        print("refused")
print("works on", f"{1:5}")
