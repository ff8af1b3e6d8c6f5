def tokenize(text):
    tokens, i = [], 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
            continue
        j = i + 1
        if c.isalpha():
            while j < len(text) and text[j].isalnum():
                j += 1
        elif c.isdigit():
            while j < len(text) and (text[j].isdigit() or text[j] == "."):
                j += 1
        elif c in "<>=!" and text[j:j + 1] == "=":
            j += 1
        tokens.append(text[i:j])
        i = j
    return tokens


def evaluate(tokens, env):
    pos = 0

    def peek():
        return tokens[pos] if pos < len(tokens) else None

    def take(expected=None):
        nonlocal pos
        token = peek()
        if expected is not None and token != expected:
            raise SyntaxError(f"expected {expected!r}, found {token!r}")
        pos += 1
        return token

    def comparison():
        left = additive()
        while peek() in ("<", ">", "<=", ">=", "==", "!="):
            op, right = take(), additive()
            left = {"<": left < right, ">": left > right, "<=": left <= right, ">=": left >= right, "==": left == right, "!=": left != right}[op]
        return left

    def additive():
        left = term()
        while peek() in ("+", "-"):
            left = left + term() if take() == "+" else left - term()
        return left

    def term():
        left = atom()
        while peek() in ("*", "/"):
            left = left * atom() if take() == "*" else left / atom()
        return left

    def atom():
        token = take()
        if token == "(":
            value = comparison()
            take(")")
            return value
        if token == "-":
            return -atom()
        if token is None:
            raise SyntaxError("unexpected end")
        if token[0].isdigit():
            return float(token) if "." in token else int(token)
        if peek() == "(":
            take("(")
            args = []
            while peek() != ")":
                args.append(comparison())
                if peek() == ",":
                    take()
            take(")")
            return env[token](*args)
        return env[token]

    value = comparison()
    if peek() is not None:
        raise SyntaxError(f"trailing {peek()!r}")
    return value


env = {"x": 5, "pi": 3.14, "max": max, "abs": abs, "f": lambda *a: len(a)}
for text in ("1 + 2 * 3", "(1+2)*3", "x * x - 1", "max(1, x, 3) + abs(-7)", "2 < x", "x >= 5 == 1", "f()", "f(1, (2), 3*4)", "-(x - 10)", "10 / 4", "1 +", "(1", "y", "1 2", "max(1", "* 2", "x != 5", "1.5 * 2"):
    try:
        print(text, "=", evaluate(tokenize(text), env))
    except (SyntaxError, KeyError, TypeError) as error:
        print(text, "!", type(error).__name__, error)
