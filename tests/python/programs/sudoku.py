GRID = "530070000600195000098000060800060003400803001700020006060000280000419005000080079"
CALLS = 0


def candidates(grid, pos):
    r, c = divmod(pos, 9)
    used = set(grid[r * 9:r * 9 + 9]) | set(grid[c::9])
    br, bc = r // 3 * 3, c // 3 * 3
    for k in range(3):
        start = (br + k) * 9 + bc
        used.update(grid[start:start + 3])
    return [d for d in "123456789" if d not in used]


def solve(grid):
    global CALLS
    CALLS += 1
    best = None
    for pos, value in enumerate(grid):
        if value == "0":
            options = candidates(grid, pos)
            if best is None or len(options) < len(best[1]):
                best = (pos, options)
                if len(options) <= 1:
                    break
    if best is None:
        return grid
    pos, options = best
    for d in options:
        solved = solve(grid[:pos] + d + grid[pos + 1:])
        if solved:
            return solved
    return None


answer = solve(GRID)
for r in range(9):
    print(" ".join(answer[r * 9:r * 9 + 9]))
print(CALLS, all(sorted(answer[r * 9:r * 9 + 9]) == list("123456789") for r in range(9)))
