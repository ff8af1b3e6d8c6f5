class Acc:
    def __init__(self, v):
        self.v = v

    def __repr__(self):
        return f"Acc({self.v})"


ops = {"add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**",
       "lshift": "<<", "rshift": ">>", "and": "&", "or": "|", "xor": "^", "matmul": "@"}
for name, op in ops.items():
    def inplace(self, other, name=name):
        print("i" + name, other, end=" ")
        return Acc((self.v, op, other))

    setattr(Acc, f"__i{name}__", inplace)
    ns = {"a": Acc(1)}
    exec(f"a {op}= 2", ns)
    print(ns["a"])


class Plain:
    def __add__(self, other):
        return f"plain+{other}"

    def __radd__(self, other):
        return f"{other}+plain"


p = Plain()
p += 1
print(p)
q = 5
q += Plain()
print(q)


class Refuses(Plain):
    def __iadd__(self, other):
        return NotImplemented


r = Refuses()
r += 2
print(r)
a = b = [1]
a += [2]
print(b, a is b)
a = a + [3]
print(b, a is b)
t = (1, [2])
try:
    t[1] += [3]
except TypeError as error:
    print(error)
print(t)
s = "x"
s += "y"
s *= 2
print(s)
lst = [1, 2, 3]
lst[0] += 10
lst[1:2] += [7, 8]
print(lst)
lst += "ab"
lst *= 2
print(lst)
d = {"k": 1}
d["k"] += 1
d |= {"m": 2}
print(d)


class Obj:
    n = 1


o = Obj()
o.n += 5
print(o.n, Obj.n)
try:
    x = 1
    x += "a"
except TypeError as error:
    print(error)
try:
    [] .__iadd__(5)
except TypeError as error:
    print(error)
