import sys


def recurse(n=0):
    return recurse(n + 1)


for i in range(3):
    try:
        recurse()
    except RecursionError as error:
        print(i, type(error).__name__)


def mutual_a():
    mutual_b()


def mutual_b():
    mutual_a()


try:
    mutual_a()
except RecursionError:
    print("mutual")


class Eq:
    def __eq__(self, other):
        return self == other


try:
    Eq() == Eq()
except RecursionError:
    print("eq")
x = []
for _ in range(100000):
    x = [x]
try:
    repr(x)
    print("deep repr worked")
except RecursionError:
    print("deep repr")
y = []
for _ in range(100000):
    y = [y]
try:
    x == y
    print("deep compare worked")
except RecursionError:
    print("deep compare")
del x, y
print("deep lists released")
t = ()
for _ in range(100000):
    t = (t,)
del t
try:
    "a" * (10 ** 18)
except (MemoryError, OverflowError) as error:
    print(type(error).__name__)
try:
    [0] * (10 ** 18)
except (MemoryError, OverflowError) as error:
    print(type(error).__name__)
try:
    bytearray(10 ** 18)
except (MemoryError, OverflowError) as error:
    print(type(error).__name__)


def in_generator():
    yield from in_generator()


try:
    list(in_generator())
except RecursionError:
    print("generator")
sorted_calls = []


def key(v):
    sorted_calls.append(v)
    return sorted([v], key=key)


try:
    sorted([1], key=key)
except RecursionError:
    print("sorted")


class Get:
    def __getitem__(self, i):
        return self[i]


try:
    Get()[0]
except RecursionError:
    print("getitem")
print(sys.getrecursionlimit() >= 1000)
