"""Weak references and callbacks at the limit."""
import weakref


class Target:
    pass


target = Target()
called = []
refs = []
try:
    while True:
        refs.append(weakref.ref(target, lambda r: called.append(1)))
except MemoryError:
    print("MemoryError")
del refs[1000:]
target = None
print(len(called))
values = weakref.WeakValueDictionary()
for i in range(20_000):
    values[i] = t = Target()
print(len(values))
refs = None
print("works on", weakref.ref(Target)() is Target)
