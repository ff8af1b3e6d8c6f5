values = {"int": 7, "neg": -3, "big": 10 ** 20, "float": 2.5, "bool": True, "complex": 1 + 2j, "str": "ab", "bytes": b"ab", "list": [1], "tuple": (1,), "set": {1}, "dict": {1: 2}, "none": None}
ops = ["+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^", "<", "==", "is", "in", "and"]
for op in ops:
    code = compile(f"a {op} b", "<op>", "eval")
    for n, a in values.items():
        row = []
        for m, b in values.items():
            if op in ("**", "<<", "*") and "big" in (n, m):
                continue
            try:
                row.append(str(eval(code)))
            except Exception as error:
                row.append(type(error).__name__[:4])
        print(op, n, " ".join(row))
