# group: programs
# modes: instances lists dicts
"""A million cycles of two objects, made and dropped: the collector must keep up by itself."""
import sys

COUNT = 1_000_000


class Node:
    pass


def instances():
    for _ in range(COUNT):
        a, b = Node(), Node()
        a.other = b
        b.other = a


def lists():
    for _ in range(COUNT):
        a = []
        b = [a]
        a.append(b)


def dicts():
    for _ in range(COUNT):
        a = {}
        b = {"other": a}
        a["other"] = b


{"instances": instances, "lists": lists, "dicts": dicts}[sys.argv[1]]()
print("done")
