SNIPPETS = """
class A: pass
print(A().__class__.__name__, isinstance(A(), A), A.__bases__)

class A:
    x = 1
a = A()
a.x = 2
print(a.x, A.x, A().x)

class A:
    def __init__(self, x): self.x = x
print(A(5).x)

class A:
    def __init__(self, x): self.x = x
A()

class A:
    def m(self): return "m"
print(A().m(), A.m(A()))

class A:
    def m(): return "no self"
A().m()

class A:
    @staticmethod
    def s(): return "s"
    @classmethod
    def c(cls): return cls.__name__
print(A.s(), A().s(), A.c(), A().c())

class A:
    @property
    def p(self): return "p"
a = A()
print(a.p)
a.p = 1

class A:
    def m(self): return "A"
class B(A):
    def m(self): return "B" + super().m()
print(B().m())

class A: pass
class B(A): pass
class C(A): pass
class D(B, C): pass
print([k.__name__ for k in D.__mro__])

class A: pass
class B(A): pass
class C(A, B): pass

class A(5): pass

class A(int, str): pass

class A(bool): pass

class A:
    def __repr__(self): return "A!"
print(A(), [A()], str(A()), f"{A()}")

class A:
    def __eq__(self, o): return True
print(A() == 5, A() != 5, 5 == A())
hash(A())

class A:
    def __add__(self, o): return "add"
    def __radd__(self, o): return "radd"
print(A() + 1, 1 + A(), A() + A())

class A:
    def __len__(self): return 0
print(bool(A()), len(A()))

class A:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i
print(list(A()), 1 in A(), A()[1])

class A:
    def __iter__(self): return iter("xy")
print(list(A()), *A(), [*A()])

class A:
    def __call__(self, x): return x * 2
print(A()(5), list(map(A(), [1, 2])))

class A:
    def __getattr__(self, n): return n
print(A().foo, A().bar)

class A:
    __slots__ = ("x",)
a = A()
a.x = 1
print(a.x)
a.y = 2

class A:
    def __del__(self): print("del")
A()
print("after")

class A:
    def __enter__(self): return "in"
    def __exit__(self, *a): print("out", a[0])
with A() as x: print(x)

class A:
    __x = 1
    def get(self): return self.__x
print(A().get(), A._A__x)
A().__x

class M(type):
    def __call__(cls): return "made by meta"
class A(metaclass=M): pass
print(A())

class A:
    def __init_subclass__(cls, **k): print("sub", cls.__name__, k)
class B(A, x=1): pass

class A:
    def __new__(cls): return 5
print(A())

class A:
    def __class_getitem__(cls, k): return k
print(A[1, 2])

class A:
    print("body runs")
    x = [i for i in range(2)]
print(A.x)

class A: pass
A.m = lambda self: "late"
print(A().m())

class A:
    x = undefined_name

class A:
    pass
A().missing

class A: pass
del A.missing

class A:
    def f(self): return __class__
print(A().f().__name__)

class A:
    def __bool__(self): return "yes"
bool(A())

class A:
    def __len__(self): return -1
len(A())

class A:
    def __hash__(self): return "x"
hash(A())

class A:
    def __str__(self): return 5
str(A())

class A:
    def __init__(self): return 5
A()

print(type("A", (), {"x": 1}).x, type("B", (int,), {})(5) + 1)
"""

for number, snippet in enumerate(SNIPPETS.strip().split("\n\n"), 1):
    print("--", number, snippet.splitlines()[0])
    try:
        exec(snippet, {"__name__": "snippet"})
    except Exception as error:
        print("!!", type(error).__name__)
