SNIPPETS = """
class A:
    def f(self): return "A"
class B(A): pass
print(B().f(), B.f is A.f, isinstance(B(), A), issubclass(A, B))

class A:
    def __init__(self): self.a = 1
class B(A):
    def __init__(self):
        super().__init__()
        self.b = 2
print(vars(B()))

class A:
    def __init__(self): self.a = 1
class B(A):
    def __init__(self): self.b = 2
print(vars(B()))
B().a

class A:
    x = 1
class B(A): x = 2
class C(B): pass
print(C.x, super(B, C()).x, C.__mro__[-1] is object)

class A:
    def f(self): return "A"
class B(A):
    def f(self): return "B" + super().f()
class C(A):
    def f(self): return "C" + super().f()
class D(B, C):
    def f(self): return "D" + super().f()
print(D().f(), D.__mro__ == (D, B, C, A, object))

class A: pass
class B(A): pass
class C(A, B): pass

class A:
    @classmethod
    def make(cls): return cls()
class B(A): pass
print(type(B.make()).__name__)

class A:
    @staticmethod
    def s(): return "static"
class B(A):
    @staticmethod
    def s(): return "B" + A.s()
print(B.s(), B().s())

class A:
    @property
    def p(self): return "A.p"
class B(A):
    @property
    def p(self): return "B." + super().p
print(B().p)

class A:
    def __eq__(self, o): return True
class B(A): pass
print(B() == 1, B.__hash__)

class L(list):
    def append(self, x): super().append(x * 2)
l = L([1]); l.append(5)
print(l, type(l + l).__name__, l == [1, 10])

class D(dict):
    def __missing__(self, k): return k + "!"
print(D()["a"], D(x=1)["x"], D().get("q"))

class I(int):
    def __add__(self, o): return "plus"
print(I(1) + 1, 1 + I(1), I(5) * 2, I("7"), isinstance(I(1), int))

class S(str):
    def upper(self): return "UP"
print(S("a").upper(), S("a") + "b", S("x").lower())

class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
print(T(1, 2), T(1) + (2,), T(3)[0])

class E(Exception):
    def __init__(self, c): self.c = c
try: raise E(5)
except E as e: print(e.c, e.args)

class A:
    def __getattr__(self, n): return "A." + n
class B(A):
    y = "B.y"
print(B().x, B().y)

class A:
    __slots__ = ("x",)
class B(A): pass
b = B(); b.x = 1; b.y = 2
print(b.x, b.__dict__)

class A:
    def __init_subclass__(cls): cls.tag = cls.__name__.lower()
class B(A): pass
class C(B): pass
print(B.tag, C.tag, hasattr(A, "tag"))

class A:
    def template(self): return self.step() + "!"
    def step(self): raise NotImplementedError
class B(A):
    def step(self): return "done"
print(B().template())
A().template()

class A:
    def __call__(self): return "A()"
class B(A): pass
print(B()(), callable(B()))

class A:
    def __len__(self): return 0
class B(A): pass
print(bool(B()), not B())

class A:
    x = []
class B(A): pass
B.x.append(1)
print(A.x)
B.x = [2]
print(A.x, B.x)

class A:
    def f(self): return self.__g()
    def __g(self): return "A.g"
class B(A):
    def __g(self): return "B.g"
print(B().f())

class M(type):
    def hello(cls): return cls.__name__
class A(metaclass=M): pass
class B(A): pass
print(B.hello(), type(B).__name__)
B().hello()

class A: pass
class B: pass
b = B()
b.__class__ = A
print(type(b).__name__)

class A:
    def f(self): return "old"
a = A()
A.f = lambda self: "new"
print(a.f())
del A.f
a.f()

print([c.__name__ for c in bool.__mro__], int.__subclasses__() != [], issubclass(bool, int), type.__base__.__name__)

class A(int, dict): pass

class A(None): pass

class A:
    def f(self): return super().f()
A().f()
"""

for number, snippet in enumerate(SNIPPETS.strip().split("\n\n"), 1):
    print("--", number, snippet.splitlines()[0])
    try:
        exec(snippet, {"__name__": "snippet"})
    except Exception as error:
        print("!!", type(error).__name__)
