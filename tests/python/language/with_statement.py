class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()

    def __exit__(self, kind, value, tb):
        print("exit", self.name, kind.__name__ if kind else None, value, tb is not None)
        return self.swallow


with Manager("a") as got:
    print("body", got)
with Manager("a"), Manager("b") as b:
    print("both", b)
with (Manager("p") as p, Manager("q") as q):
    print(p, q)
with Manager("swallows", True):
    raise ValueError("lost")
print("after")
try:
    with Manager("passes"):
        raise ValueError("kept")
except ValueError as error:
    print("caught", error)
try:
    with Manager("outer", True), Manager("inner"):
        raise KeyError("k")
finally:
    print("done")


def returns():
    with Manager("r"):
        return "returned"


print(returns())
for i in range(3):
    with Manager(f"loop{i}"):
        if i == 0:
            continue
        break


class NoExit:
    def __enter__(self):
        print("unreached?")


for bad in (object(), NoExit()):
    try:
        with bad:
            print("body")
    except (TypeError, AttributeError) as error:
        print(type(error).__name__)


class FailsOnEnter(Manager):
    def __enter__(self):
        raise RuntimeError("enter failed")


try:
    with Manager("first"), FailsOnEnter("second"):
        print("never")
except RuntimeError as error:
    print(error)


class Replaces(Manager):
    def __exit__(self, *args):
        raise OSError("from exit")


try:
    with Replaces("x"):
        raise ValueError("original")
except OSError as error:
    print(error, "context:", repr(error.__context__))
with Manager("t") as (x, *y):
    print(x, y)
