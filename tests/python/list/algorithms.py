def rotate(a, k):
    k %= len(a)
    return a[-k:] + a[:-k]


def transpose(m):
    return [list(r) for r in zip(*m)]


def spiral(m):
    out = []
    while m:
        out += m[0]
        m = [list(r) for r in zip(*m[1:])][::-1]
    return out


def dedupe(a):
    seen = set()
    return [x for x in a if not (x in seen or seen.add(x))]


def chunks(a, n):
    return [a[i:i + n] for i in range(0, len(a), n)]


def flatten(a):
    return [y for x in a for y in (flatten(x) if isinstance(x, list) else [x])]


def max_subarray(a):
    best = cur = a[0]
    for x in a[1:]:
        cur = max(x, cur + x)
        best = max(best, cur)
    return best


def josephus(n, k):
    people, i = list(range(1, n + 1)), 0
    order = []
    while people:
        i = (i + k - 1) % len(people)
        order.append(people.pop(i))
    return order


def next_permutation(a):
    i = len(a) - 2
    while i >= 0 and a[i] >= a[i + 1]:
        i -= 1
    if i >= 0:
        j = len(a) - 1
        while a[j] <= a[i]:
            j -= 1
        a[i], a[j] = a[j], a[i]
    a[i + 1:] = reversed(a[i + 1:])
    return a


def pascal(n):
    row = [1]
    for _ in range(n):
        yield row
        row = [1, *map(sum, zip(row, row[1:])), 1]


def quickselect(a, k):
    p = a[len(a) // 2]
    low, same, high = [x for x in a if x < p], [x for x in a if x == p], [x for x in a if x > p]
    if k < len(low):
        return quickselect(low, k)
    return p if k < len(low) + len(same) else quickselect(high, k - len(low) - len(same))


def knapsack(items, cap):
    best = [0] * (cap + 1)
    for w, v in items:
        for c in range(cap, w - 1, -1):
            best[c] = max(best[c], best[c - w] + v)
    return best[cap]


def lcs(a, b):
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            table[i + 1][j + 1] = table[i][j] + 1 if x == y else max(table[i][j + 1], table[i + 1][j])
    out, i, j = [], len(a), len(b)
    while i and j:
        if a[i - 1] == b[j - 1]:
            out.append(a[i - 1])
            i, j = i - 1, j - 1
        elif table[i - 1][j] >= table[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return "".join(reversed(out))


m = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
print(rotate([1, 2, 3, 4, 5], 2), rotate([1, 2, 3], -1), transpose(m), spiral(m), dedupe("hognose"), chunks(list(range(7)), 3), flatten([1, [2, [3, [4]], []], 5]))
print(max_subarray([-2, 1, -3, 4, -1, 2, 1, -5, 4]), josephus(7, 3), next_permutation([1, 3, 2]), next_permutation([3, 2, 1]), list(pascal(6)), quickselect([7, 1, 5, 3, 9], 2), knapsack([(1, 1), (3, 4), (4, 5), (5, 7)], 7), lcs("AGGTAB", "GXTXAYB"))
state, data = 1, []
for _ in range(500):
    state = state * 48271 % 2147483647
    data.append(state % 1000)
print(sum(data), quickselect(data, 250) == sorted(data)[250], max_subarray([x - 500 for x in data]), len(dedupe(data)), data.index(max(data)), data.count(data[0]), sorted(data, key=lambda x: (x % 10, -x))[:5])
perm, count = [1, 2, 3, 4, 5], 1
while next_permutation(perm) != [1, 2, 3, 4, 5]:
    count += 1
print(count)
board = [["."] * 4 for _ in range(3)]
board[1][2] = "X"
print("\n".join(map("".join, board)), [list(x) for x in zip(*board[::-1])])
