from collections import deque

state = 5


def rnd(n):
    global state
    state = (state * 1103515245 + 12345) & 0x7FFFFFFF
    return (state >> 8) % n


for maxlen in (None, 0, 1, 7):
    d, model = deque(maxlen=maxlen), []
    for step in range(1500):
        op = rnd(9)
        x = rnd(50)
        if op < 3:
            d.append(x); model.append(x)
            if maxlen is not None: model = model[len(model) - maxlen:] if len(model) > maxlen else model
        elif op < 5:
            d.appendleft(x); model.insert(0, x)
            if maxlen is not None: model = model[:maxlen]
        elif op == 5 and model:
            assert d.pop() == model.pop()
        elif op == 6 and model:
            assert d.popleft() == model.pop(0)
        elif op == 7 and model:
            n = rnd(10) - 5
            d.rotate(n)
            n %= len(model)
            model = model[-n:] + model[:-n] if n else model
        elif op == 8 and model:
            i = rnd(len(model))
            assert d[i] == model[i] and d[-1 - i] == model[-1 - i]
            d[i] = model[i] = step
        assert len(d) == len(model)
        if step % 100 == 0:
            assert list(d) == model and list(reversed(d)) == model[::-1], step
    print(maxlen, len(d), list(d)[:5])
d = deque("abcdef")
for i in (-7, -6, 0, 5, 6):
    try:
        print(i, d[i])
    except IndexError as error:
        print(i, error)
del d[0]; del d[-1]; d.insert(2, "X"); print(d, d.index("X"), d.count("b"))
it = iter(d); next(it); print(list(it), d.copy() is d, d + deque("z"), d * 0, "X" in d, d == deque("bcXde"), d < deque("c"))
