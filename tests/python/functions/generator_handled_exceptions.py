"""What a generator handles stays its own across suspension, whatever its resumer handles."""
import sys


def keeper():
    try:
        print(sys.exc_info()[0])
        yield
    except Exception as exc:
        print(sys.exc_info()[0], exc.__context__)
        yield
        print(sys.exc_info()[0])
        yield
        raise


g = keeper()
next(g)
try:
    raise ValueError("same")
except ValueError as exc:
    try:
        g.throw(exc)
    except Exception:
        pass
print(sys.exc_info()[0])
next(g)
try:
    next(g)
except ValueError as e:
    print("again", e)


def nested():
    try:
        raise KeyError("outer")
    except KeyError:
        try:
            raise IndexError("inner")
        except IndexError:
            yield sys.exc_info()[0]
        yield sys.exc_info()[0]
    yield sys.exc_info()[0]


for kind in nested():
    print(kind, sys.exc_info()[0])
try:
    raise OSError
except OSError:
    for kind in nested():
        print(kind, sys.exc_info()[0])


def names(frame):
    found = []
    while frame and not frame.f_code.co_name.startswith("<"):
        found.append(frame.f_code.co_name)
        frame = frame.f_back
    return found


def inner():
    try:
        yield
    except RuntimeError:
        print(names(sys._getframe()))
    yield "after"


def outer():
    yield from inner()
    print(names(sys._getframe()))


g = outer()
next(g)
print(g.throw(RuntimeError))
print(list(g))


def fresh():
    yield


g = fresh()
try:
    1 / 0
except ZeroDivisionError as v:
    try:
        g.throw(v)
    except ZeroDivisionError as w:
        tb = w.__traceback__
        levels = []
        while tb:
            levels.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
            tb = tb.tb_next
        print(levels)
print(list(g))


class Bad(Exception):
    def __new__(cls, *args):
        return cls


def catcher():
    try:
        yield
    except TypeError as e:
        print("inside:", "should have returned an instance of BaseException" in str(e))


g = catcher()
next(g)
try:
    g.throw(Bad)
except StopIteration:
    print("stopped")


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        return False


def after_with():
    with Manager():
        1 / 0
        pass


try:
    after_with()
except ZeroDivisionError as e:
    frame = e.__traceback__.tb_next.tb_frame
    print(frame.f_lineno - frame.f_code.co_firstlineno)
