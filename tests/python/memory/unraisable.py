import gc
import sys

log = []
sys.unraisablehook = lambda u: log.append((u.exc_type.__name__, str(u.exc_value), u.err_msg is None or isinstance(u.err_msg, str), u.object is not None))


class Bad:
    def __del__(self):
        raise ValueError("in del")


Bad()
print(log)
log.clear()
b = Bad()
b.me = b
del b
gc.collect()
print(log)
log.clear()


def gen():
    try:
        yield 1
    finally:
        raise KeyError("in generator close")


g = gen()
next(g)
del g
print(log)
log.clear()


class Exits:
    def __del__(self):
        raise SystemExit(3)


Exits()
print(log[0][0])
log.clear()
try:
    Bad()
    raise TypeError("ours")
except TypeError as error:
    print(error, error.__context__)
print(len(log))


class Nested:
    def __del__(self):
        try:
            raise ValueError("caught inside")
        except ValueError as e:
            log.append("handled " + str(e))


log.clear()
Nested()
print(log)


class InExcept:
    def __del__(self):
        log.append(sys.exc_info()[0])


log.clear()
try:
    raise ValueError
except ValueError:
    x = InExcept()
    del x
print(log)


def raising_hook(u):
    raise RuntimeError("hook itself")


print(sys.unraisablehook is not sys.__unraisablehook__)
sys.unraisablehook = sys.__unraisablehook__
