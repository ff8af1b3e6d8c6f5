"""Utility code for constructing importers, etc."""

import sys
from importlib._bootstrap import _find_spec, _resolve_name, module_from_spec, spec_from_loader
from importlib._bootstrap_external import MAGIC_NUMBER, cache_from_source, decode_source, source_from_cache, spec_from_file_location


def source_hash(source_bytes):
    """Return the hash of *source_bytes* as used in hash-based pyc files."""
    return hash(source_bytes).to_bytes(8, "little", signed=True)


def resolve_name(name, package):
    """Resolve a relative module name to an absolute one."""
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(f"no package specified for {name!r} (required for relative module names)")
    level = len(name) - len(name.lstrip("."))
    return _resolve_name(name[level:], package, level)


def find_spec(name, package=None):
    """Return the spec for the specified module."""
    fullname = resolve_name(name, package) if name.startswith(".") else name
    if fullname in sys.modules:
        module = sys.modules[fullname]
        if module is None:
            return None
        spec = getattr(module, "__spec__", None)
        if spec is None:
            raise ValueError(f"{name}.__spec__ is {'None' if hasattr(module, '__spec__') else 'not set'}") from None
        if getattr(spec, "loader", None) is not None:
            return spec
    parent = fullname.rpartition(".")[0]
    path = None
    if parent:
        try:
            path = __import__(parent, fromlist=["__path__"]).__path__
        except AttributeError as e:
            raise ModuleNotFoundError(f"__path__ attribute not found on {parent!r} while trying to find {fullname!r}",
                                      name=fullname) from e
    return _find_spec(fullname, path)


class LazyLoader:
    """A loader that creates a module which defers loading until attribute access. (Here it loads at once.)"""

    def __init__(self, loader):
        self.loader = loader

    @classmethod
    def factory(cls, loader):
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        self.loader.exec_module(module)
