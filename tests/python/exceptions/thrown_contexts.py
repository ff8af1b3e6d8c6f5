"""The context of an exception that is thrown into a generator, and of those that come of it."""
from contextlib import ExitStack, contextmanager


def chain(e):
    out = []
    while e:
        out.append(str(e))
        e = e.__context__
    return out


@contextmanager
def replacing(exc):
    try:
        yield
    finally:
        raise exc


first, second, third, fourth = [Exception(i) for i in (1, 2, 3, 4)]
try:
    with ExitStack() as stack:
        stack.enter_context(replacing(fourth))
        stack.enter_context(replacing(third))
        stack.enter_context(replacing(second))
        raise first
except Exception as e:
    print(chain(e))


def catcher():
    try:
        yield
    except Exception as e:
        print(chain(e))
        yield


g = catcher()
next(g)
try:
    raise ValueError("handled outside")
except ValueError:
    g.throw(KeyError("thrown"))


def handling():
    try:
        raise IndexError("inside")
    except IndexError:
        try:
            yield
        except KeyError as e:
            print(chain(e))
        yield


g = handling()
next(g)
g.throw(KeyError("thrown"))


class NoClose:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def throw(self, *args):
        print("throw", len(args))
        return 2


def delegating():
    yield from NoClose()


g = delegating()
print(next(g), g.throw(ValueError))
g.close()


class Close(NoClose):
    def close(self):
        print("running", g.gi_running)


def delegating():
    yield from Close()


g = delegating()
next(g)
g.close()
try:
    try:
        raise OSError("x")
    except* ExceptionGroup:
        pass
except TypeError as e:
    print(e)
