import collections
import heapq

G = {"a": {"b": 4, "c": 2}, "b": {"c": 5, "d": 10}, "c": {"e": 3}, "d": {"f": 11}, "e": {"d": 4}, "f": {}}


def bfs(g, s):
    seen, queue, order = {s}, collections.deque([s]), []
    while queue:
        n = queue.popleft()
        order.append(n)
        for m in g[n]:
            if m not in seen:
                seen.add(m)
                queue.append(m)
    return order


def dfs(g, n, seen=None):
    seen = {} if seen is None else seen
    seen[n] = len(seen)
    for m in g[n]:
        if m not in seen:
            dfs(g, m, seen)
    return seen


def dijkstra(g, s, t):
    queue, done = [(0, s, [s])], set()
    while queue:
        d, n, path = heapq.heappop(queue)
        if n == t:
            return d, path
        if n in done:
            continue
        done.add(n)
        for m, w in g[n].items():
            heapq.heappush(queue, (d + w, m, path + [m]))


def topo(g):
    degree = dict.fromkeys(g, 0)
    for n in g:
        for m in g[n]:
            degree[m] += 1
    ready = [n for n in g if not degree[n]]
    while ready:
        n = ready.pop(0)
        yield n
        for m in g[n]:
            degree[m] -= 1
            if not degree[m]:
                ready.append(m)


def components(edges):
    parent = {}

    def find(x):
        parent.setdefault(x, x)
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b in edges:
        parent[find(a)] = find(b)
    groups = collections.defaultdict(list)
    for x in sorted(parent):
        groups[find(x)].append(x)
    return sorted(groups.values())


def sccs(g):
    index, low, stack, out = {}, {}, [], []

    def visit(v):
        index[v] = low[v] = len(index)
        stack.append(v)
        for w in g[v]:
            if w not in index:
                visit(w)
                low[v] = min(low[v], low[w])
            elif w in stack:
                low[v] = min(low[v], index[w])
        if low[v] == index[v]:
            group = []
            while True:
                group.append(stack.pop())
                if group[-1] == v:
                    break
            out.append(sorted(group))

    for v in g:
        if v not in index:
            visit(v)
    return out


print(bfs(G, "a"), dfs(G, "a"), dijkstra(G, "a", "f"), list(topo(G)), dijkstra(G, "f", "a"))
print(components([(1, 2), (3, 4), (2, 5), (6, 6), (4, 7)]))
print(sccs({1: [2], 2: [3], 3: [1], 4: [3, 5], 5: [4], 6: []}))
