len_ = len


def f():
    len = lambda x: "local len"
    return len([1])


print(f(), len([1]))
sum = 5
print(sum)
del sum
print(sum([1, 2]))
list = [3]
try:
    list("ab")
except TypeError as error:
    print(error)
del list
print(list("ab"))


class C:
    str = 5

    def m(self):
        return str(1), self.str


print(C().m())


def g(print):
    return print("x")


print(g(lambda s: s * 2))
import builtins
builtins.custom = "from builtins"
print(custom)
del builtins.custom
try:
    custom
except NameError as error:
    print(error)
old = builtins.abs
builtins.abs = lambda x: "patched"
print(abs(-1))
builtins.abs = old
print(abs(-1))
abs = lambda x: "module level"
print(abs(-1))
del abs
print(abs(-1))


def h():
    global max
    max = min
    return max(1, 2)


print(h(), max(1, 2))
del max
print(max(1, 2))
print([str for str in "ab"], str(5))
for int in range(2):
    pass
print(int)
del int
print(int("7"))
ns = {"__builtins__": {"print": print, "x": 1}}
exec("print(x)", ns)
try:
    exec("len([])", ns)
except NameError as error:
    print(error)
True_ = True
print(True_ and __debug__)
