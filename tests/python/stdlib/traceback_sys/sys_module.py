import sys

print(sys.version_info >= (3, 11), sys.version_info[0], sys.version_info.major, sys.maxsize, sys.byteorder, sys.maxunicode, sys.getdefaultencoding(), type(sys.version).__name__)
print(sys.getrecursionlimit(), sys.float_info.max, sys.int_info.bits_per_digit > 0, sys.hash_info.modulus, sys.hash_info.inf, type(sys.modules).__name__, "sys" in sys.modules, sys.implementation.name != "")
sys.setrecursionlimit(500)
print(sys.getrecursionlimit())
for bad in (0, -1, "x"):
    try:
        sys.setrecursionlimit(bad)
    except (ValueError, TypeError) as error:
        print(type(error).__name__)
sys.setrecursionlimit(1000)
print(sys.stdout.write("out\n"), sys.stderr is not None, sys.stdin is not None, sys.stdout.encoding, sys.__stdout__ is sys.stdout)
import io
real, sys.stdout = sys.stdout, io.StringIO()
print("hidden")
captured, sys.stdout = sys.stdout, real
print(repr(captured.getvalue()))
try:
    raise KeyError("x")
except KeyError:
    kind, value, tb = sys.exc_info()
    print(kind.__name__, value, tb is value.__traceback__, sys.exception() is value)
print(sys.exc_info(), sys.exception())
print(sys.intern("abc") == "abc", sys.getsizeof(1) >= 0, callable(sys.exit), sys.flags.optimize, sys.dont_write_bytecode in (True, False), isinstance(sys.path, list), isinstance(sys.argv, list), sys.platform, isinstance(sys.executable, str))


def tracer():
    return sys._getframe().f_code.co_name, sys._getframe(1).f_code.co_name


def caller():
    return tracer()


print(caller())
try:
    sys._getframe(1000)
except ValueError as error:
    print(type(error).__name__)
shown = []
sys.displayhook = lambda v: shown.append(v)
exec(compile("5 + 5", "<s>", "single"))
sys.displayhook = sys.__displayhook__
print(shown)
hooked = []
sys.excepthook = lambda *a: hooked.append(a)
print(sys.excepthook is not sys.__excepthook__)
for code in (None, 0, 3, "text"):
    try:
        sys.exit(code)
    except SystemExit as e:
        print(repr(e.code))
sys.audit("hognose.test", 1)
print(sys.getfilesystemencoding(), sys.api_version > 0, sys.hexversion > 0x030B0000, sys.copyright != "", sys.getswitchinterval() > 0)
