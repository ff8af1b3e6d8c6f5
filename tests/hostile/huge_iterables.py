"""Endless and enormous iterables turned into containers."""
import itertools


def forever():
    while True:
        yield 1.25


makers = (lambda: list(range(10 ** 12)), lambda: tuple(range(10 ** 12)), lambda: list(forever()), lambda: tuple(forever()), lambda: sorted(forever()), lambda: [*forever()],
          lambda: dict.fromkeys(range(10 ** 12)), lambda: list(map(str, forever())), lambda: list(zip(forever(), forever())), lambda: list(itertools.repeat("x", 10 ** 12)),
          lambda: list(itertools.count()), lambda: "".join(itertools.repeat("ab")), lambda: b"".join(itertools.repeat(b"ab")), lambda: [x for x in forever()], lambda: bytearray(itertools.repeat(65)))
for make in makers:
    try:
        make()
        print("made?")
    except (MemoryError, OverflowError):
        print("refused")
print("works on", list(range(3)))
