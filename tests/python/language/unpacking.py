a, b = 1, 2
a, b = b, a
print(a, b)
first, *rest = "hello"
print(first, rest)
*init, last = range(4)
print(init, last)
head, *middle, tail = [1, 2]
print(head, middle, tail)
(a, [b, (c, *d)]), e = (1, [2, (3, 4, 5)]), 6
print(a, b, c, d, e)
x = y = z = []
x.append(1)
print(y, z is x)
i, lst = 1, [0, 0, 0]
i, lst[i] = 2, 9
print(i, lst)
i = 0
i, lst[i] = 1, 5
print(lst)
print([*range(3), *"ab"], (*[1], 2), {*[1, 2], 3} == {1, 2, 3}, {**{"a": 1}, "b": 2, **{"a": 3}})


def trial(text, value):
    try:
        exec(text, {"v": value})
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)


trial("a, b = v", [1])
trial("a, b, *c = v", [1])
trial("a, b = v", 5)
trial("a, = v", "")
trial("*a, b, c, d = v", (1, 2))
try:
    a, b = [1, 2, 3]
except ValueError:
    print("too many")
d = {"one": 1, "two": 2}
k1, k2 = d
print(k1, k2)
[p, q] = {5: 1, 6: 2}.values()
print(p, q)
g = (n * n for n in range(5))
s, t, *u = g
print(s, t, u)
