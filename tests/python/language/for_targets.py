for a, b in [(1, 2), (3, 4)]:
    print(a, b)
for a, (b, c), *d in [(1, (2, 3), 4, 5), (6, "xy")]:
    print(a, b, c, d)
data = {}
for data["k"] in range(3):
    pass
print(data)


class Box:
    pass


box = Box()
for box.value in "xyz":
    pass
print(box.value)
items = [0, 0, 0]
for items[1] in (7, 8):
    print(items)
for i in range(3):
    i += 10
    print(i, end=" ")
print("after", i)
for i in []:
    pass
print("still", i)
numbers = [1, 2, 3]
for n in numbers:
    if n < 6:
        numbers.append(n * 2)
print(numbers)
for [x, y] in zip("ab", "cd"):
    print(x + y)
for (z) in (1,):
    print(z)
for x, in [(1,), (2,)]:
    print(x)
for i, (k, v) in enumerate({"a": 1, "b": 2}.items(), start=5):
    print(i, k, v)
