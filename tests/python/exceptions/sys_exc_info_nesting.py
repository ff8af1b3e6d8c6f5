import sys


def now():
    e = sys.exc_info()[1]
    return repr(e)


print(now())
try:
    raise ValueError("outer")
except ValueError:
    print(now())
    try:
        raise KeyError("inner")
    except KeyError:
        print(now())
    print(now())

    def f():
        return now()

    print(f())
    try:
        try:
            raise TypeError("third")
        finally:
            print("finally", now())
    except TypeError:
        print(now())
    print(now())
    for i in range(2):
        try:
            raise IndexError(i)
        except IndexError:
            print(now())
            continue
    print(now(), [now() for _ in range(1)])
    with __import__("contextlib").suppress(OSError):
        raise OSError
    print(now())

    def g():
        yield now()
        try:
            raise RuntimeError("in gen")
        except RuntimeError:
            yield now()
        yield now()

    gen = g()
    print(next(gen), next(gen), now(), next(gen))
print(now())


def nested_raise():
    try:
        raise ValueError(1)
    except ValueError:
        try:
            raise KeyError(2)
        except KeyError:
            raise IndexError(3)


try:
    nested_raise()
except IndexError as e:
    print(repr(e), repr(e.__context__), repr(e.__context__.__context__), e.__context__.__context__.__context__)


def bare_reraise():
    raise


try:
    try:
        raise ValueError("for bare raise")
    except ValueError:
        bare_reraise()
except ValueError as e:
    print("reraised in callee", e)
try:
    bare_reraise()
except RuntimeError as e:
    print(e)


class Ctx:
    def __exit__(self, *exc):
        print("exit sees", now(), repr(exc[1]))
        return True

    def __enter__(self):
        print("enter sees", now())


try:
    raise ValueError("ctx")
except ValueError:
    with Ctx():
        raise KeyError("in with")
    print(now())
print(now())
