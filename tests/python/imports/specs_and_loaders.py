# importlib's specs and loaders beside the import statement; pkgutil, resources.
import importlib, importlib.util, importlib.machinery, importlib.abc, sys, os, pkgutil, types, tempfile, pathlib, zipfile
d=tempfile.mkdtemp(); sys.path.insert(0,d)
pathlib.Path(d,'modx.py').write_text('X=1\nimport sys\nprint("loading",__name__,__spec__.name,__loader__ is not None, __file__.endswith("modx.py"))\ndef f(): return 1/0\n')
pathlib.Path(d,'pkgx').mkdir(); pathlib.Path(d,'pkgx','__init__.py').write_text('__all__=["a"]\nVAL=3\n'); pathlib.Path(d,'pkgx','a.py').write_text('from . import VAL\nfrom .. import nope\n'); pathlib.Path(d,'pkgx','b.py').write_text('from .c import C\n'); pathlib.Path(d,'pkgx','c.py').write_text('class C: pass\n')
pathlib.Path(d,'pkgx','data.txt').write_text('hello')
pathlib.Path(d,'nsp').mkdir(); pathlib.Path(d,'nsp','m.py').write_text('Y=2')
import modx
print(modx.__spec__.origin==modx.__file__, modx.__name__, modx.__package__=='' , type(modx.__spec__).__name__, type(modx.__loader__).__name__)
spec=importlib.util.spec_from_file_location('dyn',os.path.join(d,'modx.py')); m=importlib.util.module_from_spec(spec); sys.modules['dyn']=m; spec.loader.exec_module(m); print(m.X, m.__name__)
print(importlib.util.find_spec('modx').name, importlib.util.find_spec('nosuch'), importlib.util.find_spec('pkgx.c').parent)
try: import pkgx.a
except ImportError as e: print(e)
import pkgx.b; print(pkgx.b.C.__module__, 'pkgx.c' in sys.modules, pkgx.c.C is pkgx.b.C)
import nsp.m; print(nsp.m.Y, nsp.__file__ if hasattr(nsp,'__file__') else None, list(nsp.__path__)==[os.path.join(d,'nsp')])
print(sorted(x.name for x in pkgutil.iter_modules([d])), sorted(x.name for x in pkgutil.walk_packages(pkgx.__path__,'pkgx.',onerror=lambda n:None)))
class F(importlib.abc.MetaPathFinder):
    def find_spec(self,name,path,target=None):
        if name=='virt': return importlib.machinery.ModuleSpec(name,L())
class L(importlib.abc.Loader):
    def create_module(self,spec): return None
    def exec_module(self,module): module.Z=42
sys.meta_path.insert(0,F())
import virt; print(virt.Z, virt.__spec__.loader.__class__.__name__)
sys.meta_path.pop(0)
importlib.reload(modx)
del sys.modules['modx']; import modx
mm=types.ModuleType('made','doc'); mm.q=1; sys.modules['made']=mm; from made import q; print(q, mm.__doc__)
pathlib.Path(d,'lazy.py').write_text('def __getattr__(n):\n  if n=="dyn": return 7\n  raise AttributeError(n)\ndef __dir__(): return ["dyn"]\n')
import lazy; print(lazy.dyn, dir(lazy)); from lazy import dyn
try: lazy.zzz
except AttributeError as e: print(e)
try: from lazy import zzz
except ImportError as e: print(str(e).split('(')[0])
pathlib.Path(d,'bad.py').write_text('x=(\n')
try: import bad
except SyntaxError as e: print(e.msg, e.lineno, os.path.basename(e.filename))
print('bad' in sys.modules)
pathlib.Path(d,'err.py').write_text('1/0\n')
try: import err
except ZeroDivisionError as e: print('zde', 'err' in sys.modules)
try: exec('from pkgx import *'); print(1)
except Exception as e: print(type(e).__name__, e)
print(pkgutil.get_data('pkgx','data.txt'))
import importlib.resources as ir; print((ir.files('pkgx')/'data.txt').read_text())
import runpy; print(runpy.run_module('modx')['__name__'])
print(importlib.import_module('.c','pkgx').__name__)
try: importlib.import_module('.c')
except TypeError as e: print(e)
print(__name__, __spec__, __file__.endswith('d1.py'))
import inspect; print(inspect.getsource(modx.f)); print(inspect.getmodule(modx.f).__name__)
import linecache; print(repr(linecache.getline(modx.__file__,1)))
try: modx.f()
except ZeroDivisionError:
    import traceback; print(traceback.format_exc().splitlines()[-2].strip())
