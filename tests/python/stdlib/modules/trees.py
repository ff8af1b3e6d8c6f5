import ast

source = '''
import os, a.b as c
from . import x
from ..p import y as z, w
@deco(1)
class C(Base, metaclass=M):
    """Doc."""
    x: int = 5
    def f(self, a, /, b=1, *args, c, d=2, **kw) -> None:
        return a if b else (yield)
@d1
# comment
@d2
async def g(*, k):
    async for i in k:
        await i
    async with k as m, n:
        pass
    return [i async for i in k]
x = y = (1, 2)
x += 1
a[1:2, ::3].b = {**d, 'k': 1}
for i, *j in z:
    if i: continue
    elif j: break
    else: pass
else:
    del a, b[0]
while not x < y <= z != w: pass
try:
    raise E from e
except (A, B) as e:
    assert x, 'm'
except:
    global q
else: pass
finally: pass
with open(f) as h, g: pass
lambda a, *b, c=1: a @ b // c ** -1
f(*a, k=1, **kw)
[i for i in x if i if not i for j in i]
{i: j for i in x}; {i for i in x}; (i for i in x)
f'a{b!r:>{w}}c' 'd'
b'x' b'y'; 1j; 1.5; 10**30; ...; None; True
x if (y := 1) and z or w else v
match p:
    case 1 | -2.5: pass
    case [a, *_] if a: pass
    case {'k': v, **rest}: pass
    case C(1, k=2) as n: pass
    case None: pass
    case _: pass
try: pass
except* E: pass
nonlocal_ = u'u'
'''


def show(node):
    """As ast.dump, whose habits with empty lists changed."""
    if isinstance(node, ast.AST):
        fields = [f"{name}={show(getattr(node, name, None))}" for name in node._fields if name != "type_params"]
        return f"{type(node).__name__}({', '.join(fields)})"
    return f"[{', '.join(map(show, node))}]" if isinstance(node, list) else repr(node)


def places(node):
    return [(type(n).__name__, n.lineno, n.col_offset, n.end_lineno, n.end_col_offset) for n in ast.walk(node) if hasattr(n, "lineno")]


tree = ast.parse(source)
print(len(tree.body), [type(s).__name__ for s in tree.body])
for statement in tree.body:
    print(show(statement))
# 3.12 gave the parts of f-strings (line 43) places of their own.
print([p for p in places(tree) if p[1] != 43])
for line in ("a < b < c", "not x and y or z", "-1", "f(*a, **b)", "(yield)", "x[1:2]", "x[1, 2]", "{}", "{1, 2}", "'a' 'b'", "f'{x}'", "lambda: 0", "lambda x, *y: 0", "[*a]", "await_", "(a, b)", "x if y else z", "a.b.c", "(x := 1)", "b'\\x00'", "...", "1_000", "0x1F", "1e3", "[i for i in x]"):
    print(line, show(ast.parse(line, mode="eval")))
print(ast.literal_eval("{'a': [1, 2.5, -3, (4,), {5}, None, True, b'x', 1+2j]}"), ast.literal_eval(" 5"), ast.literal_eval("'x'"), ast.literal_eval("-5"))
for bad in ("f()", "a", "1 + 2", "[1", "__import__('os')"):
    try:
        ast.literal_eval(bad)
    except (ValueError, SyntaxError) as error:
        print(bad, type(error).__name__)
node = ast.parse("a = b + 1").body[0]
print(node.lineno, node.col_offset, node.end_lineno, node.end_col_offset, node.value.left.col_offset, node.targets[0].id, type(node.value.op) is ast.Add, node._fields, node.value._attributes)
tree = ast.parse("def f(x):\n    return x * 2\n")
print(ast.get_docstring(ast.parse('"""doc"""')), [type(n).__name__ for n in ast.walk(tree)], ast.unparse(tree))


class Double(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(node.value * 2), node)


changed = ast.fix_missing_locations(Double().visit(tree))
names = {}
exec(compile(changed, "<tree>", "exec"), names)
print(names["f"](10))
print(eval(compile(ast.fix_missing_locations(ast.Expression(ast.BinOp(ast.Constant(2), ast.Pow(), ast.Constant(5)))), "<e>", "eval")))


class Names(ast.NodeVisitor):
    def __init__(self):
        self.found = []

    def visit_Name(self, node):
        self.found.append((node.id, type(node.ctx).__name__))
        self.generic_visit(node)


v = Names()
v.visit(ast.parse("a = b; del c; d.e = f(g)"))
print(v.found)
print(ast.unparse(ast.parse("for x in y:\n  if x: print(f'{x!r:>3}')\n  else:\n    z = [a for a in b if c]\n")))
print(isinstance(ast.Constant(5), ast.expr), ast.Name("x", ast.Load()).id, compile("1", "f", "eval", ast.PyCF_ONLY_AST).body.value, sorted(f for f, _ in ast.iter_fields(ast.parse("x"))))
try:
    ast.parse("x = (")
except SyntaxError as error:
    print(type(error).__name__, error.lineno)
