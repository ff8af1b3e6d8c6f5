print([x * x for x in range(6)])
print([x for x in range(20) if x % 2 if x % 3])
print([(x, y) for x in range(3) for y in range(x)])
print([[y for y in range(x)] for x in range(4)])
print({x % 3 for x in range(10)})
print({k: v for k, v in zip("abc", range(3))})
print({v: k for k, v in {"a": 1, "b": 2}.items()})
print(sum(x for x in range(5)), list(x for x in "ab"))
x = "outer"
print([x for x in (1, 2)], x)
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])


class C:
    n = 3
    squares = [i * i for i in range(n)]
    names = [f"n{i}" for i in range(2)]


print(C.squares, C.names)
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)])
print([a + b for a in "ab" for b in "cd" if a + b != "bc"])
print([*(y for y in range(3)), *[z for z in "xy"]])
print([(lambda v: v * 2)(v) for v in range(3)])


def order(label, value):
    print(label, end=" ")
    return value


print({order("k", i): order("v", i) for i in order("it", (1, 2))})
print([i if i % 2 else -i for i in range(5)])
print([n for n in (m for m in range(3))])
try:
    [1 / 0 for _ in range(1)]
except ZeroDivisionError as error:
    print(error)
print([w for a, *w in ["abc", "de"]])
print(len([None for _ in range(1000)]))
