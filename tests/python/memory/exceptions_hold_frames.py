import sys


class D:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


def fails(n):
    d = D(n)
    raise ValueError(n)


try:
    fails("one")
except ValueError as e:
    saved = e
print("saved keeps the frame")
saved.__traceback__ = None
print("traceback dropped")
del saved
try:
    fails("two")
except ValueError:
    print("in handler")
print("after handler")
try:
    try:
        fails("inner")
    except ValueError as e:
        raise KeyError from e
except KeyError as k:
    cause = k.__cause__
    print("cause", cause)
print("cause still held")
del cause
print("released")


def cleanup():
    d = D("cleanup local")
    try:
        raise TypeError
    except TypeError:
        return "from handler"


print(cleanup())


def loop():
    for i in range(2):
        try:
            d = D(f"loop {i}")
            raise ValueError
        except ValueError:
            continue


loop()
try:
    fails("with_traceback")
except ValueError as e:
    e.__traceback__.tb_frame.clear if False else None
    frames = []
    tb = e.__traceback__
    while tb:
        frames.append(tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    print(frames)
    del tb
print(sys.exc_info())
