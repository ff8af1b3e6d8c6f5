class Node:
    children = ()

    def __init_subclass__(cls, fields=(), **kw):
        super().__init_subclass__(**kw)
        cls.fields = fields

    def __init__(self, *args):
        if len(args) != len(self.fields):
            raise TypeError(f"{type(self).__name__} takes {len(self.fields)} arguments")
        for name, value in zip(self.fields, args):
            setattr(self, name, value)

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(repr(getattr(self, f)) for f in self.fields)})"

    def __add__(self, other):
        return Add(self, wrap(other))

    def __radd__(self, other):
        return Add(wrap(other), self)

    def __mul__(self, other):
        return Mul(self, wrap(other))

    __rmul__ = lambda self, other: Mul(wrap(other), self)

    def __neg__(self):
        return Mul(Num(-1), self)

    def __pow__(self, n):
        return self if n == 1 else Mul(self, self ** (n - 1))

    def __eq__(self, other):
        return type(self) is type(other) and all(getattr(self, f) == getattr(other, f) for f in self.fields)


class Num(Node, fields=("value",)):
    pass


class Var(Node, fields=("name",)):
    pass


class Add(Node, fields=("left", "right")):
    op = "+"


class Mul(Node, fields=("left", "right")):
    op = "*"


def wrap(x):
    return x if isinstance(x, Node) else Num(x)


class Visitor:
    def visit(self, node, *args):
        for cls in type(node).__mro__:
            method = getattr(self, "visit_" + cls.__name__, None)
            if method:
                return method(node, *args)
        raise NotImplementedError(type(node).__name__)


class Evaluate(Visitor):
    def __init__(self, **env):
        self.env = env

    def visit_Num(self, n):
        return n.value

    def visit_Var(self, n):
        return self.env[n.name]

    def visit_Add(self, n):
        return self.visit(n.left) + self.visit(n.right)

    def visit_Mul(self, n):
        return self.visit(n.left) * self.visit(n.right)


class Derive(Visitor):
    def visit_Node(self, n, v):
        return Num(0)

    def visit_Var(self, n, v):
        return Num(int(n.name == v))

    def visit_Add(self, n, v):
        return simplify(Add(self.visit(n.left, v), self.visit(n.right, v)))

    def visit_Mul(self, n, v):
        return simplify(Add(Mul(self.visit(n.left, v), n.right), Mul(n.left, self.visit(n.right, v))))


def simplify(n):
    if not isinstance(n, (Add, Mul)):
        return n
    l, r = simplify(n.left), simplify(n.right)
    if isinstance(l, Num) and isinstance(r, Num):
        return Num(l.value + r.value if n.op == "+" else l.value * r.value)
    for a, b in ((l, r), (r, l)):
        if a == Num(0):
            return b if n.op == "+" else Num(0)
        if a == Num(1) and n.op == "*":
            return b
    return type(n)(l, r)


def show(n):
    return str(n.value) if isinstance(n, Num) else n.name if isinstance(n, Var) else f"({show(n.left)} {n.op} {show(n.right)})"


x, y = Var("x"), Var("y")
e = 3 * x ** 2 + 2 * x * y + -y + 7
print(e)
print(show(e), Evaluate(x=2, y=5).visit(e))
d = Derive().visit(e, "x")
print(show(d), Evaluate(x=2, y=5).visit(d))
for bad in (lambda: Num(), lambda: Evaluate().visit(x), lambda: Evaluate().visit(type("Odd", (Node,), {})())):
    try:
        bad()
    except (TypeError, KeyError, NotImplementedError) as error:
        print(type(error).__name__, error)
