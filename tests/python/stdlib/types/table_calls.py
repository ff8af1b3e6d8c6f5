import types as t

for source in """t.SimpleNamespace(a=1), t.SimpleNamespace(), t.SimpleNamespace(a=1) == t.SimpleNamespace(a=1), t.SimpleNamespace(a=1).a, vars(t.SimpleNamespace(b=2)), t.SimpleNamespace(x=t.SimpleNamespace(y=1))
t.SimpleNamespace().x
t.SimpleNamespace(1)
t.MappingProxyType({'a': 1}), t.MappingProxyType({'a': 1})['a'], len(t.MappingProxyType({})), 'a' in t.MappingProxyType({'a': 1}), t.MappingProxyType({1: 2}).get(5), t.MappingProxyType({1: 2}) | {3: 4}, t.MappingProxyType({1: 2}) == {1: 2}
t.MappingProxyType({})['a']
t.MappingProxyType({}).update({})
t.MappingProxyType(5)
t.ModuleType('m').__name__, t.ModuleType('m', 'd').__doc__, repr(t.ModuleType('m')), type(t.ModuleType('m')) is t.ModuleType
t.ModuleType()
t.ModuleType('m').x
t.FunctionType.__name__, t.LambdaType is t.FunctionType, t.MethodType.__name__, t.BuiltinFunctionType is t.BuiltinMethodType, t.GeneratorType.__name__, t.CodeType.__name__, t.NoneType.__name__, t.EllipsisType.__name__, t.CellType.__name__, t.FrameType.__name__, t.TracebackType.__name__
t.MethodType(len, [1, 2])(), t.MethodType(lambda s: s, 5)(), t.MethodType(max, 3)(9)
t.MethodType(5, 1)
t.MethodType(len)
t.FunctionType((lambda: 7).__code__, {})(), t.FunctionType((lambda x: x).__code__, {}, 'n', (9,))()
t.FunctionType(5, {})
t.FunctionType((lambda: 0).__code__)
t.CellType(5).cell_contents, t.CellType() == t.CellType()
t.CellType().cell_contents
t.new_class('C').__name__, t.new_class('C', (int,))(5), t.resolve_bases((int, str)), isinstance(int | str, t.UnionType), isinstance(list[int], t.GenericAlias), t.GenericAlias(list, (int,))
t.NoneType(), t.NotImplementedType() is NotImplemented, t.EllipsisType() is ...
t.NoneType(1)""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
