# oracle: none
"""What the generator and the list of the section before cost, asked of the heap (Hognose only)."""
import hognose


def squares(n):
    for i in range(n):
        yield i * i


def peak_of(action):
    hognose.reset_peak()
    before = hognose.heap_bytes()
    action()
    return hognose.heap_peak() - before


COUNT = 1_000_000
lazy = peak_of(lambda: sum(squares(COUNT)))
eager = peak_of(lambda: sum([i * i for i in range(COUNT)]))
print("the generator needs less than 2 MiB:", lazy < 2 * 1024 * 1024)
print("the list needs more than 7 MiB:", eager > 7 * 1024 * 1024)
