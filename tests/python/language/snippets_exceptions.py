SNIPPETS = r"""
raise ValueError("x")

raise ValueError

raise 5

raise None

raise

try: 1 / 0
except ZeroDivisionError as e: print(e)

try: 1 / 0
except ArithmeticError: print("base")

try: 1 / 0
except (TypeError, ZeroDivisionError): print("tuple")

try: 1 / 0
except ValueError: print("no")

try: pass
except: print("no")
else: print("else")
finally: print("finally")

try:
    try: raise KeyError("k")
    finally: print("inner")
except KeyError as e: print("outer", e)

try: raise KeyError("a")
except KeyError as e:
    x = e
print(repr(x), "e" in globals())

try:
    raise ValueError("a") from KeyError("b")
except ValueError as e:
    print(repr(e.__cause__), e.__suppress_context__)

try:
    try: 1 / 0
    except: raise ValueError("second")
except ValueError as e:
    print(repr(e.__context__))

try:
    try: 1 / 0
    except: raise ValueError("second") from None
except ValueError as e:
    print(e.__cause__, e.__suppress_context__)

def f():
    try: return "try"
    finally: print("finally")
print(f())

try: raise ValueError
except ValueError:
    try: raise KeyError
    except KeyError: pass
    raise

class E(Exception): pass
try: raise E(1, 2)
except E as e: print(e.args, e)

class E(Exception):
    def __str__(self): return "custom"
try: raise E
except E as e: print(e, repr(e))

try: [][0]
except LookupError as e: print(type(e).__name__, e)

try: {}["k"]
except LookupError as e: print(type(e).__name__, e)

try: int("x")
except ValueError as e: print(e)

try: None.x
except AttributeError as e: print(e)

try: undefined
except NameError as e: print(e)

try: "a" + 1
except TypeError as e: print(e)

try: import nothing_at_all
except ImportError as e: print(e)

try: assert 0, "msg"
except AssertionError as e: print(e)

try: next(iter([]))
except StopIteration as e: print(e.value)

try: raise SystemExit(3)
except SystemExit as e: print(e.code)

try: exec("1 +")
except SyntaxError as e: print(type(e).__name__)

try: exec("if 1:\nx")
except IndentationError as e: print(type(e).__name__)

try: raise 1 / 0
except ZeroDivisionError: print("raise evaluates first")

try: raise ValueError("a")
except ValueError as e:
    e.add_note("n")
    print(e.__notes__)

try: pass
except 5: print("not evaluated")
print("fine")

try: 1 / 0
except 5: pass

e = ValueError("same")
try: raise e
except ValueError as c: print(c is e)

def gen():
    try: yield 1
    except ValueError as v: yield f"got {v}"
g = gen(); next(g)
print(g.throw(ValueError("t")))

while True:
    try: raise ValueError
    except ValueError: break
print("broke out")

x = []
try:
    x.append(1)
    x[5]
    x.append(2)
except IndexError:
    x.append(3)
finally:
    x.append(4)
print(x)

try: raise ExceptionGroup("g", [ValueError(1)])
except ExceptionGroup as g: print(g.exceptions)

import warnings
with warnings.catch_warnings():
    warnings.simplefilter("error")
    warnings.warn("as error")
"""

for number, snippet in enumerate(SNIPPETS.strip().split("\n\n"), 1):
    print("--", number, snippet.splitlines()[0])
    try:
        exec(snippet, {"__name__": "snippet"})
    except Exception as error:
        print("!!", type(error).__name__)
