# The graphs of mod.rs in Python; prints nanoseconds. Arguments: full GRAPH N | young KIND N | pause churn N
import gc, sys, time

mode, kind, n = sys.argv[1], sys.argv[2], int(sys.argv[3])
now = time.process_time_ns
gc.disable()
MASK = (1 << 64) - 1


class Lcg:
    def __init__(self, seed):
        self.x = seed

    def below(self, n):
        self.x = (self.x * 6364136223846793005 + 1442695040888963407) & MASK
        return (self.x >> 33) % n


class Node:
    __slots__ = ("parent", "left", "right")


class Instance:
    def __init__(self, x, y, owner):
        self.x = x
        self.y = y
        self.owner = owner


def build():
    if kind in ("chain", "shuffled chain", "random graph"):
        nodes = [[] for _ in range(n)]
        order = list(range(n))
        if kind == "shuffled chain":
            lcg = Lcg(42)
            for i in range(n - 1, 0, -1):
                j = lcg.below(i + 1)
                order[i], order[j] = order[j], order[i]
        lcg = Lcg(7)
        for i in range(n):
            node = nodes[order[i]]
            node.append(nodes[order[(i + 1) % n]])
            if kind == "random graph":
                node.append(nodes[lcg.below(n)])
                node.append(nodes[lcg.below(n)])
        return nodes[0]
    if kind == "tree with parents":
        nodes = [Node() for _ in range(n)]
        for i, node in enumerate(nodes):
            node.parent = nodes[(i - 1) // 2] if i else None
            node.left = nodes[2 * i + 1] if 2 * i + 1 < n else None
            node.right = nodes[2 * i + 2] if 2 * i + 2 < n else None
        return nodes[0]
    out = []
    for i in range(n):
        out.append(Instance(i, float(i), out))
    return out


def timed(generation):
    start = now()
    collected = gc.collect(generation)
    return now() - start, collected


if mode == "full":
    root = build()
    gc.collect()
    print(min(timed(2)[0] for _ in range(2 if n > 2_000_000 else 3)))
    root = None
    t, collected = timed(2)
    assert collected >= n, collected
    print(t)
elif mode == "young":
    old = [[Node] for _ in range(1_000_000)]
    gc.collect()
    if kind == "in holes":
        lcg = Lcg(3)
        for _ in range(100_000):
            old[lcg.below(1_000_000)] = None
    best = 1 << 62
    for _ in range(1000):
        keep = [[old[i]] for i in range(n)]
        best = min(best, timed(0)[0])
        keep = None
    print(best / n)
else:
    longest = 0
    begun = 0

    def watch(phase, info):
        global longest, begun
        if phase == "start":
            begun = now()
        else:
            longest = max(longest, now() - begun)

    gc.callbacks.append(watch)
    gc.enable()
    live = []
    for _ in range(n):
        live.append([None])
    lcg = Lcg(5)
    for i in range(3 * min(n, 2_000_000)):
        a = []
        b = [a]
        a.append(b)
        if i % 4 == 0:
            live[lcg.below(n)] = a
    print(longest)
