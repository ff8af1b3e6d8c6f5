class Bloom:
    def __init__(self, bits=512, hashes=4):
        self.n, self.k, self.field = bits, hashes, 0

    def _bits(self, text):
        for seed in range(self.k):
            h = 2166136261 ^ seed * 0x9E3779B9
            for b in text.encode():
                h = (h ^ b) * 16777619 & 0xFFFFFFFF
            yield 1 << h % self.n

    def add(self, text):
        for bit in self._bits(text):
            self.field |= bit

    def __contains__(self, text):
        return all(self.field & bit for bit in self._bits(text))


b = Bloom()
words = [f"word{i}" for i in range(40)]
for w in words:
    b.add(w)
print(all(w in b for w in words), sum(f"other{i}" in b for i in range(500)), b.field.bit_count(), b.field.bit_length() <= 512)


class SkipList:
    class Node:
        __slots__ = "key", "next"

        def __init__(self, key, levels):
            self.key, self.next = key, [None] * levels

    def __init__(self, seed=1, levels=8):
        self.head, self.seed, self.size = self.Node(None, levels), seed, 0

    def _level(self):
        self.seed = self.seed * 48271 % 2147483647
        return min(len(self.head.next), (self.seed & -self.seed).bit_length())

    def _before(self, key):
        node, path = self.head, [None] * len(self.head.next)
        for i in reversed(range(len(path))):
            while node.next[i] and node.next[i].key < key:
                node = node.next[i]
            path[i] = node
        return path

    def add(self, key):
        path = self._before(key)
        if path[0].next[0] and path[0].next[0].key == key:
            return False
        new = self.Node(key, self._level())
        for i in range(len(new.next)):
            new.next[i], path[i].next[i] = path[i].next[i], new
        self.size += 1
        return True

    def remove(self, key):
        path = self._before(key)
        node = path[0].next[0]
        if not node or node.key != key:
            raise KeyError(key)
        for i in range(len(node.next)):
            path[i].next[i] = node.next[i]
        self.size -= 1

    def __contains__(self, key):
        node = self._before(key)[0].next[0]
        return node is not None and node.key == key

    def __iter__(self):
        node = self.head.next[0]
        while node:
            yield node.key
            node = node.next[0]

    def __len__(self):
        return self.size


s, x = SkipList(), 5
model = set()
for i in range(2000):
    x = x * 1103515245 + 12345 & 0x7FFFFFFF
    k = (x >> 8) % 300
    if x >> 20 & 1:
        assert s.add(k) == (k not in model)
        model.add(k)
    elif k in model:
        s.remove(k)
        model.discard(k)
print(list(s) == sorted(model), len(s) == len(model), [k in s for k in range(5)] == [k in model for k in range(5)], list(s)[:6])
try:
    s.remove(9999)
except KeyError as error:
    print("KeyError", error)
print([sum(1 for _ in iter(lambda n=[s.head]: (n.__setitem__(0, n[0].next[l]), n[0])[1], None)) >= 0 for l in range(3)] if False else s.head.next[0].key)
