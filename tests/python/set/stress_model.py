state = 7


def rnd(n):
    global state
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    return (state >> 8) % n


s, model = set(), {}
for step in range(5000):
    k = rnd(80)
    action = rnd(9)
    if action < 4:
        s.add(k)
        model[k] = True
    elif action < 6:
        s.discard(k)
        model.pop(k, None)
    elif action == 6:
        assert (k in s) == (k in model)
    elif action == 7 and s and rnd(10) == 0:
        model.pop(s.pop())
    elif rnd(50) == 0:
        other = {rnd(80) for _ in range(5)}
        s ^= other
        for x in other:
            if model.pop(x, None) is None:
                model[x] = True
    assert len(s) == len(model)
    if step % 250 == 0:
        assert s == set(model) and sorted(s) == sorted(model)
        print(step, len(s), list(s)[:12])
a, b = set(range(0, 60, 2)), set(range(0, 60, 3))
print(a & b, a - b, len(a | b), len(a ^ b), a & b <= a, (a | b) >= b, a.isdisjoint(b))
print((a | b) == {x for x in range(60) if x % 2 == 0 or x % 3 == 0}, (a & b) == set(range(0, 60, 6)), a ^ b == (a | b) - (a & b))
big = set(range(100_000))
print(len(big), 99_999 in big, 100_000 in big, sum(big))
big -= set(range(0, 100_000, 2))
print(len(big), min(big), max(big))
