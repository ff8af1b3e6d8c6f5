values = [0, 7, -3, 10 ** 20, 2.5, -0.0, True, 1 + 2j, "a", b"a", [], (), {}, set(), None, ..., int, len]
for op in ("-", "+", "~", "not "):
    row = []
    for v in values:
        try:
            row.append(repr(eval(f"{op}v")))
        except TypeError as error:
            row.append(str(error))
    print(op, row)
for f in (abs, bool, int, float, complex, str, repr, len, hash, list, tuple, set, dict, iter, ord, chr, hex, round, bytes, callable):
    row = []
    for v in values:
        if f is chr and v == 10**20:
            # Which error says so changed in 3.13.
            continue
        try:
            r = f(v)
            row.append("ok" if f in (hash, iter) or v in (int, len) else repr(r)[:40])
        except Exception as error:
            row.append(type(error).__name__)
    print(f.__name__, row)
