import gc


class Node:
    alive = 0

    def __init__(self):
        Node.alive += 1

    def __del__(self):
        Node.alive -= 1


peak = 0
for i in range(20_000):
    n = Node()
    n.me = n
    peak = max(peak, Node.alive)
print("cycles go by themselves:", peak < 5_000, peak > 100)
del n
gc.collect()
print(Node.alive)
gc.disable()
for i in range(2_000):
    n = Node()
    n.me = n
print("disabled keeps all:", Node.alive)
gc.enable()
del n
gc.collect()
print(Node.alive)
gc.set_threshold(0)
for i in range(2_000):
    n = Node()
    n.me = n
print("threshold 0 keeps all:", Node.alive)
gc.set_threshold(700, 10, 10)
del n
gc.collect()
print(Node.alive)
old = [Node() for _ in range(1000)]
for n in old:
    n.friends = old
gc.collect()
before = Node.alive
for i in range(5_000):
    t = Node()
    t.me = t
print(before, Node.alive < 5_000)
del old, n, t
gc.collect()
print(Node.alive)
