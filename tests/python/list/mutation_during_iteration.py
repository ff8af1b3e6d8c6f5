a = [1, 2, 3, 4, 5, 6]
for x in a:
    if x % 2 == 0:
        a.remove(x)
print(a)
a = [1, 2, 3]
for x in a:
    if len(a) < 10:
        a.append(x * 10)
print(a)
a = [1, 2, 3]
for i, x in enumerate(a):
    a[i] = x * x
print(a)
a = list(range(5))
for x in a[:]:
    a.remove(x)
print(a)
a = [1, 2, 3]
for x in reversed(a):
    a.append(x)
print(a)
a = [1, 2, 3, 4]
it = iter(a)
print(next(it))
del a[0]
print(list(it))
a = [1, 2]
it = iter(a)
list(it)
a.append(3)
print(list(it))
a = [0, 1, 2]
print([a.pop() for _ in a], a)


class Evil:
    def __init__(self, target):
        self.target = target

    def __eq__(self, other):
        self.target.clear()
        return False


target = []
target.extend([Evil(target), 1, 2])
print(5 in target, target)
target.extend([Evil(target), 1, 2])
print(target.count(7))
other = [Evil(target)]
target[:] = [1, 2, 3]
print(target == other, target)
a = [3, 1, 2]
a[:] = (x for x in a)
print(a)
a.extend(a[1:])
print(a)
a = []
a.append(a)
print(a, len(a), a[0] is a, a == a)
b = [1, 2, 3]
b[1:2] = b
print(b)
for i in range(len(b)):
    if i < len(b) and b[i] == 2:
        del b[i]
print(b)
