def t(name, value):
    print(name, end=" ")
    return value


for a in (0, 1):
    for b in ("", "b"):
        for c in (None, [1]):
            print(t("a", a) and t("b", b) or t("c", c), t("a", a) or t("b", b) and t("c", c), not t("a", a) or t("c", c), (t("a", a) or t("b", b)) and t("c", c))
x = []
print(x or "default", x and x[0], [0] and "yes", not x and not [], bool(x or [0]), 0 or 0.0 or "" or {} or None, 1 and 2 and 3, None and undefined_name)
print("a" if 0 else "b" if 1 else "c", [y for y in (0, 1, 2) if y and y < 2], (lambda v: v or "none")(0), any(v > 1 for v in (1, 2, t("unreached", 3))), all(v for v in (1, 0)))


def check(n):
    if n and n > 5 and not n % 2 or n == 1:
        return "match"
    elif not n:
        return "zero"
    return "no"


print([check(n) for n in (0, 1, 2, 6, 7, 8)])
while x is not None and (len(x) < 3 or x[-1] != 2):
    x.append(len(x))
print(x)
assert x and len(x) == 3, "never"
flag = True
flag &= 5 > 3
flag |= False
print(flag, flag ^ True, True and False or True, not (True and False), not True and False, 1 == 1 and 2 != 3, (1 < 2) + (2 < 3), [a and b for a in (0, 1) for b in (0, 1)])
