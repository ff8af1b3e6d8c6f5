"""A stand-in for pyperf: runs pyperformance's programs unchanged, once, in this process.

The runner outside measures CPU time and memory; here each benchmark's body is called
HOGNOSE_LOOPS times (1 unless set). Nothing is imported that a benchmark does not need itself.
What a body returns is printed if it is plain data, so that two interpreters can be compared.
"""

import os
import sys
from time import perf_counter

LOOPS = int(os.environ.get("HOGNOSE_LOOPS", "1"))


_LONGEST = 2000


def _is_plain(value, depth=0):
    kind = type(value)
    if value is None or kind in (int, float, complex, bool, str, bytes):
        return True
    if depth > 8:
        return False
    if kind in (list, tuple):
        return all(_is_plain(item, depth + 1) for item in value)
    if kind is dict:
        return all(_is_plain(k, depth + 1) and _is_plain(v, depth + 1) for k, v in value.items())
    return False


def _show(name, value):
    """Prints a result: its text, or of a long one the ends and the length."""
    if value is None or not _is_plain(value):
        return
    text = repr(value)
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST // 2]} ... {text[-_LONGEST // 2:]} ({len(text)} characters)"
    print(name, text)


class _Arguments:
    """The values that options have."""


class _Parser:
    """The part of argparse that benchmarks use: options and positionals with defaults."""

    def __init__(self):
        self._options = {}
        self._positionals = []
        self._defaults = {}

    def add_argument(self, *names, dest=None, action=None, type=None, default=None, choices=None, nargs=None, **_):
        name = dest or names[-1].lstrip("-").replace("-", "_")
        if action == "store_true":
            default = False
        self._defaults[name] = default
        if names[0].startswith("-"):
            for option in names:
                self._options[option] = (name, action, type)
        else:
            self._positionals.append((name, type))

    def add_argument_group(self, *_, **__):
        return self

    def add_mutually_exclusive_group(self, *_, **__):
        return self

    def set_defaults(self, **defaults):
        self._defaults.update(defaults)

    def parse_args(self, argv=None):
        result = _Arguments()
        for name, value in self._defaults.items():
            setattr(result, name, value)
        words = list(sys.argv[1:] if argv is None else argv)
        positionals = list(self._positionals)
        while words:
            word = words.pop(0)
            if word in self._options or word.split("=")[0] in self._options:
                option, _, value = word.partition("=")
                name, action, convert = self._options[option]
                if action == "store_true":
                    value = True
                else:
                    value = value or words.pop(0)
                    value = convert(value) if convert else value
                setattr(result, name, value)
            elif positionals:
                name, convert = positionals.pop(0)
                setattr(result, name, convert(word) if convert else word)
            else:
                raise SystemExit("pyperf stand-in: unknown argument " + word)
        return result


class Runner:
    """pyperf.Runner without its worker processes and statistics."""

    def __init__(self, **_):
        self.metadata = {}
        self.argparser = _Parser()
        self.args = None

    def parse_args(self, args=None):
        if self.args is None:
            self.args = self.argparser.parse_args(args)
        return self.args

    def bench_time_func(self, name, time_func, *args, inner_loops=None, metadata=None):
        self.parse_args()
        time_func(LOOPS, *args)

    def bench_func(self, name, func, *args, inner_loops=None, metadata=None):
        self.parse_args()
        result = None
        for _ in range(LOOPS):
            result = func(*args)
        _show(name, result)

    def bench_async_func(self, name, func, *args, loop_factory=None, inner_loops=None, metadata=None):
        self.parse_args()
        import asyncio

        async def repeat():
            result = None
            for _ in range(LOOPS):
                result = await func(*args)
            return result

        _show(name, asyncio.run(repeat()))

    def bench_command(self, name, command, **_):
        raise NotImplementedError("the stand-in runs no other processes")


def python_implementation():
    return sys.implementation.name


def python_has_jit():
    return False


def add_runs(*_):
    raise NotImplementedError("the stand-in keeps no results")
