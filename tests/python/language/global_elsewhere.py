"""A name that some block declares global is global in the module's block too, whatever its locals are."""
code = """
x = 7
def f():
    x = 1
    def g():
        global x
        def i():
            def h():
                return x
            return h()
        return i()
    return g()
result = f()
"""
local, glob = {}, {}
exec(code, glob, local)
print(local["result"], glob["x"], "x" in local)
code = """
def f():
    y = 1
    def g():
        global y
        return y
    def h():
        return y + 1
    return g, h
y = 9
g, h = f()
result9 = g()
result2 = h()
"""
local, glob = {}, {}
exec(code, local, glob)
print(glob["result9"], glob["result2"])
namespace = {"__builtins__": {"print": print, "x": 1}}
exec("print(x)\ndef f(): return x", namespace)
print(namespace["f"]())
try:
    exec("len([])", namespace)
except NameError as e:
    print(e)
