"""Context variables. `_current` is each thread's own: the interpreter exchanges it when another thread goes on."""

import _threads

_missing = object()


class Context:
    __slots__ = ("_data", "_previous", "__weakref__")

    def __init__(self):
        self._data = {}
        self._previous = None

    def run(self, callable, /, *args, **kwargs):
        global _current
        if self._previous is not None:
            raise RuntimeError(f"cannot enter context: {self!r} is already entered")
        self._previous, _current = _current, self
        try:
            return callable(*args, **kwargs)
        finally:
            _current, self._previous = self._previous, None

    def copy(self):
        made = Context()
        made._data = dict(self._data)
        return made

    def get(self, key, default=None, /):
        return self._data.get(key, default)

    def __getitem__(self, key):
        if not isinstance(key, ContextVar):
            raise TypeError(f"a ContextVar key was expected, got {key!r}")
        return self._data[key]

    def __contains__(self, key):
        return key in self._data

    def __iter__(self):
        return iter(self._data)

    def __len__(self):
        return len(self._data)

    def __eq__(self, other):
        return self._data == other._data if isinstance(other, Context) else NotImplemented

    __hash__ = None

    def keys(self):
        return self._data.keys()

    def values(self):
        return self._data.values()

    def items(self):
        return self._data.items()


_current = Context()


class Token:
    MISSING = _missing
    __slots__ = ("_context", "var", "old_value", "_used")

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.var.reset(self)


class ContextVar:
    __slots__ = ("name", "_default", "__weakref__")

    def __init__(self, name, *, default=_missing):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self.name = name
        self._default = default

    def get(self, default=_missing, /):
        value = _current._data.get(self, _missing)
        if value is not _missing:
            return value
        if default is not _missing:
            return default
        if self._default is not _missing:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        token = Token()
        token._context, token.var, token._used = _current, self, False
        token.old_value = _current._data.get(self, _missing)
        _current._data[self] = value
        return token

    def reset(self, token, /):
        if token._used:
            raise RuntimeError(f"{token!r} has already been used once")
        if token.var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        if token._context is not _current:
            raise ValueError(f"{token!r} was created in a different Context")
        token._used = True
        if token.old_value is _missing:
            _current._data.pop(self, None)
        else:
            _current._data[self] = token.old_value

    def __repr__(self):
        default = "" if self._default is _missing else f" default={self._default!r}"
        return f"<ContextVar name={self.name!r}{default} at {id(self):#x}>"

    __class_getitem__ = classmethod(type(list[int]))


def copy_context():
    return _current.copy()


_threads.contexts_in(globals())
