class Node:
    __slots__ = ("value", "next")

    def __init__(self, value, next=None):
        self.value, self.next = value, next


head = None
for i in range(300_000):
    head = Node(i, head)
print(head.value)
head = None
print("a long chain dies quietly")
x = None
for i in range(300_000):
    x = (x,)
x = None
for i in range(300_000):
    x = [x]
x = None
for i in range(300_000):
    x = {"k": x}
x = None
f = None
for i in range(100_000):
    f = lambda f=f: f
f = None
print("so do tuples, lists, dicts and functions")
grid = [[(i, j) for j in range(100)] for i in range(100)]
print(sum(i * j for row in grid for i, j in row))
del grid


class Tree:
    def __init__(self, depth):
        self.children = [Tree(depth - 1) for _ in range(2)] if depth else []

    def count(self):
        return 1 + sum(c.count() for c in self.children)


t = Tree(12)
print(t.count())
t = None
table = {}
for i in range(50_000):
    table[f"key{i}"] = [i]
for i in range(0, 50_000, 2):
    del table[f"key{i}"]
print(len(table), table["key1"])
pool = []
for round in range(50):
    pool.append([object() for _ in range(1000)])
    if len(pool) > 3:
        pool.pop(0)
print(len(pool))
def exception_chain(n):
    error = None
    for i in range(n):
        e = ValueError(i)
        e.__context__ = error
        error = e
    return error
e = exception_chain(100_000)
print(e.args)
e = None
print("done")
