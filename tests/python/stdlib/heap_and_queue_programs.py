import heapq
from bisect import bisect_left, insort
from collections import deque


class MedianStream:
    def __init__(self):
        self.low, self.high = [], []

    def add(self, x):
        heapq.heappush(self.low, -heapq.heappushpop(self.high, x))
        if len(self.low) > len(self.high):
            heapq.heappush(self.high, -heapq.heappop(self.low))
        return self.high[0] if len(self.high) > len(self.low) else (self.high[0] - self.low[0]) / 2


m = MedianStream()
print([m.add(x) for x in (5, 2, 8, 1, 9, 3)])


def max_window(xs, k):
    d, out = deque(), []
    for i, x in enumerate(xs):
        while d and xs[d[-1]] <= x:
            d.pop()
        d.append(i)
        if d[0] == i - k:
            d.popleft()
        if i >= k - 1:
            out.append(xs[d[0]])
    return out


print(max_window([1, 3, -1, -3, 5, 3, 6, 7], 3))


def lis(xs):
    tails = []
    for x in xs:
        i = bisect_left(tails, x)
        tails[i:i + 1] = [x]
    return len(tails)


print(lis([10, 9, 2, 5, 3, 7, 101, 18]), lis(range(50)), lis([]))


def merge_k(lists):
    heap = [(l[0], i, 0) for i, l in enumerate(lists) if l]
    heapq.heapify(heap)
    while heap:
        v, i, j = heapq.heappop(heap)
        yield v
        if j + 1 < len(lists[i]):
            heapq.heappush(heap, (lists[i][j + 1], i, j + 1))


print(list(merge_k([[1, 4, 7], [], [2, 5], [0, 9, 10]])), list(heapq.merge([1, 4], [2], [0, 9])))


def schedule(tasks, gap):
    from collections import Counter
    heap, waiting, time, order = [(-n, t) for t, n in sorted(Counter(tasks).items())], deque(), 0, ""
    heapq.heapify(heap)
    while heap or waiting:
        if waiting and waiting[0][0] <= time:
            heapq.heappush(heap, waiting.popleft()[1])
        if heap:
            n, t = heapq.heappop(heap)
            order += t
            if n + 1:
                waiting.append((time + gap + 1, (n + 1, t)))
        else:
            order += "_"
        time += 1
    return order


print(schedule("AAABBB", 2), schedule("AAAABC", 1))
ranks = []
for score in (50, 20, 90, 20, 70):
    insort(ranks, score)
print(ranks, [bisect_left(ranks, s) for s in (20, 55, 100)], heapq.nsmallest(2, [("b", 2), ("a", 2), ("c", 1)], key=lambda p: p[1]))


def dijkstra_grid(grid):
    h, w = len(grid), len(grid[0])
    best, queue = {(0, 0): grid[0][0]}, [(grid[0][0], 0, 0)]
    while queue:
        d, y, x = heapq.heappop(queue)
        if (y, x) == (h - 1, w - 1):
            return d
        for dy, dx in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            a, b = y + dy, x + dx
            if 0 <= a < h and 0 <= b < w and d + grid[a][b] < best.get((a, b), 10 ** 9):
                best[a, b] = d + grid[a][b]
                heapq.heappush(queue, (best[a, b], a, b))


print(dijkstra_grid([[1, 3, 1], [1, 5, 1], [4, 2, 1]]), dijkstra_grid([[(x * 7 + y * 13) % 9 + 1 for x in range(20)] for y in range(20)]))
