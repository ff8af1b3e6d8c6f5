def compose(*fs):
    def run(x):
        for f in reversed(fs):
            x = f(x)
        return x
    return run


def curry(f, n):
    def step(*args):
        return f(*args) if len(args) >= n else lambda *more: step(*args, *more)
    return step


def memo(f):
    table = {}

    def wrapper(*args):
        if args not in table:
            table[args] = f(*args)
        return table[args]

    wrapper.table = table
    return wrapper


print(compose(str, lambda x: x + 1, len)("abc"), curry(lambda a, b, c: a + b + c, 3)(1)(2)(3), curry(lambda a, b: a * b, 2)(3, 4))


@memo
def grid(m, n):
    return 1 if 0 in (m, n) else grid(m - 1, n) + grid(m, n - 1)


print(grid(12, 12), len(grid.table))
pipeline = [str.strip, str.lower, lambda s: s.replace(" ", "_"), lambda s: s[:10]]
print([__import__("functools").reduce(lambda v, f: f(v), pipeline, s) for s in ("  Hello World Again ", "A B")])
church = lambda n: lambda f: lambda x: x if n == 0 else f(church(n - 1)(f)(x))
print(church(5)(lambda v: v + 1)(0), church(3)(lambda s: s + "!")("a"))
Y = lambda f: (lambda x: f(lambda v: x(x)(v)))(lambda x: f(lambda v: x(x)(v)))
print(Y(lambda rec: lambda n: 1 if n == 0 else n * rec(n - 1))(10))
table = {op: eval(f"lambda a, b: a {op} b") for op in ("+", "-", "*", "//", "%", "**", "<", "==", "and")}
print({op: f(7, 3) for op, f in table.items()})
def apply_n(f, n): return f if n == 1 else lambda x: f(apply_n(f, n - 1)(x))
print(apply_n(lambda x: x * 2, 10)(1), list(map(lambda f, x: f(x), [abs, str, bool], [-1, -1, 0])), sorted([3, -1, 2], key=lambda x: (lambda y: y * y)(x)), max([1, 5, 3], key=lambda v: -v), [f(3) for f in [lambda x, k=k: x ** k for k in range(4)]])
def counter():
    counter.calls = getattr(counter, "calls", 0) + 1
    return counter.calls
print(counter(), counter(), counter.calls)
def trampoline(f, *args):
    result = f(*args)
    while callable(result):
        result = result()
    return result
def even(n): return True if n == 0 else lambda: odd(n - 1)
def odd(n): return False if n == 0 else lambda: even(n - 1)
print(trampoline(even, 5001), trampoline(odd, 5001))
