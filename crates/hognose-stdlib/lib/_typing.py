"""TypeVar, ParamSpec, TypeVarTuple, TypeAliasType, Generic."""

from types import GenericAlias, UnionType as Union
import sys


class _Identity:
    """Hands back its argument; unlike a Python function it becomes no method."""
    __slots__ = ()

    def __call__(self, arg, /):
        return arg


_idfunc = _Identity()


class _NoDefault:
    __slots__ = ()

    def __new__(cls):
        return NoDefault

    def __repr__(self):
        return "typing.NoDefault"

    def __reduce__(self):
        return "NoDefault"


_NoDefault.__name__ = _NoDefault.__qualname__ = "NoDefaultType"
NoDefault = object.__new__(_NoDefault)


def _caller():
    try:
        return sys._getframe(2).f_globals.get("__name__")
    except (ValueError, AttributeError):
        return None


def _check(value, message):
    import typing
    return typing._type_check(value, message)


class _Parameter:
    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __init_subclass__(cls, *args, **kwargs):
        if cls.__module__ not in ("typing", "_typing"):
            raise TypeError(f"type 'typing.{cls.__base__.__name__}' is not an acceptable base type")

    def __reduce__(self):
        return self.__name__

    @property
    def __default__(self):
        return self._default

    def has_default(self):
        return self._default is not NoDefault

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__

    def __or__(self, other):
        import typing
        return typing.Union[self, other]

    def __ror__(self, other):
        import typing
        return typing.Union[other, self]

    def _variance(self, covariant, contravariant, infer_variance):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if infer_variance and (covariant or contravariant):
            raise ValueError("Variance cannot be specified with infer_variance.")
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)


class TypeVar(_Parameter):
    """Type variable."""

    def __init__(self, name, *constraints, bound=None, default=NoDefault, covariant=False, contravariant=False,
                 infer_variance=False):
        if not isinstance(name, str):
            raise TypeError(f"TypeVar() argument 'name' must be str, not {type(name).__name__}")
        self.__name__ = name
        self._variance(covariant, contravariant, infer_variance)
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        self.__constraints__ = tuple(_check(c, "TypeVar(name, constraint, ...): constraints must be types.") for c in constraints)
        self.__bound__ = None if bound is None else _check(bound, "Bound must be a type.")
        self._default = default
        module = _caller()
        if module != "typing":
            self.__module__ = module

    evaluate_bound = evaluate_constraints = evaluate_default = None

    def __typing_subst__(self, arg):
        import typing
        return typing._typevar_subst(self, arg)

    def __typing_prepare_subst__(self, alias, args):
        params = alias.__parameters__
        i = params.index(self)
        if i < len(args):
            return args
        if i == len(args) and self.has_default():
            return (*args, self.__default__)
        raise TypeError(f"Too few arguments for {alias}")


class ParamSpecArgs:
    def __init__(self, origin, /):
        self.__origin__ = origin

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if isinstance(other, ParamSpecArgs) else NotImplemented

    def __hash__(self):
        return hash((ParamSpecArgs, self.__origin__))

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"

    def __mro_entries__(self, bases):
        raise TypeError("Cannot subclass an instance of ParamSpecArgs")


class ParamSpecKwargs:
    def __init__(self, origin, /):
        self.__origin__ = origin

    def __eq__(self, other):
        return self.__origin__ == other.__origin__ if isinstance(other, ParamSpecKwargs) else NotImplemented

    def __hash__(self):
        return hash((ParamSpecKwargs, self.__origin__))

    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"

    def __mro_entries__(self, bases):
        raise TypeError("Cannot subclass an instance of ParamSpecKwargs")


class ParamSpec(_Parameter):
    """Parameter specification variable."""

    def __init__(self, name, *, bound=None, default=NoDefault, covariant=False, contravariant=False, infer_variance=False):
        self.__name__ = name
        self._variance(covariant, contravariant, infer_variance)
        self.__bound__ = None if bound is None else _check(bound, "Bound must be a type.")
        self._default = default
        module = _caller()
        if module != "typing":
            self.__module__ = module

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg):
        import typing
        return typing._paramspec_subst(self, arg)

    def __typing_prepare_subst__(self, alias, args):
        import typing
        return typing._paramspec_prepare_subst(self, alias, args)


class TypeVarTuple(_Parameter):
    """Type variable tuple."""

    def __init__(self, name, *, default=NoDefault):
        self.__name__ = name
        self._default = default
        module = _caller()
        if module != "typing":
            self.__module__ = module

    def __iter__(self):
        import typing
        yield typing.Unpack[self]

    def __repr__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def __typing_prepare_subst__(self, alias, args):
        import typing
        return typing._typevartuple_prepare_subst(self, alias, args)


class TypeAliasType:
    """Type alias."""

    def __init__(self, name, value, *, type_params=()):
        if not isinstance(name, str):
            raise TypeError(f"typealias() argument 'name' must be str, not {type(name).__name__}")
        self.__name__ = name
        self._value = value
        self.__type_params__ = self.__parameters__ = type_params
        self.__module__ = _caller()

    @property
    def __value__(self):
        return self._value

    def __getitem__(self, args):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return GenericAlias(self, args)

    def __or__(self, other):
        import typing
        return typing.Union[self, other]

    def __ror__(self, other):
        import typing
        return typing.Union[other, self]

    def __repr__(self):
        return self.__name__

    def __reduce__(self):
        return self.__name__


class Generic:
    """Abstract base class for generic types."""
    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, *args, **kwargs):
        import typing
        return typing._generic_class_getitem(cls, *args, **kwargs)

    def __init_subclass__(cls, *args, **kwargs):
        import typing
        return typing._generic_init_subclass(cls, *args, **kwargs)


for _cls in (TypeVar, ParamSpec, TypeVarTuple, ParamSpecArgs, ParamSpecKwargs, TypeAliasType, Generic, _NoDefault):
    _cls.__module__ = "typing"
del _cls


# What the compiler calls for `def f[T]`, `class C[T]` and `type A = ...`: bounds and values are functions that are called late.

def _lazy(parameter, **names):
    parameter._late = names
    return parameter


class _Late:
    """An attribute whose value is computed when it is first asked for."""

    def __init__(self, name):
        self.name = name

    def __set__(self, obj, value):
        obj.__dict__[self.name] = value

    def __get__(self, obj, cls=None):
        if obj is None:
            return self
        late = obj.__dict__.get("_late")
        if late and self.name in late:
            obj.__dict__[self.name] = late.pop(self.name)()
        return obj.__dict__[self.name]


TypeVar.__bound__ = _Late("__bound__")
TypeVar.__constraints__ = _Late("__constraints__")
TypeAliasType._value = _Late("_value")
for _cls in (TypeVar, ParamSpec, TypeVarTuple):
    _cls._default = _Late("_default")
del _cls


def _call(function):
    # Annotation scopes take the format they shall give: 1, values.
    code = getattr(function, "__code__", None)
    return function(1) if code is not None and code.co_argcount else function()


def _make_typevar(name):
    made = TypeVar(name, infer_variance=True)
    made.__module__ = _module()
    return made


def _module():
    try:
        return sys._getframe(2).f_globals.get("__name__")
    except (ValueError, AttributeError):
        return None


def _make_typevar_bound(name, bound):
    made = TypeVar(name, infer_variance=True)
    made.__module__ = _module()
    return _lazy(made, __bound__=lambda: _call(bound))


def _make_typevar_constraints(name, constraints):
    made = TypeVar(name, infer_variance=True)
    made.__module__ = _module()
    return _lazy(made, __constraints__=lambda: tuple(_call(constraints)))


def _make_typevartuple(name):
    made = TypeVarTuple(name)
    made.__infer_variance__ = True
    made.__module__ = _module()
    return made


def _make_paramspec(name):
    made = ParamSpec(name, infer_variance=True)
    made.__module__ = _module()
    return made


def _set_default(parameter, default):
    late = parameter.__dict__.setdefault("_late", {})
    late["_default"] = lambda: _call(default)
    return parameter


def _subscript_generic(parameters):
    import typing
    unpacked = tuple(typing.Unpack[p] if isinstance(p, TypeVarTuple) else p for p in parameters)
    return typing.Generic[unpacked]


def _make_type_alias(name, parameters, value):
    made = TypeAliasType(name, None, type_params=parameters or ())
    made.__module__ = _module()
    return _lazy(made, _value=lambda: _call(value))
