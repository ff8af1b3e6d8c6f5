"""A profiler on sys.setprofile: Python functions are counted and timed, native ones belong to their callers."""

import importlib.machinery
import io
import sys
from time import perf_counter

import profile as _pyprofile

__all__ = ["run", "runctx", "Profile"]


def run(statement, filename=None, sort=-1):
    return _pyprofile._Utils(Profile).run(statement, filename, sort)


def runctx(statement, globals, locals, filename=None, sort=-1):
    return _pyprofile._Utils(Profile).runctx(statement, globals, locals, filename, sort)


run.__doc__ = _pyprofile.run.__doc__
runctx.__doc__ = _pyprofile.runctx.__doc__


def label(code):
    return (code.co_filename, code.co_firstlineno, code.co_name)


class Profile:
    """Builds a profiler object; a context manager that profiles its block."""

    def __init__(self, timer=None, timeunit=0.0, subcalls=True, builtins=True):
        self._timer = perf_counter if timer is None else timer
        self._unit = timeunit or 1
        self.clear()

    def clear(self):
        # By function: calls that are not recursive, calls, own time, time with callees, callers.
        self._entries = {}
        # Functions under way: name, start, time in callees.
        self._stack = []
        self._active = {}

    def enable(self, subcalls=True, builtins=True):
        """Begins to collect."""
        sys.setprofile(self._event)

    def disable(self):
        """Ends collecting."""
        sys.setprofile(None)
        while self._stack:
            self._leave(self._timer())

    def _event(self, frame, event, arg):
        if event == "call":
            name = label(frame.f_code)
            self._active[name] = self._active.get(name, 0) + 1
            self._stack.append([name, self._timer(), 0])
        elif event == "return" and self._stack:
            self._leave(self._timer())

    def _leave(self, now):
        name, start, within = self._stack.pop()
        total = (now - start) * self._unit
        depth = self._active[name] = self._active[name] - 1
        entry = self._entries.get(name)
        if entry is None:
            entry = self._entries[name] = [0, 0, 0, 0, {}]
        entry[1] += 1
        entry[2] += total - within
        if depth == 0:
            entry[0] += 1
            entry[3] += total
        if self._stack:
            caller = self._stack[-1]
            caller[2] += total
            calls = entry[4].setdefault(caller[0], [0, 0, 0, 0])
            calls[0] += depth == 0
            calls[1] += 1
            calls[2] += total - within
            calls[3] += total

    def create_stats(self):
        self.disable()
        self.snapshot_stats()

    def snapshot_stats(self):
        self.stats = {
            name: (cc, nc, tt, ct, {caller: tuple(calls) for caller, calls in callers.items()})
            for name, (cc, nc, tt, ct, callers) in self._entries.items()
        }

    def print_stats(self, sort=-1):
        import pstats
        if not isinstance(sort, tuple):
            sort = (sort,)
        pstats.Stats(self).strip_dirs().sort_stats(*sort).print_stats()

    def dump_stats(self, file):
        import marshal
        self.create_stats()
        with open(file, "wb") as f:
            marshal.dump(self.stats, f)

    def run(self, cmd):
        import __main__
        return self.runctx(cmd, __main__.__dict__, __main__.__dict__)

    def runctx(self, cmd, globals, locals):
        self.enable()
        try:
            exec(cmd, globals, locals)
        finally:
            self.disable()
        return self

    def runcall(self, func, /, *args, **kw):
        self.enable()
        try:
            return func(*args, **kw)
        finally:
            self.disable()

    def __enter__(self):
        self.enable()
        return self

    def __exit__(self, *exc_info):
        self.disable()


def main():
    import os
    from optparse import OptionParser
    parser = OptionParser("cProfile.py [-o output_file_path] [-s sort] [-m module | scriptfile] [arg] ...")
    parser.allow_interspersed_args = False
    parser.add_option("-o", "--outfile", dest="outfile", help="Save stats to <outfile>", default=None)
    parser.add_option("-s", "--sort", dest="sort", help="Sort order when printing to stdout", default=2)
    parser.add_option("-m", dest="module", action="store_true", help="Profile a library module", default=False)
    if not sys.argv[1:]:
        parser.print_usage()
        sys.exit(2)
    options, args = parser.parse_args()
    sys.argv[:] = args
    if not args:
        parser.print_usage()
        return parser
    if options.outfile is not None:
        options.outfile = os.path.abspath(options.outfile)
    if options.module:
        code = "run_module(modname, run_name='__main__')"
        namespace = {"run_module": __import__("runpy").run_module, "modname": args[0]}
    else:
        program = args[0]
        sys.path.insert(0, os.path.dirname(program))
        with io.open_code(program) as file:
            code = compile(file.read(), program, "exec")
        module = type(sys)("__main__")
        module.__dict__.update(__file__=program, __package__=None, __cached__=None,
                               __spec__=importlib.machinery.ModuleSpec("__main__", None, origin=program))
        sys.modules["__main__"] = module
        namespace = module.__dict__
    try:
        runctx(code, namespace, None, options.outfile, options.sort)
    except BrokenPipeError as error:
        sys.stdout = None
        sys.exit(error.errno)
    return parser


if __name__ == "__main__":
    main()
