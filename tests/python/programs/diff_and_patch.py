def lcs_table(a, b):
    t = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            t[i][j] = t[i + 1][j + 1] + 1 if a[i] == b[j] else max(t[i + 1][j], t[i][j + 1])
    return t


def diff(a, b):
    t, i, j = lcs_table(a, b), 0, 0
    while i < len(a) or j < len(b):
        if i < len(a) and j < len(b) and a[i] == b[j]:
            yield " ", a[i]
            i, j = i + 1, j + 1
        elif j == len(b) or i < len(a) and t[i + 1][j] >= t[i][j + 1]:
            yield "-", a[i]
            i += 1
        else:
            yield "+", b[j]
            j += 1


def patch(a, ops):
    it, out = iter(a), []
    for op, line in ops:
        if op == "+":
            out.append(line)
        else:
            got = next(it)
            if got != line:
                raise ValueError(f"expected {line!r}, found {got!r}")
            if op == " ":
                out.append(line)
    return out + list(it)


def hunks(ops, context=1):
    ops = list(ops)
    keep = {k for i, (op, _) in enumerate(ops) if op != " " for k in range(i - context, i + context + 1)}
    group = []
    for i, op in enumerate(ops):
        if i in keep:
            group.append(op)
        elif group:
            yield group
            group = []
    if group:
        yield group


old = "one\ntwo\nthree\nfour\nfive\nsix\nseven".split("\n")
new = "zero\none\nthree\nFOUR\nfive\nsix\nseven\neight".split("\n")
for h in hunks(diff(old, new)):
    print("@@")
    for op, line in h:
        print(op + line)
print(patch(old, diff(old, new)) == new, "".join(op for op, _ in diff("kitten", "sitting")), list(diff("", "ab")), list(diff("ab", "")))
try:
    patch(["other"], diff(old, new))
except ValueError as error:
    print(error)
similar = lambda a, b: 2 * lcs_table(a, b)[0][0] / (len(a) + len(b))
print(round(similar("apple", "applet"), 3), max(["ape", "apply", "maple"], key=lambda w: similar("appel", w)))
