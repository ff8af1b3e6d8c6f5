def power_set(s):
    return [[]] if not s else (lambda rest: rest + [[s[0]] + r for r in rest])(power_set(s[1:]))


def permute(s):
    return [s] if len(s) <= 1 else [c + p for i, c in enumerate(s) for p in permute(s[:i] + s[i + 1:])]


def gcd(a, b):
    return a if b == 0 else gcd(b, a % b)


def merge(a, b):
    if not a or not b:
        return a or b
    return [a[0]] + merge(a[1:], b) if a[0] < b[0] else [b[0]] + merge(a, b[1:])


def partitions(n, m=None):
    m = m or n
    if n == 0:
        yield []
    for k in range(min(n, m), 0, -1):
        for rest in partitions(n - k, k):
            yield [k] + rest


def hanoi(n, a="A", b="B", c="C"):
    if n:
        yield from hanoi(n - 1, a, c, b)
        yield a + c
        yield from hanoi(n - 1, b, a, c)


def edit(a, b, memo={}):
    if (a, b) not in memo:
        memo[a, b] = len(a) + len(b) if not a or not b else edit(a[1:], b[1:]) if a[0] == b[0] else 1 + min(edit(a[1:], b), edit(a, b[1:]), edit(a[1:], b[1:]))
    return memo[a, b]


def coins(amount, kinds):
    if amount == 0:
        return 1
    return 0 if amount < 0 or not kinds else coins(amount - kinds[0], kinds) + coins(amount, kinds[1:])


def parens(n, o=0, c=0, s=""):
    if len(s) == 2 * n:
        return [s]
    return (parens(n, o + 1, c, s + "(") if o < n else []) + (parens(n, o, c + 1, s + ")") if c < o else [])


def walk(tree, depth=0):
    for k, v in tree.items():
        yield "  " * depth + k
        if isinstance(v, dict):
            yield from walk(v, depth + 1)


def floodfill(grid, x, y, new):
    old = grid[y][x]
    if old == new:
        return 0
    grid[y][x] = new
    return 1 + sum(floodfill(grid, x + dx, y + dy, new) for dx, dy in ((0, 1), (1, 0), (0, -1), (-1, 0)) if 0 <= y + dy < len(grid) and 0 <= x + dx < len(grid[0]) and grid[y + dy][x + dx] == old)


print(power_set([1, 2, 3]), permute("abc"), gcd(2 ** 40, 6 ** 20), merge([1, 4, 6], [2, 3, 9]))
print(list(partitions(5)), "".join(hanoi(4)), edit("kitten", "sitting"), coins(50, [25, 10, 5, 1]), parens(3))
print(*walk({"a": {"b": {"c": 1}, "d": 2}, "e": 3}), sep="\n")
g = [list("aab"), list("abb"), list("aaa")]
print(floodfill(g, 0, 0, "x"), ["".join(r) for r in g])
def tak(x, y, z): return z if y >= x else tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))
print(tak(12, 8, 4), sum(1 for _ in partitions(20)))
def depth(n): return 1 if n == 0 else 1 + depth(n - 1)
print(depth(900))
def deep_gen(n):
    if n: yield from deep_gen(n - 1)
    yield n
print(sum(deep_gen(200)))
