class Node:
    __slots__ = ("key", "value", "left", "right")

    def __init__(self, key, value):
        self.key, self.value, self.left, self.right = key, value, None, None


class TreeMap:
    def __init__(self, items=()):
        self.root, self._n = None, 0
        for k, v in items:
            self[k] = v

    def __setitem__(self, key, value):
        if self.root is None:
            self.root, self._n = Node(key, value), 1
            return
        node = self.root
        while True:
            if key == node.key:
                node.value = value
                return
            side = "left" if key < node.key else "right"
            child = getattr(node, side)
            if child is None:
                setattr(node, side, Node(key, value))
                self._n += 1
                return
            node = child

    def _find(self, key):
        node = self.root
        while node is not None and node.key != key:
            node = node.left if key < node.key else node.right
        return node

    def __getitem__(self, key):
        if isinstance(key, slice):
            return [(k, v) for k, v in self.items() if (key.start is None or k >= key.start) and (key.stop is None or k < key.stop)]
        node = self._find(key)
        if node is None:
            raise KeyError(key)
        return node.value

    def __contains__(self, key):
        return self._find(key) is not None

    def __len__(self):
        return self._n

    def items(self):
        def walk(n):
            if n:
                yield from walk(n.left)
                yield n.key, n.value
                yield from walk(n.right)
        return walk(self.root)

    def __iter__(self):
        return (k for k, _ in self.items())

    def __delitem__(self, key):
        def remove(n):
            if n is None:
                raise KeyError(key)
            if key < n.key:
                n.left = remove(n.left)
            elif key > n.key:
                n.right = remove(n.right)
            elif n.left is None or n.right is None:
                return n.left or n.right
            else:
                s = n.right
                while s.left:
                    s = s.left
                n.key, n.value, k = s.key, s.value, s.key
                parent, c = n, n.right
                while c.left:
                    parent, c = c, c.left
                if parent is n:
                    parent.right = c.right
                else:
                    parent.left = c.right
            return n
        self.root = remove(self.root)
        self._n -= 1

    def depth(self):
        def d(n):
            return 0 if n is None else 1 + max(d(n.left), d(n.right))
        return d(self.root)


t = TreeMap((w, len(w)) for w in "m f t b h p w a c g k".split())
print(list(t), len(t), t.depth(), "h" in t, "z" in t, t["m"], t["c":"h"], t[:"b"])
for k in "m f a w".split():
    del t[k]
    print(k, list(t), len(t), t.depth())
for bad in (lambda: t["zz"], lambda: t.__delitem__("zz")):
    try:
        bad()
    except KeyError as error:
        print("KeyError", error)
big, x = TreeMap(), 17
for _ in range(2000):
    x = x * 1103515245 + 12345 & 0x7FFFFFFF
    big[x >> 16] = x
keys = list(big)
print(len(big) == len(keys) == len(set(keys)), keys == sorted(keys), big.depth(), keys[:3])
for k in keys[::2]:
    del big[k]
print(len(big), list(big) == keys[1::2])
