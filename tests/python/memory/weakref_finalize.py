import gc
import weakref


class C:
    def method(self):
        return "method"


def note(*args, **kw):
    print("finalized", args, kw)
    return "result"


c = C()
f = weakref.finalize(c, note, 1, k=2)
print(f.alive, f.peek()[2:], f.atexit)
del c
print(f.alive, f.peek(), f(), f.detach())
c = C()
f = weakref.finalize(c, note, "called")
print(f(), f(), f.alive)
del c
c = C()
f = weakref.finalize(c, note, "detached")
obj, func, args, kw = f.detach()
print(obj is c, func is note, args, kw, f.alive)
del c, obj
c = C()
weakref.finalize(c, note, "one")
weakref.finalize(c, note, "two")
del c
m = weakref.WeakMethod(C().method)
print(m())
c = C()
m = weakref.WeakMethod(c.method)
print(m()(), m() == c.method)
del c
print(m())
gc.disable()
x = C()
x.me = x
f = weakref.finalize(x, note, "cycle")
del x
print("before", f.alive)
gc.collect()
print("after", f.alive)
c = C()
f = weakref.finalize(c, note, "at exit")
f2 = weakref.finalize(c, note, "not at exit")
f2.atexit = False
print("end of program")
