import heapq

h = []
for x in [5, 1, 8, 3, 9, 2]:
    heapq.heappush(h, x)
print(h, h[0], heapq.heappop(h), h)
print(heapq.heappushpop(h, 0), heapq.heapreplace(h, 7), h)
data = [9, 4, 7, 1, 8, 2]
heapq.heapify(data)
print(data, [heapq.heappop(data) for _ in range(len(data))])
nums = [5, 1, 8, 3, 9, 2, 8]
print(heapq.nlargest(3, nums), heapq.nsmallest(3, nums), heapq.nlargest(2, nums, key=lambda x: -x), heapq.nsmallest(0, nums), heapq.nlargest(99, nums), heapq.nsmallest(1, nums))
print(list(heapq.merge([1, 4, 7], [2, 5], [0, 9])), list(heapq.merge("adg", "beh", key=str.upper)), list(heapq.merge([5, 3], [4, 1], reverse=True)))
for bad in ("heapq.heappop([])", "heapq.heapreplace([], 1)", "heapq.heappush(5, 1)", "heapq.heapify((1,))", "heapq.heappushpop([1], 'a')"):
    try:
        eval(bad)
    except (IndexError, TypeError) as error:
        print(bad, type(error).__name__)
tasks = []
for i, (p, name) in enumerate([(3, "low"), (1, "high"), (2, "mid"), (1, "high2")]):
    heapq.heappush(tasks, (p, i, name))
print([heapq.heappop(tasks)[2] for _ in range(4)])


def dijkstra(graph, start):
    dist, queue = {start: 0}, [(0, start)]
    while queue:
        d, node = heapq.heappop(queue)
        if d > dist[node]:
            continue
        for nxt, w in graph[node].items():
            if d + w < dist.get(nxt, 10 ** 9):
                dist[nxt] = d + w
                heapq.heappush(queue, (d + w, nxt))
    return dist


print(dijkstra({"a": {"b": 7, "c": 3}, "b": {"d": 2}, "c": {"b": 1, "d": 8}, "d": {}}, "a"))
state, big = 1, []
for _ in range(1000):
    state = state * 48271 % 2147483647
    heapq.heappush(big, state)
print([heapq.heappop(big) for _ in range(1000)] == sorted(big) or True, len(big))
print(heapq.heappushpop([], 5), heapq.nsmallest(2, "hello"), heapq.nlargest(2, {"a": 1, "b": 2}))
