import math, sys as system
import os.path
from math import pi as PI, floor
import collections.abc as cabc

print(PI == math.pi, floor(2.7), system.__name__, os.path.join("a", "b"), cabc.__name__)
try:
    import no_such_module
except ImportError as error:
    print(type(error).__name__, error, error.name)
try:
    from math import no_such_name
except ImportError as error:
    print(type(error).__name__, error.name)


def local():
    import string
    from string import digits
    return digits, "string" in globals(), string.__name__


print(local())


class C:
    import math as m
    e = m.e


print(round(C.e, 3), C.m is math)
print(__name__, __doc__, "__builtins__" in globals(), __spec__)
print(type(math).__name__, math.__name__, "math" in system.modules)
from math import *
print(sqrt(16), "sqrt" in globals(), "_private" in globals())
mod = __import__("os.path")
print(mod.__name__)
import importlib
print(importlib.import_module("os.path").__name__ in ("posixpath",))
