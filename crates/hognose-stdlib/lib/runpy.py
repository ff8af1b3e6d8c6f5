"""Runs modules and files as programs."""

import os
import sys
from importlib.util import find_spec, spec_from_file_location
from types import ModuleType

__all__ = ["run_module", "run_path"]


class _Error(Exception):
    """What is wrong with the module that was asked for."""


def _details(name, error=ImportError):
    if name.startswith("."):
        raise error("Relative module names not supported")
    parent = name.rpartition(".")[0]
    if parent:
        try:
            __import__(parent)
        except ImportError as e:
            if e.name is None or (e.name != parent and not parent.startswith(e.name + ".")):
                raise
            raise error(f"Error while finding module specification for {name!r} ({type(e).__name__}: {e})") from e
    try:
        spec = find_spec(name)
    except (ImportError, AttributeError, TypeError, ValueError) as e:
        raise error(f"Error while finding module specification for {name!r} ({type(e).__name__}: {e})") from e
    if spec is None:
        raise error(f"No module named {name}")
    if spec.submodule_search_locations is not None:
        if name == "__main__" or name.endswith(".__main__"):
            raise error("Cannot use package as __main__ module")
        try:
            return _details(name + ".__main__", error)
        except error as e:
            if name not in sys.modules:
                raise
            raise error(f"{e}; {name!r} is a package and cannot be directly executed") from e
    loader = spec.loader
    if loader is None:
        raise error(f"{name!r} is a namespace package and cannot be executed")
    try:
        code = loader.get_code(name)
    except ImportError as e:
        raise error(str(e)) from e
    if code is None:
        raise error(f"No code object available for {name}")
    return name, spec, code


def _run(code, namespace, init, name, spec, package=None, file=None):
    namespace.update(__name__=name, __file__=spec.origin if spec else file, __cached__=None, __doc__=None,
                     __loader__=spec.loader if spec else None, __package__=spec.parent if spec else package, __spec__=spec)
    if init is not None:
        namespace.update(init)
    exec(code, namespace)
    return namespace


def _run_module_as_main(mod_name, alter_argv=True):
    """Runs the designated module in the __main__ namespace."""
    try:
        if alter_argv or mod_name != "__main__":
            mod_name, spec, code = _details(mod_name, _Error)
        else:
            spec = spec_from_file_location("__main__", os.path.join(sys.path[0], "__main__.py"))
            code = spec.loader.get_code("__main__")
    except _Error as e:
        sys.exit(f"{sys.executable}: {e}")
    main = sys.modules.get("__main__")
    if main is None:
        main = sys.modules["__main__"] = ModuleType("__main__")
    if alter_argv:
        if sys.argv:
            sys.argv[0] = spec.origin
        else:
            sys.argv.append(spec.origin)
    main.__dict__.setdefault("__builtins__", __import__("builtins"))
    return _run(code, main.__dict__, None, "__main__", spec)


def _temporary(code, init, name, spec, package=None, file=None):
    module = ModuleType(name)
    old = sys.modules.get(name)
    sys.modules[name] = module
    saved = sys.argv[0] if sys.argv else None
    if sys.argv:
        sys.argv[0] = spec.origin if spec else file
    try:
        return dict(_run(code, module.__dict__, init, name, spec, package, file))
    finally:
        if sys.argv:
            sys.argv[0] = saved
        if old is None:
            sys.modules.pop(name, None)
        else:
            sys.modules[name] = old


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Execute a module's code without importing it."""
    mod_name, spec, code = _details(mod_name)
    run_name = mod_name if run_name is None else run_name
    if alter_sys:
        return _temporary(code, init_globals, run_name, spec)
    return _run(code, {}, init_globals, run_name, spec)


def run_path(path_name, init_globals=None, run_name=None):
    """Execute code located at the specified filesystem location."""
    run_name = "<run_path>" if run_name is None else run_name
    path_name = os.fspath(path_name)
    package = run_name.rpartition(".")[0]
    if os.path.isdir(path_name):
        sys.path.insert(0, path_name)
        try:
            path_name = os.path.join(path_name, "__main__.py")
            return run_path(path_name, init_globals, run_name)
        finally:
            sys.path.pop(0)
    with open(path_name, "rb") as file:
        code = compile(file.read(), path_name, "exec")
    return _temporary(code, init_globals, run_name, None, package, path_name)


# Names that the library's own modules (trace, pdb, profile) ask for.
_get_module_details = _details


def _get_main_module_details(error=ImportError):
    return _details("__main__", error)


def _run_code(code, run_globals, init_globals=None, mod_name=None, mod_spec=None, pkg_name=None, script_name=None):
    return _run(code, run_globals, init_globals, mod_name, mod_spec, pkg_name, script_name)
