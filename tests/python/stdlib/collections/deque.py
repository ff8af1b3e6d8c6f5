from collections import deque

d = deque([1, 2, 3])
d.append(4); d.appendleft(0)
print(d, len(d), d[0], d[-1], 3 in d, d.pop(), d.popleft(), d)
d.extend([7, 8]); d.extendleft([9, 10]); print(d)
d.rotate(2); print(d); d.rotate(-1); print(d)
print(d.count(7), d.index(8), list(reversed(d)), d.copy() == d, d.maxlen)
d.remove(9); d.insert(1, "x"); d.reverse(); print(d)
d[0] = "first"; del d[1]; print(d)
m = deque(range(5), maxlen=3)
print(m, m.maxlen); m.append(9); print(m); m.appendleft(0); print(m); m.extend("ab"); print(m)
for bad in ("deque().pop()", "deque().popleft()", "deque([1]).remove(5)", "deque([1]).index(5)", "deque([1])[5]", "m.insert(0, 1)", "hash(deque())", "deque(maxlen=-1)", "deque([1])[0:1]"):
    try:
        eval(bad)
    except (IndexError, ValueError, TypeError) as error:
        print(bad, type(error).__name__)
print(deque([1]) + deque([2]), deque([1, 2]) * 2, deque([1]) < deque([2]), deque("ab") == deque("ab"), deque([1]) == [1], bool(deque()))
try:
    for x in d:
        d.append(1)
except RuntimeError as error:
    print(error)
d.clear(); print(d)
big = deque()
for i in range(1000):
    big.append(i)
    if len(big) > 10:
        big.popleft()
print(big, sum(big))
r = deque([1]); r.append(r); print(r)
q = deque(range(200)); q.rotate(77); print(q[0], q[100], q[-1], q.index(5))
import copy
print(copy.copy(m), deque(m).maxlen, type(m.copy()).__name__, m.copy().maxlen)
e = deque([1, 2]); e += [3]; e *= 2; print(e)
