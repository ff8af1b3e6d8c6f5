SNIPPETS = r"""
def show(f):
    try: f()
    except Exception as e: print(type(e).__name__, e)
show(lambda: undefined_name)
show(lambda: [].x)
show(lambda: (1).foo)
show(lambda: None.foo)
show(lambda: int.foo)

def show(f):
    try: f()
    except Exception as e: print(type(e).__name__, e)
show(lambda: 1 + "a")
show(lambda: "a" + 1)
show(lambda: [] + ())
show(lambda: -"a")
show(lambda: 1 < "a")
show(lambda: None + None)

def show(f):
    try: f()
    except Exception as e: print(type(e).__name__, e)
show(lambda: 5())
show(lambda: 5[0])
show(lambda: len(5))
show(lambda: iter(5))
show(lambda: next(5))
show(lambda: abs("a"))

def show(f):
    try: f()
    except Exception as e: print(type(e).__name__, e)
show(lambda: [][0])
show(lambda: ()[0])
show(lambda: ""[0])
show(lambda: {}["k"])
show(lambda: [].pop())
show(lambda: [1][1.5])

def show(f):
    try: f()
    except Exception as e: print(type(e).__name__, e)
show(lambda: int("x"))
show(lambda: float("x"))
show(lambda: int("1", 99))
show(lambda: chr(-1))
show(lambda: bytes([256]))
show(lambda: "a".index("b"))

def show(f):
    try: f()
    except Exception as e: print(type(e).__name__, e)
def g(a, b=1, *, c): pass
show(lambda: g())
show(lambda: g(1))
show(lambda: g(1, 2, 3, c=1))
show(lambda: g(1, c=1, zzz=2))
show(lambda: g(1, a=1, c=1))

def show(f):
    try: f()
    except Exception as e: print(type(e).__name__, e)
class C:
    __slots__ = ()
    def m(self): pass
show(lambda: C().x)
show(lambda: C.x)
show(lambda: C(1))
show(lambda: C().m(1))
show(lambda: C.m())

def f():
    a, b = 1, 2
    a, b = [1]
try: f()
except ValueError as e: print(e)

def f():
    a, b = 5
try: f()
except TypeError as e: print(e)

try: assert False, "why"
except AssertionError as e: print(repr(e))

try: raise ValueError
except ValueError as e: print(repr(e), str(e) == "", e.args)

try: exec("x = 1\ny = = 2")
except SyntaxError as e: print(e.lineno, type(e).__name__)

def f(): x += 1
try: f()
except UnboundLocalError as e: print(e)

try: import no_such_thing
except ModuleNotFoundError as e: print(e, e.name)

try: from math import no_such_thing
except ImportError as e: print(type(e).__name__, e.name)

try: {}.pop("k")
except KeyError as e: print(e, e.args)

try: raise KeyError("quoted", 2)
except KeyError as e: print(e)

def g(): yield; yield
i = g()
try: i.send(1)
except TypeError as e: print(e)

try: "%d" % "x"
except TypeError as e: print(e)

try: "{}".format()
except IndexError as e: print(e)

try: ",".join([1])
except TypeError as e: print(e)

try: sorted([1, "a"])
except TypeError as e: print(e)

try: raise 5
except TypeError as e: print(e)
"""

for number, snippet in enumerate(SNIPPETS.strip().split("\n\n"), 1):
    print("--", number, snippet.splitlines()[0])
    try:
        exec(snippet, {"__name__": "snippet"})
    except Exception as error:
        print("!!", type(error).__name__)
