names = [f"v{i}" for i in range(400)]
source = "def big():\n" + "".join(f"    {n} = {i}\n" for i, n in enumerate(names)) + "    return " + " + ".join(names) + "\n"
ns = {}
exec(source, ns)
print(ns["big"](), sum(range(400)))
source = "def consts():\n    return [" + ", ".join(f"'c{i}', {i}.5, {i * 1000000}" for i in range(400)) + "]\n"
exec(source, ns)
print(len(ns["consts"]()), ns["consts"]()[-3:])
source = "def args(" + ", ".join(f"a{i}={i}" for i in range(300)) + "):\n    return a0 + a299 + a150\n"
exec(source, ns)
print(ns["args"](), ns["args"](1000), ns["args"](a299=0))
source = "def branches(x):\n" + "".join(f"    {'el' if i else ''}if x == {i}:\n        y = {i * i}\n" for i in range(300)) + "    else:\n        y = None\n    return y\n"
exec(source, ns)
print(ns["branches"](0), ns["branches"](299), ns["branches"](300))
source = "def attrs(o):\n" + "".join(f"    o.a{i} = {i}\n" for i in range(300)) + "    return " + " + ".join(f"o.a{i}" for i in range(300)) + "\n"
exec(source, ns)


class O:
    pass


o = O()
print(ns["attrs"](o), len(vars(o)), o.a299)
for i in range(0, 300, 2):
    delattr(o, f"a{i}")
print(len(vars(o)), o.a1, hasattr(o, "a2"))
expr = "+".join(["1"] * 500)
print(eval(expr), eval("(" * 50 + "1" + ")" * 50), eval("[" * 50 + "]" * 50) == eval("[" * 50 + "]" * 50))
source = "def nested0():\n    x0 = 0\n" + "".join("    " * (i + 1) + f"def nested{i + 1}():\n" + "    " * (i + 2) + f"x{i + 1} = x{i} + 1\n" + "" for i in range(15))
source += "    " * 16 + "return x15\n" + "".join("    " * (i + 1) + f"return nested{i + 1}()\n" for i in range(14, -1, -1))
exec(source, ns)
print(ns["nested0"]())
d = eval("{" + ",".join(f"'k{i}': {i}" for i in range(500)) + "}")
print(len(d), d["k499"], len(eval("(" + ",".join(str(i) for i in range(1000)) + ")")), len(eval("{" + ",".join(str(i) for i in range(300)) + "}")))
def f(*a, **k): return len(a), len(k)
print(eval("f(" + ",".join(str(i) for i in range(280)) + "," + ",".join(f"k{i}={i}" for i in range(280)) + ")"))
a, *b, c = eval(",".join(str(i) for i in range(300)))
print(a, len(b), c)
