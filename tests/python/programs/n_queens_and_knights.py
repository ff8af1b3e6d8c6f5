def queens(n, row=0, cols=0, left=0, right=0):
    if row == n:
        return 1
    count, free = 0, ~(cols | left | right) & (1 << n) - 1
    while free:
        bit = free & -free
        free ^= bit
        count += queens(n, row + 1, cols | bit, (left | bit) << 1, (right | bit) >> 1)
    return count


def first_solution(n):
    def place(row, taken):
        if row == n:
            yield taken
            return
        for col in range(n):
            if all(col != c and abs(col - c) != row - r for r, c in enumerate(taken)):
                yield from place(row + 1, taken + [col])
    return next(place(0, []))


print([queens(n) for n in range(1, 9)], first_solution(8))
for col in first_solution(6):
    print("".join("Q" if c == col else "." for c in range(6)))
MOVES = [(1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2)]


def tour(n):
    path, seen = [(0, 0)], {(0, 0)}

    def options(p):
        return [(p[0] + dx, p[1] + dy) for dx, dy in MOVES if 0 <= p[0] + dx < n and 0 <= p[1] + dy < n and (p[0] + dx, p[1] + dy) not in seen]

    while len(path) < n * n:
        nxt = sorted(options(path[-1]), key=lambda p: (len(options(p)), p))
        if not nxt:
            return path, False
        path.append(nxt[0])
        seen.add(nxt[0])
    return path, True


path, done = tour(8)
print(done, len(set(path)), path[:6], path[-1])
dist, frontier = {(0, 0): 0}, [(0, 0)]
for p in frontier:
    for dx, dy in MOVES:
        q = p[0] + dx, p[1] + dy
        if q not in dist and all(0 <= v < 8 for v in q):
            dist[q] = dist[p] + 1
            frontier.append(q)
print([[dist[x, y] for x in range(8)] for y in range(3)], max(dist.values()))
