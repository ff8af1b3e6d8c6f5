class X:
    pass


x = X()
for op in ("+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^", "<", "<=", ">", ">="):
    for left, right in ((1, "a"), (x, 1), (None, [])):
        try:
            eval(f"a {op} b", {"a": left, "b": right})
            print(op, "worked", left if left is not x else "x", right)
        except TypeError as error:
            print(error)
for op in ("-", "+", "~"):
    for value in ("a", [], x, None):
        try:
            eval(f"{op}v", {"v": value})
        except TypeError as error:
            print(error)
for text in ("1[0]", "None.x", "5()", "'a'()", "x.y", "x()", "x[0]", "len(5)", "iter(3)", "[] + ()", "'a' + 1",
             "1 in 'a'", "[1]['a']", "(1,)[1.0]", "'ab'[None]",
             "abs('a')", "1 / 0", "1 << -1"):
    try:
        print(text, eval(text))
    except (TypeError, AttributeError, ZeroDivisionError, ValueError) as error:
        print(text, type(error).__name__, error)
