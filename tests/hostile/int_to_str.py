"""Digits of enormous numbers, and numbers of enormous digits."""
import sys

sys.set_int_max_str_digits(0)
for action in (lambda: len(str(1 << 400_000)), lambda: int("7" * 100_000) > 0, lambda: "%d" % (1 << 10 ** 10), lambda: int("1" * 10 ** 9), lambda: hex(1 << 10 ** 10), lambda: (1 << 10 ** 10).to_bytes(10 ** 10, "big")):
    try:
        print(action())
    except (MemoryError, OverflowError, ValueError):
        print("refused")
print("works on", int("12"))
