import _pkg
import _pkg.sub
import _pkg.sub.leaf as leaf
from _pkg import alpha, beta as b
from _pkg.sub import leaf as same
from _pkg.sub.leaf import VALUE, func

print(_pkg.NAME, _pkg.__name__, _pkg.__package__, _pkg.sub.__name__, _pkg.sub.__package__)
print(leaf is same, leaf.__name__, VALUE, func())
print(alpha.A, b.B, _pkg.alpha is alpha)
print(hasattr(_pkg, "__path__"), hasattr(leaf, "__path__"), hasattr(_pkg, "__file__"))
import sys
print(sorted(n for n in sys.modules if n.startswith("_pkg")))
print(_pkg.sub.relative())
from _pkg.star import *
print(public, sorted(n for n in globals() if n in ("public", "_private", "hidden", "listed")))
try:
    import _pkg.missing
except ModuleNotFoundError as error:
    print(error, error.name)
try:
    from _pkg import missing
except ImportError as error:
    print(type(error).__name__, error.name)
try:
    import _pkg.alpha.deeper
except ModuleNotFoundError as error:
    print(error)
import importlib
print(importlib.import_module("_pkg.alpha") is alpha, importlib.import_module(".beta", "_pkg") is b)
print(__import__("_pkg.sub.leaf") is _pkg, __import__("_pkg.sub", fromlist=["leaf"]) is _pkg.sub)
