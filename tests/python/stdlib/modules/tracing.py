# sys.settrace and sys.setprofile: calls, lines, returns, exceptions.
import sys

log = []


def tracer(frame, event, arg):
    if frame.f_code.co_filename != __file__:
        return None
    if event == "exception":
        arg = arg[0].__name__
    elif event == "return" and callable(arg):
        arg = "a function"
    log.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno, arg))
    return tracer


def run(function, *args):
    log.clear()
    sys.settrace(tracer)
    try:
        function(*args)
    except ValueError as error:
        pass
    finally:
        sys.settrace(None)
    for entry in log:
        print(*entry)
    print("--")


def choose(x):
    y = x + 1
    if y > 2:
        y = 5
    else:
        y = 6
    return y


def total(n):
    t = 0
    for i in range(n):
        t += i
    return t


def countdown(n):
    while n:
        n -= 1
    return n


def calls(n):
    a = choose(n)
    b = choose(n + 5)
    return a + b


def fails():
    def inner():
        raise ValueError("v")

    inner()


def numbers():
    yield 1
    yield 2


def uses_generator():
    for x in numbers():
        y = x
    return list(numbers())


class A:
    def __init__(self):
        self.x = 1

    def m(self):
        return self.x


def instances():
    a = A()
    return a.m()


def implicit(flag):
    if flag:
        x = 1


run(choose, 1)
run(choose, 5)
run(total, 2)
run(countdown, 2)
run(calls, 1)
run(fails)
run(uses_generator)
run(instances)
run(implicit, 0)
run(implicit, 1)


def key(v):
    return -v


run(lambda: sorted([2, 1, 3], key=key))

events = []


def profiler(frame, event, arg):
    if event in ("call", "return") and frame.f_code.co_filename == __file__:
        events.append((frame.f_code.co_name, event, arg))


sys.setprofile(profiler)
calls(1)
sys.setprofile(None)
print(events)
print(sys.gettrace(), sys.getprofile())


def breaks(frame, event, arg):
    raise RuntimeError("the tracer failed")


sys.settrace(breaks)
try:
    choose(1)
except RuntimeError as error:
    print(error)
print(sys.gettrace())


# Only the outermost calls: the function says so by returning None.
def outer_only(frame, event, arg):
    log.append((frame.f_code.co_name, event))


log.clear()
sys.settrace(outer_only)
calls(2)
sys.settrace(None)
print(log)


# The local trace function may be another one, and is set by hand, too.
def local(frame, event, arg):
    log.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
    return local


def late(n):
    sys.settrace(lambda *args: None)
    sys._getframe().f_trace = local
    n += 1
    sys.settrace(None)
    return n


log.clear()
late(1)
print(log)
