from collections import deque

MAZE = """
#########
#S..#...#
#.#.#.#.#
#.#...#.#
#.#####.#
#......E#
#########
""".strip().split("\n")


def find(grid, what):
    return next((r, c) for r, row in enumerate(grid) for c, cell in enumerate(row) if cell == what)


def neighbours(grid, pos):
    r, c = pos
    for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        if grid[r + dr][c + dc] != "#":
            yield r + dr, c + dc


def bfs(grid):
    start, end = find(grid, "S"), find(grid, "E")
    previous, queue = {start: None}, deque([start])
    while queue:
        pos = queue.popleft()
        if pos == end:
            path = []
            while pos:
                path.append(pos)
                pos = previous[pos]
            return path[::-1]
        for n in neighbours(grid, pos):
            if n not in previous:
                previous[n] = pos
                queue.append(n)


def all_paths(grid):
    end = find(grid, "E")

    def go(pos, seen):
        if pos == end:
            yield len(seen)
            return
        for n in neighbours(grid, pos):
            if n not in seen:
                yield from go(n, seen | {n})
    return sorted(go(find(grid, "S"), frozenset([find(grid, "S")])))


path = bfs(MAZE)
canvas = [list(row) for row in MAZE]
for r, c in path[1:-1]:
    canvas[r][c] = "*"
print("\n".join("".join(row) for row in canvas))
print(len(path), path[0], path[-1], all_paths(MAZE))


def generate(w, h, seed):
    grid = [["#"] * (2 * w + 1) for _ in range(2 * h + 1)]

    def rnd(n):
        nonlocal seed
        seed = seed * 1103515245 + 12345 & 0x7FFFFFFF
        return (seed >> 16) % n

    stack = [(0, 0)]
    grid[1][1] = "."
    while stack:
        x, y = stack[-1]
        options = [(x + dx, y + dy) for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)) if 0 <= x + dx < w and 0 <= y + dy < h and grid[2 * (y + dy) + 1][2 * (x + dx) + 1] == "#"]
        if options:
            nx, ny = options[rnd(len(options))]
            grid[y + ny + 1][x + nx + 1] = grid[2 * ny + 1][2 * nx + 1] = "."
            stack.append((nx, ny))
        else:
            stack.pop()
    grid[1][1], grid[-2][-2] = "S", "E"
    return ["".join(r) for r in grid]


m = generate(8, 4, 42)
print(*m, sep="\n")
print(len(bfs(m)), len(all_paths(m)), sum(row.count(".") for row in m))
blocked = [row.replace("E", "#") for row in MAZE]
try:
    bfs(blocked)
except StopIteration:
    print("no exit")
print(bfs(["#####", "#S#E#", "#####"]))
