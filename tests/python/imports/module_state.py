import sys
import _counter

print(_counter.count, _counter.bump(), _counter.count)
import _counter as again
print(again is _counter, again.count)
from _counter import count
_counter.bump()
print(count, _counter.count)
_counter.count = 100
print(_counter.bump())
del sys.modules["_counter"]
import _counter as fresh
print(fresh is again, fresh.count, again.count)
sys.modules["made_up"] = type(sys)("made_up", "doc")
import made_up
print(made_up.__name__, made_up.__doc__, made_up)
made_up.x = 5
from made_up import x
print(x)
sys.modules["blocked"] = None
try:
    import blocked
except ModuleNotFoundError as error:
    print(type(error).__name__)
print(type(_counter := fresh).__name__, fresh.__dict__["count"], "bump" in dir(fresh), vars(fresh) is fresh.__dict__)
import importlib
importlib.reload(fresh)
print(fresh.count)
try:
    fresh.nothing
except AttributeError as error:
    print(error)
try:
    import _broken
except ZeroDivisionError as error:
    print("import raised", error, "_broken" in sys.modules)
try:
    import _syntax
except SyntaxError as error:
    print("syntax error", error.lineno, "_syntax" in sys.modules)
import _lazy
print(_lazy.computed, _lazy.__dir__() if hasattr(_lazy, "__dir__") and False else sorted(dir(_lazy)))
try:
    _lazy.other
except AttributeError as error:
    print(error)
