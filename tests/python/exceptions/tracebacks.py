import sys
import traceback


def inner(x):
    return 1 / x


def middle(x):
    y = x
    return inner(y)


def outer():
    return middle(0)


try:
    outer()
except ZeroDivisionError as error:
    for frame in traceback.extract_tb(error.__traceback__):
        print(frame.name, frame.lineno, frame.line)
    last = traceback.format_exc().strip().split("\n")
    print(last[0], "|", last[-1])
    print(traceback.format_exception_only(error))
    tb = error.__traceback__
    names = []
    while tb:
        names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    print(names)
    print(sys.exc_info()[0] is ZeroDivisionError, sys.exc_info()[1] is error)
print(sys.exc_info())
try:
    try:
        raise KeyError("first")
    except KeyError as e:
        raise ValueError("second") from e
except ValueError:
    text = traceback.format_exc()
    print(text.count("Traceback (most recent call last):"), "direct cause" in text, text.strip().endswith("ValueError: second"))
try:
    try:
        raise KeyError("first")
    except KeyError:
        raise ValueError("second")
except ValueError:
    print("During handling of the above exception" in traceback.format_exc())
e = ValueError("no traceback")
print(traceback.format_exception(e))
e.add_note("a note")
print(traceback.format_exception(e))
print(traceback.format_exception_only(SyntaxError("bad", ("f.py", 2, 3, "x y\n")))[0])
print([f.name for f in traceback.extract_stack()][-1])


class Custom(Exception):
    def __str__(self):
        raise RuntimeError


print(traceback.format_exception_only(Custom()))
print(traceback.format_exception_only(type(None)(), None) if False else "ok")


def gen():
    yield 1
    raise OSError("in gen")


try:
    list(gen())
except OSError as error:
    print([f.name for f in traceback.extract_tb(error.__traceback__)])
try:
    exec(compile("x = 1\ny = x.nothing\n", "<made up>", "exec"))
except AttributeError as error:
    f = traceback.extract_tb(error.__traceback__)[-1]
    print(f.filename, f.lineno, f.name)
