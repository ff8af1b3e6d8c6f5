x = 10
print(eval("x + 1"), eval("x + y", {"x": 1, "y": 2}), eval("a", {}, {"a": 5}), eval(" 1 + 1 "), eval("[i for i in range(x)]", {"x": 3}))
exec("y = x * 2; z = [y]")
print(y, z)
ns = {}
exec("def f(a):\n    return a + k\nk = 5\nclass C:\n    v = f(1)", ns)
print(ns["f"](1), ns["C"].v, sorted(k for k in ns if k != "__builtins__"))
code = compile("1 + 2", "<c>", "eval")
print(eval(code), code.co_filename, type(code).__name__)
code = compile("a = 1\nb = a + 1\n", "<c>", "exec")
exec(code, ns)
print(ns["b"], exec("1"))
code = compile("5 + 5", "<c>", "single")
exec(code)
exec(compile("'shown'\nNone", "<c>", "exec"))
for bad in ("1 +", "a = 1", "", "   ", "import os"):
    try:
        eval(bad)
    except SyntaxError as error:
        print(repr(bad), type(error).__name__)
try:
    exec("x = = 1")
except SyntaxError as error:
    print(error.lineno, error.filename)
try:
    exec("def f():\n  return undefined_here\nf()", {})
except NameError as error:
    print(error)


def local():
    a = 1
    exec("a = 2")
    return a, eval("a")


print(local())


def scope():
    loc = {}
    exec("b = 3", {}, loc)
    return loc, eval("b + 1", None, loc)


print(scope())
try:
    eval("1", 5)
except TypeError as error:
    print(type(error).__name__)
print(eval("__builtins__") is not None, eval("len", {"__builtins__": {"len": 5}}))
try:
    eval("print", {"__builtins__": {}})
except NameError as error:
    print(error)
g = {"__name__": "custom"}
exec("class K: pass\nname = __name__", g)
print(g["K"].__module__, g["name"])
print(eval("lambda: q", {"q": 7})(), eval("(yield_ := 3)"), eval(b"1+1"), eval("f'{3:>3}'"))
for mode in ("exec", "eval", "single", "nope"):
    try:
        compile("1", "f", mode)
        print(mode, "ok")
    except ValueError as error:
        print(type(error).__name__)
exec("global gx\ngx = 5")
print(gx)
try:
    compile("a\0b", "f", "exec")
except (ValueError, SyntaxError) as error:
    print("null bytes")
