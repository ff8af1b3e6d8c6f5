# group: collect
# modes: lists dicts instances tree graph
"""gc.collect() over a million live objects: the program prints its own median time."""
import gc
import sys
from time import perf_counter

COUNT = 1_000_000


class Node:
    pass


def lists():
    return [[] for _ in range(COUNT)]


def dicts():
    return [{"self": i, "list": items} for i, items in enumerate(lists_of(COUNT // 2))]


def lists_of(n):
    return [[] for _ in range(n)]


def instances():
    nodes = []
    for _ in range(COUNT):
        node = Node()
        node.peer = node
        nodes.append(node)
    return nodes


def tree():
    root = [None]
    level = [root]
    made = 1
    while made < COUNT:
        following = []
        for parent in level:
            for _ in range(2):
                child = [parent]
                parent.append(child)
                following.append(child)
        made += len(following)
        level = following
    return root


def graph():
    state = 12345
    nodes = [[] for _ in range(COUNT)]
    for node in nodes:
        for _ in range(3):
            state = (state * 1103515245 + 12345) % 2147483648
            node.append(nodes[state % COUNT])
    return nodes


gc.disable()
alive = {"lists": lists, "dicts": dicts, "instances": instances, "tree": tree, "graph": graph}[sys.argv[1]]()
gc.collect()
times = []
for _ in range(5):
    start = perf_counter()
    gc.collect()
    times.append(perf_counter() - start)
print("TIME", sorted(times)[2])
