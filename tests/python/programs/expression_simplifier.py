RULES = [("x + 0", "x"), ("0 + x", "x"), ("x * 1", "x"), ("1 * x", "x"), ("x * 0", "0"), ("0 * x", "0"), ("x - 0", "x"), ("x - x", "0"), ("x / 1", "x"), ("x ** 1", "x"), ("x ** 0", "1"), ("x + x", "2 * x"), ("-( -x )", "x"), ("x * y + x * z", "x * (y + z)")]


def parse(text):
    tokens = text.replace("(", " ( ").replace(")", " ) ").replace("-", " - ").split()
    tokens.append(None)

    def peek():
        return tokens[0]

    def binary(level):
        ops = [("+", "-"), ("*", "/"), ("**",)][level]
        left = binary(level + 1) if level < 2 else unary()
        while peek() in ops:
            op = tokens.pop(0)
            right = binary(level + 1) if level < 2 else binary(2)
            left = (op, left, right)
        return left

    def unary():
        if peek() == "-":
            tokens.pop(0)
            return ("neg", unary())
        token = tokens.pop(0)
        if token == "(":
            inner = binary(0)
            assert tokens.pop(0) == ")", "expected )"
            return inner
        return int(token) if token.isdigit() else token

    result = binary(0)
    assert peek() is None, f"extra {peek()}"
    return result


def match(pattern, expr, env):
    if isinstance(pattern, str) and pattern in "xyz":
        return env.setdefault(pattern, expr) == expr
    if isinstance(pattern, tuple):
        return isinstance(expr, tuple) and len(expr) == len(pattern) and expr[0] == pattern[0] and all(match(p, e, env) for p, e in zip(pattern[1:], expr[1:]))
    return pattern == expr


def fill(pattern, env):
    return (pattern[0], *(fill(p, env) for p in pattern[1:])) if isinstance(pattern, tuple) else env.get(pattern, pattern)


COMPILED = [(parse(a), parse(b)) for a, b in RULES]


def simplify(e):
    if not isinstance(e, tuple):
        return e
    e = (e[0], *map(simplify, e[1:]))
    if all(isinstance(a, int) for a in e[1:]):
        op, *args = e
        if op == "neg":
            return -args[0]
        if op != "/":
            return {"+": int.__add__, "-": int.__sub__, "*": int.__mul__, "**": int.__pow__}[op](*args)
    for pattern, replacement in COMPILED:
        env = {}
        if match(pattern, e, env):
            return simplify(fill(replacement, env))
    return e


def show(e, level=0):
    if not isinstance(e, tuple):
        return str(e)
    if e[0] == "neg":
        return "-" + show(e[1], 3)
    p = {"+": 1, "-": 1, "*": 2, "/": 2, "**": 3}[e[0]]
    text = f"{show(e[1], p)} {e[0]} {show(e[2], p + 1)}"
    return f"({text})" if p < level else text


for text in ("a + 0", "0 * (b + c) + a * 1", "a - a + 2 * 3", "(a + b) ** 1", "- - a", "a * b + a * c", "x * 0 + y", "2 + 3 * 4 ** 2", "(a + a) * (b - 0)", "a - (b - c)", "(a + b) * c / 1"):
    e = parse(text)
    print(f"{text:24} {show(e):24} => {show(simplify(e))}")
for bad in ("(a", "a )"):
    try:
        parse(bad)
    except AssertionError as error:
        print(bad, "!", error)
