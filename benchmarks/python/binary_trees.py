# group: programs
# modes: tuples instances
"""Trees of depth 16 made, walked and dropped: allocation and release."""
import sys

DEPTH = 16


class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right


def make_tuple(depth):
    if depth == 0:
        return (None, None)
    return (make_tuple(depth - 1), make_tuple(depth - 1))


def check_tuple(node):
    left, right = node
    return 1 if left is None else 1 + check_tuple(left) + check_tuple(right)


def make_node(depth):
    if depth == 0:
        return Node(None, None)
    return Node(make_node(depth - 1), make_node(depth - 1))


def check_node(node):
    return 1 if node.left is None else 1 + check_node(node.left) + check_node(node.right)


def main(make, check):
    print("stretch", check(make(DEPTH + 1)))
    long_lived = make(DEPTH)
    for depth in range(4, DEPTH + 1, 4):
        rounds = 1 << (DEPTH - depth + 2)
        total = 0
        for _ in range(rounds):
            total += check(make(depth))
        print(rounds, "trees of depth", depth, "check", total)
    print("long lived", check(long_lived))


if sys.argv[1] == "tuples":
    main(make_tuple, check_tuple)
else:
    main(make_node, check_node)
