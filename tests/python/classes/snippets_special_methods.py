SNIPPETS = """
class A:
    def __add__(self, o): return ("add", o)
    def __radd__(self, o): return ("radd", o)
    def __iadd__(self, o): return ("iadd", o)
a = A()
print(a + 1, 1 + a)
a += 1
print(a)

class A:
    def __sub__(self, o): return NotImplemented
A() - 1

class A:
    def __lt__(self, o): return "lt"
    def __le__(self, o): return "le"
a = A()
print(a < 1, a <= 1, 1 > a, 1 >= a)

class A:
    def __eq__(self, o): return o == 5
print(A() == 5, A() != 5, 5 == A(), A() == 6, A() in [5])

class A:
    def __hash__(self): return 7
print(hash(A()), len({A(), A()}))

class A:
    def __bool__(self): return False
    def __len__(self): return 5
print(bool(A()), len(A()), not A())

class A:
    def __len__(self): return "x"
len(A())

class A:
    def __getitem__(self, k): return k
print(A()[1], A()[1:2], A()[1, 2], A()["a"])

class A:
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
a = A()
a[1] = 2; a[1:2] = 3; del a["x"]

class A: pass
A()[0]

class A: pass
A()[0] = 1

class A:
    def __contains__(self, x): return x == 1
print(1 in A(), 2 in A(), 2 not in A())

class A:
    def __iter__(self): yield 1; yield 2
print(list(A()), 1 in A(), max(A()), [*A()])
a, b = A()
print(a, b)

class A:
    def __iter__(self): return 5
list(A())

class A:
    def __next__(self): return 1
next(A()), print(next(A()))
iter(A())

class A:
    def __call__(self, *a, **k): return a, k
print(A()(1, x=2))

class A: pass
A()()

class A:
    def __int__(self): return 1
    def __float__(self): return 2.0
    def __complex__(self): return 3j
    def __index__(self): return 4
print(int(A()), float(A()), complex(A()), [0] * A(), hex(A()), range(10)[A()])

class A:
    def __int__(self): return "x"
int(A())

class A:
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "inv"
    def __abs__(self): return "abs"
print(-A(), +A(), ~A(), abs(A()))

class A: pass
-A()

class A:
    def __str__(self): return "s"
    def __repr__(self): return "r"
    def __format__(self, f): return "f" + f
print(A(), [A()], f"{A()}", f"{A():x}", f"{A()!r}", "%s %r" % (A(), A()), "{:y}".format(A()))

class A:
    def __repr__(self): return 5
repr(A())

class A:
    def __getattr__(self, n): return n * 2
    def __setattr__(self, n, v): print("set", n)
    def __delattr__(self, n): print("del", n)
a = A()
print(a.x); a.y = 1; del a.z

class A:
    def __getattribute__(self, n): return "always"
print(A().x, A().__class__)

class A:
    def __enter__(self): return self
    def __exit__(self, *e): return True
with A(): 1 / 0
print("swallowed")

class A: pass
with A(): pass

class A:
    def __divmod__(self, o): return "dm"
    def __pow__(self, o, m=None): return ("pow", o, m)
    def __matmul__(self, o): return "mm"
    def __floordiv__(self, o): return "fd"
print(divmod(A(), 1), A() ** 2, pow(A(), 2, 3), A() @ 1, A() // 1)

class A:
    def __lshift__(self, o): return "l"
    def __rand__(self, o): return "ra"
    def __ixor__(self, o): return "ix"
print(A() << 1, 1 & A())
a = A()
a ^= 1
print(a)

class A:
    def __round__(self, n=None): return ("round", n)
    def __trunc__(self): return "t"
print(round(A()), round(A(), 2))

class A:
    def __reversed__(self): return "rev"
    def __length_hint__(self): return 3
    def __dir__(self): return ["b", "a"]
    def __sizeof__(self): return 10
print(reversed(A()), dir(A()))

class A:
    def __get__(self, o, t): return ("get", o is None)
    def __set__(self, o, v): print("set", v)
class B: x = A()
print(B.x, B().x)
B().x = 5

class A:
    def __set_name__(self, o, n): print("name", n, o.__name__)
class B: x = A(); y = A()

class A:
    def __missing__(self, k): return k
class B(A, dict): pass
print(B()[5], B(a=1)["a"], B().get(5))

class A(int):
    def __add__(self, o): return "A"
class B(int):
    def __radd__(self, o): return "B"
print(A(1) + 1, 1 + A(1), 1 + B(1), B(1) + 1, A(1) + B(1))

class A:
    __hash__ = None
    __iter__ = None
    __contains__ = None
hash(A())

class A:
    def __instancecheck__(self, o): return True
isinstance(1, A())
print(isinstance(1, A()))

class M(type):
    def __len__(c): return 3
    def __iter__(c): return iter("m")
    def __getitem__(c, k): return k
    def __add__(c, o): return "type add"
class A(metaclass=M): pass
print(len(A), list(A), A["k"], A + 1)
"""

for number, snippet in enumerate(SNIPPETS.strip().split("\n\n"), 1):
    print("--", number, snippet.splitlines()[0])
    try:
        exec(snippet, {"__name__": "snippet"})
    except Exception as error:
        print("!!", type(error).__name__)
