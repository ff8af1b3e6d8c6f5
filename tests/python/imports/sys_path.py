import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
print(sys.path[0] == here, isinstance(sys.path, list))
try:
    import _elsewhere
except ImportError:
    print("not on the path")
sys.path.insert(0, os.path.join(here, "_dir"))
import _elsewhere
print(_elsewhere.WHERE, os.path.basename(os.path.dirname(_elsewhere.__file__)))
sys.path.pop(0)
print(__name__, os.path.basename(__file__), __package__)
import _ns.inside
print(_ns.inside.X, _ns.__name__, getattr(_ns, "__file__", None))
main = sys.modules["__main__"]
print(main.here == here, main is sys.modules[__name__])
print(sys.argv[0].endswith("sys_path.py"), len(sys.argv))
print("builtins" in sys.modules, "sys" in sys.modules, sys.modules["sys"] is sys)
print(sys.builtin_module_names[:0], "sys" in sys.builtin_module_names)
import runpy
result = runpy.run_path(os.path.join(here, "_script.py"), run_name="custom")
print(result["NAME"])
result = runpy.run_module("_elsewhere2", run_name="as_module") if False else None
