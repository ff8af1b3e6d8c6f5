# Long random runs of every operation on sets of numbers: the printed order is part of the result.
state = 12345


def rnd(n):
    global state
    state = (state * 1103515245 + 12345) % (1 << 31)
    return (state >> 8) % n


def element():
    kind = rnd(6)
    n = rnd(60)
    if kind == 0:
        return n * 1.5
    if kind == 1:
        return (n % 7, n % 3)
    if kind == 2:
        return -n
    if kind == 3:
        return n * 1000003
    return n


def digest(s):
    h = 0
    for i, x in enumerate(s):
        h = (h * 31 + hash(x) + i) % 1000000007
    return h


for run in range(30):
    sets = [set() for _ in range(4)]
    for step in range(120):
        a = sets[rnd(4)]
        b = sets[rnd(4)]
        op = rnd(24)
        if op < 8:
            a.add(element())
        elif op == 8:
            a.discard(element())
        elif op == 9:
            if a:
                a.pop()
        elif op == 10:
            a |= b
        elif op == 11:
            sets[rnd(4)] = a & b
        elif op == 12:
            sets[rnd(4)] = a - b
        elif op == 13:
            sets[rnd(4)] = a ^ b
        elif op == 14:
            a -= b
        elif op == 15:
            a ^= b
        elif op == 16:
            a &= b
        elif op == 17:
            sets[rnd(4)] = a.union(b, [element() for _ in range(rnd(8))])
        elif op == 18:
            a.update(range(rnd(40)))
        elif op == 19:
            sets[rnd(4)] = set(list(a))
        elif op == 20:
            sets[rnd(4)] = a.copy()
        elif op == 21:
            a.difference_update([element() for _ in range(20)])
        elif op == 22:
            sets[rnd(4)] = a.difference({element(): 0 for _ in range(10)})
        else:
            sets[rnd(4)] = a.intersection(b, set(range(30)))
    print(run, [digest(s) for s in sets], [len(s) for s in sets], hash(frozenset(sets[0])))
print(sets[0])
print(frozenset(sets[1]))

big = set(range(0, 300000, 3))
print(digest(big))
for i in range(0, 300000, 6):
    big.discard(i)
print(digest(big), len(big))
big |= {x * 7 for x in range(100000)}
print(digest(big), len(big), big.pop(), big.pop())
print({1, 2, 3, 4, 5}, {5, 40, 80, 13, 8, 0}, {30, 60, 90, 120, 150, 180})
x = 9
print({x, 40, 80, 13, 8, 0})
print({3.5, 1e300, 2.0, -1, -2, True})
