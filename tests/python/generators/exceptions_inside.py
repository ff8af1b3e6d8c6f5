def g():
    try:
        yield 1
        raise ValueError("inside")
    except ValueError as error:
        print("handled", error)
        yield 2
    else:
        print("never")
    finally:
        print("finally")
        yield 3
    yield 4


print(list(g()))


def context():
    try:
        raise KeyError("in generator")
    except KeyError:
        yield 1
        try:
            raise
        except KeyError as e:
            print("reraised", e)
    yield 2


c = context()
next(c)
try:
    raise OSError("outside")
except OSError:
    print(next(c))
import sys


def exc_info():
    yield sys.exc_info()[0]
    try:
        raise TypeError
    except TypeError:
        yield sys.exc_info()[0].__name__
    yield sys.exc_info()[0]


e = exc_info()
print(next(e), next(e), next(e))
try:
    raise OSError
except OSError:
    e = exc_info()
    print(next(e).__name__, next(e), next(e).__name__)


def raises():
    yield 1
    1 / 0


r = raises()
next(r)
try:
    next(r)
except ZeroDivisionError as error:
    print(error, [f.name for f in __import__("traceback").extract_tb(error.__traceback__)])
print(next(r, "exhausted after exception"))


def chained():
    try:
        yield
    except Exception as e:
        raise RuntimeError("wrapped") from e


ch = chained()
next(ch)
try:
    ch.throw(ValueError("cause"))
except RuntimeError as error:
    print(error, repr(error.__cause__))


def loop():
    for i in range(5):
        try:
            if i == 2:
                continue
            if i == 4:
                break
            yield i
        finally:
            print("f", i)


print(list(loop()))


def ret_in_finally():
    try:
        yield 1
    finally:
        yield "last"


print(list(ret_in_finally()))
