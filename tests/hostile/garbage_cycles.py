"""Ten heaps' worth of cyclic garbage is no reason for MemoryError, even with the collector off."""
import gc


class Node:
    pass


def churn(n):
    for _ in range(n):
        a, b = Node(), Node()
        a.other, b.other = b, a
        a.load = [0] * 100


gc.disable()
churn(200_000)
gc.enable()
churn(200_000)
print("works on")
