"""Deep structures shown, compared, hashed and copied."""
import copy


def deep(n):
    x = []
    for _ in range(n):
        x = [x]
    return x


x, y = deep(50_000), deep(50_000)
t = ()
for _ in range(50_000):
    t = (t,)
for action in (lambda: repr(x), lambda: str(t), lambda: x == y, lambda: x < y, lambda: hash(t), lambda: copy.deepcopy(x), lambda: print(x)):
    try:
        action()
        print("done")
    except (RecursionError, MemoryError):
        print("refused")
del x, y, t
print("works on", repr([[]]))
