x = 1
del x
try:
    x
except NameError as error:
    print(error)
a, b, c = 1, 2, 3
del a, (b, [c])
for name in "abc":
    print(name in globals(), end=" ")
print()
lst = list(range(10))
del lst[0], lst[-1]
print(lst)
del lst[1:3], lst[::2]
print(lst)
del lst[:]
print(lst)
d = {"a": 1, "b": 2}
del d["a"]
print(d)
try:
    del d["zz"]
except KeyError as error:
    print("KeyError", error)
try:
    del [1, 2][5]
except IndexError as error:
    print(error)


class Thing:
    shared = 1

    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)

    def __delitem__(self, key):
        print("delitem", key)


t = Thing()
t.x = 1
del t.x
try:
    del t.x
except AttributeError:
    print("gone")
del t[1], t["k":2], t[1, 2], t[...]


def f():
    y = 1
    del y
    try:
        return y
    except UnboundLocalError as error:
        return error
    

print(f())


def g():
    v = 1

    def inner():
        return v

    del v
    try:
        inner()
    except NameError as error:
        print(error)


g()
try:
    del undefined
except NameError as error:
    print(error)
del Thing.shared
print(hasattr(Thing, "shared"))
