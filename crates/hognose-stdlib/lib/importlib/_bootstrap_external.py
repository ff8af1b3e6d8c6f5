"""Loaders of files, and the search along a path."""

import os
import sys
from importlib._bootstrap import ModuleSpec

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = [".pyc"]
EXTENSION_SUFFIXES = []
MAGIC_NUMBER = b"\x2b\x0e\r\n"
path_sep = "/"
_EMBEDDED = "<hognose>"


def cache_from_source(path, debug_override=None, *, optimization=None):
    """Given the path to a .py file, return the path to its .pyc file."""
    head, tail = os.path.split(os.fspath(path))
    base, dot, rest = tail.rpartition(".")
    tag = sys.implementation.cache_tag
    return os.path.join(head, "__pycache__", f"{base or rest}.{tag}{'.opt-' + str(optimization) if optimization else ''}.pyc")


def source_from_cache(path):
    """Given the path to a .pyc. file, return the path to its .py file."""
    head, name = os.path.split(os.fspath(path))
    head, cache = os.path.split(head)
    if cache != "__pycache__":
        raise ValueError(f"__pycache__ not bottom-level directory in {path!r}")
    return os.path.join(head, name.partition(".")[0] + ".py")


def decode_source(source_bytes):
    """Decode bytes representing source code and return the string."""
    import io
    import tokenize
    encoding = tokenize.detect_encoding(io.BytesIO(source_bytes).readline)[0]
    return source_bytes.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")


class _LoaderBasics:
    def create_module(self, spec):
        return None

    def exec_module(self, module):
        code = self.get_code(module.__name__)
        exec(code, module.__dict__)

    def load_module(self, fullname):
        from importlib._bootstrap import _load
        return _load(spec_from_file_location(fullname, loader=self))


class FileLoader(_LoaderBasics):
    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def get_filename(self, name=None):
        return self.path

    def get_data(self, path):
        with open(path, "rb") as file:
            return file.read()

    def get_resource_reader(self, name=None):
        from importlib.readers import FileReader
        return FileReader(self)

    def is_package(self, fullname):
        stem = os.path.basename(self.path).rpartition(".")[0]
        return stem == "__init__" and fullname.rpartition(".")[2] != "__init__"


class SourceLoader(_LoaderBasics):
    def path_mtime(self, path):
        return int(self.path_stats(path)["mtime"])

    def get_source(self, fullname):
        return decode_source(self.get_data(self.get_filename(fullname)))

    def source_to_code(self, data, path, *, _optimize=-1):
        return compile(data, path, "exec", dont_inherit=True, optimize=_optimize)

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_source(fullname), path)

    def is_package(self, fullname):
        stem = os.path.basename(self.get_filename(fullname)).rpartition(".")[0]
        return stem == "__init__" and fullname.rpartition(".")[2] != "__init__"


class SourceFileLoader(FileLoader, SourceLoader):
    def path_stats(self, path):
        st = os.stat(path)
        return {"mtime": st.st_mtime, "size": st.st_size}


class SourcelessFileLoader(FileLoader, _LoaderBasics):
    def get_code(self, fullname):
        raise ImportError("bytecode files are not read", name=fullname)

    def get_source(self, fullname):
        return None


class ExtensionFileLoader(FileLoader):
    def get_code(self, fullname):
        raise ImportError("extension modules are not loaded", name=fullname)


class NamespaceLoader(_LoaderBasics):
    def __init__(self, name=None, path=None, path_finder=None):
        self._path = path

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ""

    def get_code(self, fullname):
        return compile("", "<string>", "exec", dont_inherit=True)


_NamespaceLoader = NamespaceLoader


class _EmbeddedLoader(_LoaderBasics):
    """For modules of the embedded library: the interpreter imports them itself."""

    def __init__(self, name, path):
        self.name, self.path = name, path

    def exec_module(self, module):
        sys.modules.pop(module.__name__, None)
        __import__(module.__name__)

    def is_package(self, fullname):
        return self.path.endswith("/__init__.py")

    def get_filename(self, name=None):
        return self.path

    def get_source(self, fullname):
        import _frozenlib
        return _frozenlib.source(fullname)

    def get_code(self, fullname):
        return compile(self.get_source(fullname), self.path, "exec", dont_inherit=True)


_UNSET = object()


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_UNSET):
    """Return a module spec based on a file location."""
    if location is None:
        location = loader.get_filename(name) if hasattr(loader, "get_filename") else "<unknown>"
    else:
        location = os.fspath(location)
        if not location.startswith(_EMBEDDED):
            location = os.path.abspath(location)
    spec = ModuleSpec(name, loader, origin=location)
    spec._set_fileattr = True
    if loader is None:
        if not location.endswith(tuple(SOURCE_SUFFIXES)):
            return None
        loader = spec.loader = SourceFileLoader(name, location)
    if submodule_search_locations is _UNSET:
        if hasattr(loader, "is_package"):
            try:
                if loader.is_package(name):
                    spec.submodule_search_locations = []
            except ImportError:
                pass
    else:
        spec.submodule_search_locations = submodule_search_locations
    if spec.submodule_search_locations == []:
        spec.submodule_search_locations.append(os.path.dirname(location))
    return spec


class FileFinder:
    """Finds modules in one directory."""

    def __init__(self, path, *loader_details):
        self.path = path or "."

    def invalidate_caches(self):
        pass

    def find_spec(self, fullname, target=None):
        leaf = fullname.rpartition(".")[2]
        base = os.path.join(self.path, leaf)
        init = os.path.join(base, "__init__.py")
        if os.path.isfile(init):
            return spec_from_file_location(fullname, init)
        if os.path.isfile(base + ".py"):
            return spec_from_file_location(fullname, base + ".py")
        if os.path.isdir(base):
            spec = ModuleSpec(fullname, None)
            spec.submodule_search_locations = [base]
            return spec
        return None

    @classmethod
    def path_hook(cls, *loader_details):
        def path_hook_for_FileFinder(path):
            if not os.path.isdir(path or "."):
                raise ImportError("only directories are supported", path=path)
            return cls(path)
        return path_hook_for_FileFinder


class PathFinder:
    """Meta path finder for sys.path and package __path__ attributes."""

    @staticmethod
    def invalidate_caches():
        pass

    @staticmethod
    def find_spec(fullname, path=None, target=None):
        portions = []
        for entry in sys.path if path is None else path:
            if not isinstance(entry, str) or entry.startswith(_EMBEDDED):
                continue
            spec = FileFinder(entry).find_spec(fullname)
            if spec is None:
                continue
            if spec.loader is not None:
                return spec
            portions.extend(spec.submodule_search_locations)
        if path is None or any(isinstance(e, str) and e.startswith(_EMBEDDED) for e in path):
            import _frozenlib
            place = _frozenlib.path(fullname)
            if place is not None:
                return spec_from_file_location(fullname, place, loader=_EmbeddedLoader(fullname, place))
        if portions:
            spec = ModuleSpec(fullname, NamespaceLoader(fullname, portions), is_package=True)
            spec.submodule_search_locations = portions
            return spec
        return None


class WindowsRegistryFinder:
    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None


class AppleFrameworkLoader(ExtensionFileLoader):
    pass


def _get_supported_file_loaders():
    return [(SourceFileLoader, SOURCE_SUFFIXES)]


def _path_isabs(path):
    return path.startswith("/")


def _spec_of(name, file):
    """The spec of a module that the interpreter itself imports from a file."""
    loader = (_EmbeddedLoader if file.startswith(_EMBEDDED) else SourceFileLoader)(name, file)
    return spec_from_file_location(name, file, loader=loader)


def _complete():
    """Modules that came before this one get specs and loaders of these classes."""
    plain = type(sys.implementation)
    for name, module in list(sys.modules.items()):
        space = getattr(module, "__dict__", {})
        file = space.get("__file__")
        if isinstance(file, str) and type(space.get("__spec__")) is plain:
            spec = space["__spec__"] = _spec_of(name, file)
            space["__loader__"] = spec.loader
            spec._initializing = False


_complete()
if not sys.path_hooks:
    sys.path_hooks.append(FileFinder.path_hook((SourceFileLoader, SOURCE_SUFFIXES)))
