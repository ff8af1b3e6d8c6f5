def outer(n):
    results = []
    for i in range(n):
        def inner(j, i=i):
            for k in range(j):
                if k == i:
                    continue
                if k > 3:
                    break
                yield i, j, k
            else:
                yield "complete", i, j
        results.append(inner)
    return [list(f(j)) for j, f in enumerate(results)]


for row in outer(6):
    print(row)


def labyrinth(grid):
    for y, row in enumerate(grid):
        for x, cell in enumerate(row):
            if cell == "S":
                return walk(grid, x, y, set())
    return None


def walk(grid, x, y, seen):
    if not (0 <= y < len(grid) and 0 <= x < len(grid[y])) or grid[y][x] == "#" or (x, y) in seen:
        return None
    if grid[y][x] == "E":
        return [(x, y)]
    seen.add((x, y))
    for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
        if path := walk(grid, x + dx, y + dy, seen):
            return [(x, y)] + path
    return None


print(labyrinth(["S.#.", "..#E", ".#..", "...."]), labyrinth(["S#E"]), labyrinth(["..."]))
total = 0
for a in range(1, 30):
    for b in range(a, 30):
        for c in range(b, 45):
            if a * a + b * b == c * c:
                total += 1
                break
            if a * a + b * b < c * c:
                break
print(total)
i = 0
while True:
    i += 1
    while True:
        i += 1
        if i % 3 == 0:
            break
    else:
        print("never")
    if i > 20:
        break
print(i)
for i in range(2):
    for j in range(2):
        try:
            if j:
                raise ValueError(i, j)
            print("ok", i, j)
        except ValueError as e:
            print("err", *e.args)
            break
        finally:
            print("fin", i, j)
    else:
        print("no break")
