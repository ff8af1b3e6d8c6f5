# The globals' own __builtins__ is where exec() and eval() look last.
def attempt(f):
    try:
        return f()
    except (NameError, KeyError) as error:
        return type(error).__name__ + " " + str(error)


code = compile("len([1, 2])", "<code>", "eval")
print(attempt(lambda: eval(code, {"__builtins__": {}})))
print(attempt(lambda: eval(code)), attempt(lambda: eval(code, {})))
print(attempt(lambda: eval(code, {"__builtins__": {"len": lambda v: "mine"}})))
print(attempt(lambda: exec("print(1)", {"__builtins__": {}})))
scope = {"__builtins__": {"print": print}}
exec("def f(v):\n    print(v)\n    return len(v)", scope)
print(attempt(lambda: scope["f"]([1])))
print(eval(code, {"__builtins__": __builtins__}))
