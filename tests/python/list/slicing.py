a = list(range(10))
print(a[2:5], a[:3], a[7:], a[:], a[::2], a[1::3], a[::-1], a[8:2:-2], a[-3:], a[:-7], a[5:2], a[100:], a[-100:3])
print(a[3:3], a[10::-1], a[-1:-11:-1], a[2:-2:3], a[::-3], a[None:None:None], a[True:4])
b = a[:]
b[2:5] = ["x"]; print(b)
b[0:0] = [7, 8]; print(b)
b[len(b):] = "yz"; print(b)
b[1:3] = []; print(b)
b[::2] = range(len(b[::2])); print(b)
b[::-1] = list(b); print(b)
b[-2:] = b; print(b)
c = list(range(6))
for text in ("c[::2] = [1]", "c[0:2] = 5", "c[::0]", "c[1:2:0] = []", "c['a':]", "c[1.0:]", "c[::2] = 'abcd'"):
    try:
        exec(text)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
del c[1:3]; print(c)
del c[::2]; print(c)
c = list(range(10))
del c[::-3]; print(c)
del c[100:]; del c[:0]; print(c)
c[5:2] = ["ins"]; print(c)
c[2:2] = (i for i in "gen"); print(c)
c[:] = c[::-1]; print(c)
c[:] = []; print(c)


class Idx:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


print(a[Idx(2)], a[Idx(1):Idx(4)], a[True], a[-1])
big = 10 ** 30
print(a[:big], a[-big:2], a[::big], a[big:], a[::-big])
try:
    a[big]
except IndexError as error:
    print(error)
s = slice(1, 5, 2)
print(a[s], s.indices(4), s.start, s.stop, s.step, slice(None, None, -1).indices(3), slice(-5, 10).indices(3))
print(s == slice(1, 5, 2), repr(slice(3)), s != slice(1), slice(1, 2) < slice(1, 3))
x = [1, 2, 3]
y = x[:]
y[0] = 9
print(x, y)
shared = [[1], [2]]
copy = shared[:]
copy[0].append("seen")
print(shared)
x[0], x[-1] = x[-1], x[0]
print(x)
x[1:1] = x
print(x)
