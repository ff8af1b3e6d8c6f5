class Node:
    __slots__ = ("key", "value", "prev", "next")

    def __init__(self, key=None, value=None):
        self.key, self.value = key, value
        self.prev = self.next = self


class LRU:
    def __init__(self, capacity):
        self.capacity, self.table, self.root = capacity, {}, Node()

    def _link(self, node):
        last = self.root.prev
        last.next = node
        node.prev, node.next = last, self.root
        self.root.prev = node

    @staticmethod
    def _unlink(node):
        node.prev.next, node.next.prev = node.next, node.prev

    def get(self, key):
        node = self.table.get(key)
        if node is None:
            return None
        self._unlink(node)
        self._link(node)
        return node.value

    def put(self, key, value):
        if key in self.table:
            self._unlink(self.table.pop(key))
        elif len(self.table) >= self.capacity:
            oldest = self.root.next
            self._unlink(oldest)
            del self.table[oldest.key]
        node = self.table[key] = Node(key, value)
        self._link(node)

    def __iter__(self):
        node = self.root.next
        while node is not self.root:
            yield node.key, node.value
            node = node.next

    def __len__(self):
        return len(self.table)


c = LRU(3)
for i, k in enumerate("abcad"):
    c.put(k, i)
    print(k, list(c))
print(c.get("c"), c.get("b"), list(c), len(c))
state, hits = 7, 0
big = LRU(50)
for _ in range(5000):
    state = (state * 1103515245 + 12345) % 2 ** 31
    key = state // 65536 % 80
    if big.get(key) is not None:
        hits += 1
    else:
        big.put(key, key * 2)
print(hits, len(big), sorted(k for k, _ in big)[:5])
