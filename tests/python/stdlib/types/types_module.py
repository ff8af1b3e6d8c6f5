import types

ns = types.SimpleNamespace(a=1, b="x")
ns.c = [1]
print(ns, ns.a, ns == types.SimpleNamespace(a=1, b="x", c=[1]), vars(ns), types.SimpleNamespace())
del ns.c
print(ns)
m = types.ModuleType("mod", "doc")
m.x = 1
print(m.__name__, m.__doc__, m.x, m)
proxy = types.MappingProxyType({"a": 1})
print(proxy, proxy["a"], list(proxy), len(proxy), proxy.get("z"), "a" in proxy, proxy == {"a": 1}, proxy | {"b": 2}, proxy.copy(), list(proxy.items()))
try:
    proxy["b"] = 1
except TypeError as error:
    print(error)


def f():
    yield 1


class C:
    def m(self):
        pass


print(isinstance(f, types.FunctionType), isinstance(lambda: 0, types.LambdaType), isinstance(f(), types.GeneratorType), isinstance(f.__code__, types.CodeType), isinstance(C().m, types.MethodType), isinstance(len, types.BuiltinFunctionType), isinstance(types, types.ModuleType), isinstance(None, types.NoneType), isinstance(..., types.EllipsisType), isinstance(NotImplemented, types.NotImplementedType))
print(isinstance(int | str, types.UnionType), isinstance(list[int], types.GenericAlias), isinstance(C.__dict__, types.MappingProxyType), isinstance(type(C.__dict__), type))
g = types.FunctionType(f.__code__, globals(), "renamed")
print(g.__name__, list(g()))
meth = types.MethodType(lambda self, x: (self, x), 5)
print(meth(6), meth.__self__)
D = types.new_class("D", (C,), {}, lambda ns: ns.update(v=1))
print(D.v, D.__bases__, types.resolve_bases((int,)), types.prepare_class("E")[0])


class Dyn:
    @types.DynamicClassAttribute
    def x(self):
        return "instance"


print(Dyn().x)
try:
    raise ValueError
except ValueError as e:
    print(isinstance(e.__traceback__, types.TracebackType), isinstance(e.__traceback__.tb_frame, types.FrameType))
cell = types.CellType(5)
print(cell.cell_contents, types.CellType() == types.CellType())
