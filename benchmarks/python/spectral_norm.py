# group: programs
"""The largest eigenvalue of a matrix that is computed, not stored: float arithmetic in generators."""
from math import sqrt


def a(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(v, transposed):
    indices = range(len(v))
    if transposed:
        return [sum(a(j, i) * v[j] for j in indices) for i in indices]
    return [sum(a(i, j) * v[j] for j in indices) for i in indices]


def main(n):
    u = [1.0] * n
    for _ in range(8):
        v = times(times(u, False), True)
        u = times(times(v, False), True)
    return sqrt(sum(x * y for x, y in zip(u, v)) / sum(y * y for y in v))


print(f"{main(180):.7f}")
