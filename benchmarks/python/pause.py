# group: pause
"""The longest stop under churn, with a million live objects: every step of a loop is timed."""
from time import perf_counter

COUNT = 1_000_000


class Node:
    def __init__(self, value):
        self.value = value
        self.next = None


def main():
    live = []
    previous = None
    for i in range(COUNT):
        node = Node(i)
        node.next = previous
        previous = node
        live.append(node)
    longest = 0.0
    for i in range(1_000_000):
        start = perf_counter()
        a, b = Node(i), Node(i)
        a.next, b.next = b, a
        if i % 2:
            fresh = Node(i)
            fresh.next = live[i]
            live[i] = fresh
        elapsed = perf_counter() - start
        if elapsed > longest:
            longest = elapsed
    return longest


print("TIME", main())
