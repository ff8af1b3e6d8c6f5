import contextlib
from contextlib import ExitStack, closing, contextmanager, nullcontext, redirect_stdout, suppress


@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as error:
        print("swallowed", error)
    finally:
        print(f"</{name}>")


with tag("a") as t, tag("b"):
    print("inside", t)
with tag("v"):
    raise ValueError("x")
try:
    with tag("k"):
        raise KeyError("y")
except KeyError:
    print("key error passed")


@contextmanager
def bad():
    if False:
        yield


try:
    with bad():
        pass
except RuntimeError as error:
    print(error)


@contextmanager
def twice():
    yield 1
    yield 2


try:
    with twice():
        pass
except RuntimeError as error:
    print(error)


@tag("deco")
def f():
    print("decorated")


f()
f()
with suppress(KeyError, IndexError):
    {}["x"]
print("suppressed")


class C:
    def close(self):
        print("closed")


with closing(C()):
    print("using")
with nullcontext(5) as n:
    print(n)
import io
out = io.StringIO()
with redirect_stdout(out):
    print("captured")
print(repr(out.getvalue()))
with ExitStack() as stack:
    for name in ("x", "y"):
        stack.enter_context(tag(name))
    stack.callback(print, "callback", 1)
    stack.push(lambda *exc: print("pushed", exc[0]))
    print("in stack")
with ExitStack() as stack:
    stack.enter_context(tag("moved"))
    keep = stack.pop_all()
print("not closed yet")
keep.close()


class Own(contextlib.ContextDecorator):
    def __enter__(self):
        print("own in")
        return self

    def __exit__(self, *exc):
        print("own out")
        return False


@Own()
def g():
    print("g")


g()
try:
    with ExitStack() as s:
        s.callback(lambda: 1 / 0)
        raise ValueError("first")
except ZeroDivisionError as error:
    print(repr(error.__context__))
print(isinstance(Own(), contextlib.AbstractContextManager))
