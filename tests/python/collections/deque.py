from collections import deque
d = deque('abc', 5)
print(d, d.maxlen, len(d), repr(deque()))
d.append('d'); d.append('e'); d.append('f'); d.appendleft('z')
print(d)
d.rotate(2); print(d); d.rotate(-3); print(d)
print(d[0], d[-1], d[2], 'c' in d, d.index('c'), d.count('c'))
d.extend('123'); print(d); d.extendleft('xy'); print(d)
print(d.pop(), d.popleft(), list(reversed(d)), d.copy(), d == d.copy())
for f in (lambda: deque().pop(), lambda: deque().popleft(), lambda: d[9], lambda: d.index('nope'),
          lambda: d.remove('nope'), lambda: deque('ab', 2).insert(0, 'c'), lambda: deque([], -1), lambda: d + [1],
          lambda: d['x'], lambda: d[0:1], lambda: hash(d), lambda: deque(maxlen='x')):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
d = deque(range(10))
d.insert(3, 'i'); d.insert(-1, 'j'); d.insert(100, 'k'); print(d)
del d[3]; del d[-1]; d[0] = 'first'; d.remove('j'); print(d)
d.reverse(); print(d)
print(deque([1, 2]) + deque([3], 1), deque([1, 2]) * 3, deque([1, 2, 3], 4) * 3, 2 * deque('a'))
e = deque([1, 2, 3], 4); e *= 2; print(e); e += [9]; print(e)
print(deque([1, 2]) < deque([1, 3]), deque([1]) < deque([1, 0]), deque('ab') >= deque('ab'), deque() == [], deque([1]) != deque([1]))
it = iter(d)
next(it)
d.append(1)
try:
    next(it)
except RuntimeError as e:
    print(e)
d = deque([1]); d.append(d); print(d)
d.clear(); print(d, bool(d))
class D(deque):
    pass
x = D([1, 2], 3); x.attr = 1
print(x, x.copy(), type(x.copy()).__name__, x + x)
d = deque()
for i in range(100000):
    d.append(i)
    if i % 3 == 0:
        d.popleft()
print(len(d), d[0], d[-1], sum(d))
q = deque(range(1000)); 
for i in range(100): q.rotate(7)
print(list(q)[:5], q.count(3), 500 in q)
z = deque('ab', 0); z.append(1); z.appendleft(1); z.extend([1]); print(z)
