//! Module `builtins`: the functions, and the table of everything in it.
//!
//! `__build_class__` and `__import__` are the core's, `open` is io's.

mod attributes;
mod code;
mod input;
mod iteration;
pub(crate) mod minmax;
mod numbers;
mod print;
pub(crate) mod site;
pub(crate) mod sum;
pub(crate) mod tree;

pub use attributes::dir_of;

use crate::prelude::*;

/// The functions of module builtins.
pub const FUNCTIONS: &[Def] = &[
    function("abs", "(number, /)", numbers::abs).doc("Return the absolute value of the argument."),
    function("aiter", "(async_iterable, /)", iteration::aiter).doc("Return an AsyncIterator for an AsyncIterable object."),
    function("all", "(iterable, /)", iteration::all)
        .driven(Driven::All)
        .doc("Return True if bool(x) is True for all values x in the iterable.\n\nIf the iterable is empty, return True."),
    function("any", "(iterable, /)", iteration::any)
        .driven(Driven::Any)
        .doc("Return True if bool(x) is True for any x in the iterable.\n\nIf the iterable is empty, return False."),
    function("ascii", "(obj, /)", print::ascii)
        .doc("Return an ASCII-only representation of an object.\n\nAs repr(), return a string containing a printable representation of an\nobject, but escape the non-ASCII characters in the string returned by\nrepr() using \\\\x, \\\\u or \\\\U escapes. This generates a string similar\nto that returned by repr() in Python 2."),
    function("bin", "(number, /)", numbers::bin)
        .doc("Return the binary representation of an integer.\n\n   >>> bin(2796202)\n   '0b1010101010101010101010'"),
    function("breakpoint", "(*args, **kws)", |vm, a| match vm.sys_dict.get_str(&vm.intern("breakpointhook")?) {
        Some(hook) => vm.call_with(&hook, &a[0], &a[1]),
        None => Err(vm.runtime_error("lost sys.breakpointhook")),
    })
    .doc("Call sys.breakpointhook(*args, **kws)."),
    function("callable", "(obj, /)", attributes::callable)
        .doc("Return whether the object is callable (i.e., some kind of function).\n\nNote that classes are callable, as are instances of classes with a\n__call__() method."),
    function("chr", "(i, /)", numbers::chr).doc("Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff."),
    function("compile", "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)", code::compile)
        .doc("Compile source into a code object that can be executed by exec() or eval()."),
    function("delattr", "(obj, name, /)", attributes::delattr)
        .doc("Deletes the named attribute from the given object.\n\ndelattr(x, 'y') is equivalent to ``del x.y``"),
    function("dir", "(object=None, /)", attributes::dir),
    function("divmod", "(x, y, /)", numbers::divmod).doc("Return the tuple (x//y, x%y).  Invariant: div*y + mod == x."),
    function("eval", "(source, /, globals=None, locals=None)", code::eval)
        .doc("Evaluate the given source in the context of globals and locals."),
    function("exec", "(source, /, globals=None, locals=None, *, closure=None)", code::exec)
        .doc("Execute the given source in the context of globals and locals."),
    function("format", "(value, format_spec='', /)", print::format)
        .doc("Return type(value).__format__(value, format_spec)\n\nMany built-in types implement format_spec according to the\nFormat Specification Mini-language. See help('FORMATTING')\nfor details."),
    function("getattr", "(object, name, default=None, /)", attributes::getattr)
        .doc("Get a named attribute from an object; getattr(x, 'y') is equivalent to x.y.\nWhen a default argument is given, it is returned when the attribute doesn't\nexist; without it, an exception is raised in that case."),
    function("globals", "()", code::globals).doc("Return the dictionary containing the current scope's global variables."),
    function("hasattr", "(obj, name, /)", attributes::hasattr)
        .doc("Return whether the object has an attribute with the given name.\n\nThis is done by calling getattr(obj, name) and catching AttributeError."),
    function("hash", "(obj, /)", attributes::hash)
        .doc("Return the hash value for the given object.\n\nTwo objects that compare equal must also have the same hash value, but the\nreverse is not necessarily true."),
    function("hex", "(number, /)", numbers::hex).doc("Return the hexadecimal representation of an integer.\n\n   >>> hex(12648430)\n   '0xc0ffee'"),
    function("id", "(obj, /)", attributes::id)
        .doc("Return the identity of an object.\n\nThis is guaranteed to be unique among simultaneously existing objects."),
    function("input", "(prompt='', /)", input::input).doc("Read a string from standard input.  The trailing newline is stripped."),
    function("isinstance", "(obj, class_or_tuple, /)", attributes::isinstance)
        .doc("Return whether an object is an instance of a class or of a subclass thereof.\n\nA tuple, as in ``isinstance(x, (A, B, ...))``, may be given as the target to\ncheck against. This is equivalent to ``isinstance(x, A) or isinstance(x, B)\nor ...`` etc."),
    function("issubclass", "(cls, class_or_tuple, /)", attributes::issubclass)
        .doc("Return whether 'cls' is derived from another class or is the same class.\n\nA tuple, as in ``issubclass(x, (A, B, ...))``, may be given as the target to\ncheck against. This is equivalent to ``issubclass(x, A) or issubclass(x, B)\nor ...``."),
    function("iter", "(object, sentinel=None, /)", iteration::iter)
        .doc("Get an iterator from an object.\n\nIn the first form, the argument must supply its own iterator, or be a sequence.\nIn the second form, the callable is called until it returns the sentinel."),
    function("len", "(obj, /)", iteration::len).doc("Return the number of items in a container."),
    function("locals", "()", code::locals).doc("Return a dictionary containing the current scope's local variables."),
    function("max", "(*args, key=None, default=None)", minmax::max)
        .driven(Driven::Max)
        .doc("max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value\n\nWith a single iterable argument, return its biggest item. The\ndefault keyword-only argument specifies an object to return if\nthe provided iterable is empty.\nWith two or more positional arguments, return the largest argument."),
    function("min", "(*args, key=None, default=None)", minmax::min)
        .driven(Driven::Min)
        .doc("min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value\n\nWith a single iterable argument, return its smallest item. The\ndefault keyword-only argument specifies an object to return if\nthe provided iterable is empty.\nWith two or more positional arguments, return the smallest argument."),
    function("next", "(iterator, default=None, /)", iteration::next)
        .doc("Return the next item from the iterator.\n\nIf default is given and the iterator is exhausted,\nit is returned instead of raising StopIteration."),
    function("anext", "(aiterator, default=None, /)", iteration::anext).doc("Return the next item from the async iterator."),
    function("oct", "(number, /)", numbers::oct).doc("Return the octal representation of an integer.\n\n   >>> oct(342391)\n   '0o1234567'"),
    function("open", "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)", input::open)
        .doc("Open file and return a stream.  Raise OSError upon failure."),
    function("ord", "(c, /)", numbers::ord).doc("Return the Unicode code point for a one-character string."),
    function("pow", "(base, exp, mod=None)", numbers::pow)
        .doc("Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments.\n\nSome types, such as ints, are able to use a more efficient algorithm when\ninvoked using the three argument form."),
    function("print", "(*args, sep=' ', end='\\n', file=None, flush=False)", print::print)
        .doc("Prints the values to a stream, or to sys.stdout by default.\n\n  sep\n    string inserted between values, default a space.\n  end\n    string appended after the last value, default a newline.\n  file\n    a file-like object (stream); defaults to the current sys.stdout.\n  flush\n    whether to forcibly flush the stream."),
    function("repr", "(obj, /)", print::repr)
        .doc("Return the canonical string representation of the object.\n\nFor many object types, including most builtins, eval() will return\nan equivalent object when passed to that function."),
    function("round", "(number, ndigits=None)", numbers::round)
        .doc("Round a number to a given precision in decimal digits.\n\nThe return value is an integer if ndigits is omitted or None.  Otherwise\nthe return value has the same type as the number.  ndigits may be negative."),
    function("setattr", "(obj, name, value, /)", attributes::setattr)
        .doc("Sets the named attribute on the given object to the specified value.\n\nsetattr(x, 'y', v) is equivalent to ``x.y = v``"),
    function("sorted", "(iterable, /, *, key=None, reverse=False)", iteration::sorted)
        .driven(Driven::Sorted)
        .doc("Return a new list containing all items from the iterable in ascending order.\n\nA custom key function can be supplied to customize the sort order, and the\nreverse flag can be set to request the result in descending order."),
    function("sum", "(iterable, /, start=0)", sum::sum)
        .driven(Driven::Sum)
        .doc("Return the sum of a 'start' value (default: 0) plus an iterable of numbers\n\nWhen the iterable is empty, return the start value.\nThis function is intended specifically for use with numeric values and may\nreject non-numeric types."),
    function("vars", "(object=None, /)", attributes::vars)
        .doc("vars([object]) -> dictionary\n\nWithout arguments, equivalent to locals().\nWith an argument, equivalent to object.__dict__."),
];
