def check(n):
    assert n > 0, f"{n} is not positive"
    return n


print(check(3))
try:
    check(-1)
except AssertionError as error:
    print(repr(error), error.args)
try:
    assert False
except AssertionError as error:
    print(repr(error), error.args)
try:
    assert [], (1, 2)
except AssertionError as error:
    print(error.args)
calls = []
assert True, calls.append("message built")
print(calls)


class Falsy(Exception):
    pass


try:
    assert None, Falsy("x")
except AssertionError as error:
    print(type(error.args[0]).__name__)
try:
    assert 1 == 2 and "x", "both" + " parts"
except AssertionError as error:
    print(error)
print(__debug__)
