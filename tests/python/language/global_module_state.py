import sys

this = sys.modules[__name__]
this.injected = 5
print(injected, this.__name__, "injected" in globals())
globals()["dynamic"] = [1]
dynamic.append(2)
print(dynamic, this.dynamic)
del this.dynamic
try:
    dynamic
except NameError as error:
    print(error)


def setter():
    global made
    made = "made"
    globals().update(other=1)


setter()
print(made, other)
print(sorted(k for k in vars(this) if not k.startswith("_")))


def uses_later():
    return later()


def later():
    return "defined after use"


print(uses_later())
later = lambda: "replaced"
print(uses_later())
x = 1


def read():
    return x


x = 2
print(read())
exec("x = 3")
print(read())
code = compile("x += 1\ny = x * 2", "<mod>", "exec")
exec(code)
print(x, y)
exec(code, globals())
print(x, y)
space = {}
exec("a = 1\ndef f():\n    global b\n    b = a + 1\nf()", space)
print(space["a"], space["b"])
loc = {}
exec("c = 1\ndef g(): return c\n", space, loc)
print(loc["c"], "c" in space)
try:
    loc["g"]()
except NameError as error:
    print(error)
print(eval("x", {"x": "given"}), eval("x"), eval("locals() is globals()"), eval("[n for n in (x, y)]"))
if x > 0:
    branch = "set"
else:
    never = 1
print(branch, "never" in globals())
for loop_var in range(3):
    inner_var = loop_var
print(loop_var, inner_var)
try:
    raise ValueError
except ValueError as caught:
    kept = caught
print("caught" in globals(), type(kept).__name__)
with open(__file__) as fh:
    first = fh.readline().strip()
print(first, fh.closed)
import os as operating, sys as system
print(operating is os if "os" in globals() else "os not bound", system is sys)
del operating
print("operating" in globals(), __name__ == "__main__")
