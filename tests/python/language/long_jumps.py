def long_loop(n):
    total = 0
    i = 0
    while i < n:
        i += 1
        if i % 2:
            a = i; b = a + 1; c = b + 1; d = c + 1; e = d + 1; f = e + 1; g = f + 1; h = g + 1; j = h + 1; k = j + 1
            total += a + b + c + d + e + f + g + h + j + k
            if total % 7 == 0:
                continue
            a = [i, i, i]; b = {"x": i}; c = (i, i); d = "s" + str(i); e = a[0] + b["x"] + c[1] + len(d)
            total += e
        elif i % 3 == 0:
            try:
                total += 1 // (i % 4)
            except ZeroDivisionError:
                total -= 1
            finally:
                total += 2
        else:
            for x in range(3):
                if x == 2:
                    break
                total += x
            else:
                total += 100
    return total


print(long_loop(200))
body = "".join(f"        t += {i}\n        if t == -1: break\n" for i in range(400))
ns = {}
exec(f"def f(n):\n    t = 0\n    for i in range(n):\n{body}    else:\n        return t\n    return 'broke'\n", ns)
print(ns["f"](3))
body = "".join(f"        if x == {i}:\n            y = {i}\n            continue\n" for i in range(300))
exec(f"def g(xs):\n    out = []\n    y = None\n    for x in xs:\n{body}        out.append(y)\n    return out, y\n", ns)
print(ns["g"]([1, 299, 300, 5]))
body = "".join(f"        z{i % 50} = x + {i}\n" for i in range(400))
exec(f"def h(x):\n    try:\n{body}        raise ValueError(z3)\n    except ValueError as e:\n        return e.args, z49\n    finally:\n        x = 0\n", ns)
print(ns["h"](1000))
cond = " and ".join(f"x != {i}" for i in range(300))
exec(f"def c(x):\n    return {cond}\n", ns)
print(ns["c"](299), ns["c"](300))
cond = " or ".join(f"x == {i}" for i in range(300))
exec(f"def d(x):\n    if {cond}:\n        return 'in'\n    return 'out'\n", ns)
print(ns["d"](299), ns["d"](300))
tern = "".join(f"{i} if x == {i} else " for i in range(90)) + "'none'"
exec(f"def t(x):\n    return {tern}\n", ns)
print(ns["t"](89), ns["t"](90))
