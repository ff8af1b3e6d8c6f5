a = [1, 2]
b = (3, 4)
print([*a, *b], (*a, *b), {*a, *b} == {1, 2, 3, 4})
print(*a, *b, 5)
t = *a, 5
print(t)


def f(*args, **kwargs):
    return args, kwargs


print(f(*a, *b, x=1, **{"y": 2}, **{"z": 3}))
print(f(*"ab", *range(2), *{"k": 1}))
print({**{}, **{"a": 1}}, {"x": 0, **{"x": 1}}, {**{"x": 1}, "x": 0})
try:
    f(**{"x": 1}, **{"x": 2})
except TypeError as error:
    print(str(error).split(".")[-1])
try:
    f(*5)
except TypeError as error:
    print(type(error).__name__)
try:
    f(**5)
except TypeError as error:
    print(type(error).__name__)
try:
    f(**{1: 2})
except TypeError as error:
    print(error)
try:
    [*5]
except TypeError as error:
    print(type(error).__name__)


class Mapping:
    def keys(self):
        return ["p", "q"]

    def __getitem__(self, key):
        return key * 2


print(f(**Mapping()), {**Mapping()})


def g():
    return *a, *b


print(g())


def gen():
    yield *a, 9


print(list(gen()))
for x in *a, *b:
    print(x, end=" ")
print()
print(max(*a, *b), [*map(str, a)], (*(),), [*""])
lst = [0]
lst[0], *lst[1:] = 5, 6, 7
print(lst)
