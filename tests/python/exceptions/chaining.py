try:
    try:
        1 / 0
    except ZeroDivisionError as z:
        raise ValueError("second") from z
except ValueError as error:
    print(repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
try:
    try:
        {}["k"]
    except KeyError:
        raise TypeError("implicit")
except TypeError as error:
    print(repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
try:
    try:
        raise KeyError("hidden")
    except KeyError:
        raise TypeError("none") from None
except TypeError as error:
    print(error.__cause__, repr(error.__context__), error.__suppress_context__)
try:
    raise ValueError("x") from KeyError
except ValueError as error:
    print(repr(error.__cause__))
for bad in ("raise ValueError from 5", "raise 5", "raise int", "raise None", "raise 'text'"):
    try:
        exec(bad)
    except TypeError as error:
        print(error)
try:
    raise
except RuntimeError as error:
    print(error)


def a():
    try:
        b()
    except ValueError as e:
        raise KeyError("from a")


def b():
    try:
        raise OSError("from b")
    except OSError:
        raise ValueError("also b")


try:
    a()
except KeyError as error:
    chain = []
    e = error
    while e:
        chain.append(repr(e))
        e = e.__context__
    print(chain)
try:
    try:
        raise ValueError("one")
    finally:
        raise KeyError("two")
except KeyError as error:
    print(repr(error.__context__))
e = ValueError("direct")
e.__cause__ = KeyError("set")
print(repr(e.__cause__), e.__suppress_context__)
e.__context__ = OSError("ctx")
print(repr(e.__context__))
try:
    e.__cause__ = 5
except TypeError as error:
    print(error)
try:
    try:
        raise ValueError("same")
    except ValueError as v:
        raise v
except ValueError as error:
    print(error.__context__)


def reraise():
    try:
        raise KeyError("original")
    except KeyError:
        try:
            raise OSError
        except OSError:
            pass
        raise


try:
    reraise()
except KeyError as error:
    print("reraised", error, error.__context__)
