"""The abstract loader."""

import abc


class Loader(metaclass=abc.ABCMeta):
    """Abstract base class for import loaders."""

    def create_module(self, spec):
        return None

    def load_module(self, fullname):
        if not hasattr(self, "exec_module"):
            raise ImportError
        from importlib._bootstrap import _load, spec_from_loader
        return _load(spec_from_loader(fullname, self))
