# Code compiled from trees has the positions of the tree's nodes.
import ast, traceback, sys
src='''
import os
def f(x):
    """doc"""
    y = (x +
         1)
    return g(
        y, 0)
@staticmethod
def g(a, b):
    if a:
        return a / b
class C:
    def m(self):
        return [f(i)
                for i in range(2)]
def gen():
    yield 1
    raise KeyError('x' "y")
'''
t=ast.parse(src,'<x>')
class Tr(ast.NodeTransformer):
    def visit_Constant(self,n):
        if n.value==1: return ast.copy_location(ast.Constant(2),n)
        return n
t=ast.fix_missing_locations(Tr().visit(t))
ns={}
exec(compile(t,'<x>','exec'),ns)
def tbl(fn):
    try: fn()
    except Exception as e:
        return [(f.name,f.lineno,f.end_lineno,f.colno,f.end_colno) for f in traceback.extract_tb(e.__traceback__)][1:], type(e).__name__
print(tbl(lambda: ns['f'](1)))
print(tbl(lambda: list(ns['gen']())))
print(ns['f'].__code__.co_firstlineno, ns['g'].__func__.__code__.co_firstlineno if hasattr(ns['g'],'__func__') else ns['g'].__code__.co_firstlineno, ns['C'].m.__code__.co_firstlineno, ns['f'].__doc__)
e=compile(ast.parse('(1 +\n  x)','<e>','eval'),'<e>','eval')
try: eval(e,{})
except NameError as er: print(traceback.extract_tb(er.__traceback__)[-1].lineno)
m=ast.Module(body=[ast.Expr(ast.Call(ast.Name('print',ast.Load(),lineno=7,col_offset=0),[ast.Constant('hi',lineno=7,col_offset=6)],[],lineno=7,col_offset=0),lineno=7,col_offset=0)],type_ignores=[])
exec(compile(m,'<m>','exec'))
try: compile(ast.parse('x'),'','eval')
except TypeError as er: print(er)
