m = [[r * 4 + c for c in range(4)] for r in range(3)]
print(m, m[1], m[1][2], [row[1] for row in m], [m[i][i] for i in range(3)], sum(map(sum, m)), [sum(c) for c in zip(*m)], [list(c) for c in zip(*m)])
m[0][0], m[2][3] = "a", "z"
m[1][1:3] = ["x"]
m.append(m.pop(0))
print(m, len(m), [len(r) for r in m], m[-1][0], m[0].index("x"))
m.sort(key=len)
m.reverse()
print(m, [r[::-1] for r in m], [x for r in m for x in r if isinstance(x, int)])
for row in m:
    row.insert(0, len(row))
    row.extend(["e"] * 2)
    del row[-1]
print(m)
stack, log = [], []
for token in "( a ( b c ) ( d ) )".split():
    if token == "(":
        stack.append([])
    elif token == ")":
        done = stack.pop()
        (stack[-1] if stack else log).append(done)
    else:
        stack[-1].append(token)
print(log, stack)
queue = list(range(5))
while len(queue) > 1:
    queue.append(queue.pop(0))
    queue.pop(0)
print(queue)
a = [5, 2, 8, 1]
b = a
c = a[:]
a.sort()
print(a, b, c, a is b, a == c, sorted(c) == a)
b.append(9)
c += [7]
a = a + [0]
print(a, b, c)
nested = [1, [2, [3, [4]]]]
shallow = nested[:]
shallow[1][0] = "shared"
shallow[0] = "own"
print(nested, shallow)
print([i for i, x in enumerate("abca") if x == "a"], [x for i, x in enumerate([3, 3, 4]) if x not in [3, 3, 4][:i]], [a for a, b in zip([1, 2, 3], [1, 5, 3]) if a == b], list(map(lambda a, b: a * b, [1, 2], [3, 4])), [*range(3), *"ab"], [y for y in (x * x for x in range(4)) if y % 2])
grid = [["."] * 5 for _ in range(3)]
for r, c in ((0, 0), (1, 2), (2, 4)):
    grid[r][c] = "#"
print("\n".join(map("".join, grid)))
x = [1, 2, 3, 4, 5, 6]
x[1:3] = []
x[len(x):] = [7]
x[:0] = [0]
x[::2] = ["e"] * len(x[::2])
del x[1::2]
print(x, x * 2, x[-2:], [x] * 2, x.count("e"), "e" in x, max([[1, 2], [1, 3]]), min([3, 1, 2]), sum([[1], [2]], []), any(x), all([]), not [])
triangle = [[1]]
for _ in range(5):
    last = triangle[-1]
    triangle.append([1] + [p + q for p, q in zip(last, last[1:])] + [1])
print(triangle, [sum(r) for r in triangle], [r[len(r) // 2] for r in triangle])
def bubble(items):
    swaps = 0
    for i in range(len(items)):
        for j in range(len(items) - 1 - i):
            if items[j] > items[j + 1]:
                items[j], items[j + 1] = items[j + 1], items[j]
                swaps += 1
    return swaps
data = [5, 1, 4, 2, 8]
print(bubble(data), data, bubble(data))
