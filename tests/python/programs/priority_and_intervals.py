def merge(intervals):
    out = []
    for lo, hi in sorted(intervals):
        if out and lo <= out[-1][1]:
            out[-1][1] = max(out[-1][1], hi)
        else:
            out.append([lo, hi])
    return [tuple(i) for i in out]


class IntervalSet:
    def __init__(self, *intervals):
        self.items = merge(i for i in intervals if i[0] < i[1])

    def __or__(self, o):
        return IntervalSet(*self.items, *o.items)

    def __and__(self, o):
        return IntervalSet(*((max(a, c), min(b, d)) for a, b in self.items for c, d in o.items if max(a, c) < min(b, d)))

    def __sub__(self, o):
        left = self.items
        for c, d in o.items:
            left = [p for a, b in left for p in ((a, min(b, c)), (max(a, d), b)) if p[0] < p[1]]
        return IntervalSet(*left)

    def __invert__(self):
        return IntervalSet((0, 100)) - self

    def __contains__(self, x):
        return any(a <= x < b for a, b in self.items)

    def __len__(self):
        return sum(b - a for a, b in self.items)

    def __eq__(self, o):
        return self.items == o.items

    def __bool__(self):
        return bool(self.items)

    def __repr__(self):
        return " ".join(f"[{a},{b})" for a, b in self.items) or "empty"


a, b = IntervalSet((1, 5), (10, 20), (4, 8)), IntervalSet((3, 12), (18, 30))
print(a, "|", b, "|", a | b, "|", a & b, "|", a - b, "|", b - a, "|", ~a)
print(4 in a, 9 in a, len(a), bool(a - a), (a | b) - b == a - b, a & ~a, len(a) + len(b) - len(a & b) == len(a | b), ~~a == a)


class Union:
    def __init__(self, n):
        self.parent, self.size, self.groups = list(range(n)), [1] * n, n

    def find(self, x):
        while self.parent[x] != x:
            self.parent[x] = x = self.parent[self.parent[x]]
        return x

    def union(self, a, b):
        a, b = self.find(a), self.find(b)
        if a == b:
            return False
        if self.size[a] < self.size[b]:
            a, b = b, a
        self.parent[b] = a
        self.size[a] += self.size[b]
        self.groups -= 1
        return True


edges = sorted(((i * 7919 + j * 104729) % 101, i, j) for i in range(12) for j in range(i))
u = Union(12)
tree = [(w, i, j) for w, i, j in edges if u.union(i, j)]
print(sum(w for w, _, _ in tree), len(tree), u.groups, tree[:3])


def rooms(meetings):
    import heapq
    ends, peak = [], 0
    for start, end in sorted(meetings):
        if ends and ends[0] <= start:
            heapq.heapreplace(ends, end)
        else:
            heapq.heappush(ends, end)
        peak = max(peak, len(ends))
    return peak


print(rooms([(0, 30), (5, 10), (15, 20)]), rooms([(7, 10), (2, 4)]), rooms([]), rooms([(i, i + 5) for i in range(10)]))
