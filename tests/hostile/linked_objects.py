"""A chain of instances that links to the last one."""


class Node:
    def __init__(self, next):
        self.next = next


chain = None
try:
    while True:
        chain = Node(chain)
except MemoryError:
    print("MemoryError")
chain = None
print("works on", Node(1).next)
