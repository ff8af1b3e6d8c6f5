import builtins

names = sorted(n for n, v in vars(builtins).items() if isinstance(v, type) and issubclass(v, BaseException))
known = """ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError BufferError
BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError
DeprecationWarning EOFError EnvironmentError Exception FileExistsError FileNotFoundError FloatingPointError
FutureWarning GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError
IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError
NotADirectoryError NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError
ProcessLookupError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration
StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError
UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError
Warning ZeroDivisionError""".split()
print([n for n in known if n not in names])
for n in known:
    cls = getattr(builtins, n)
    print(n, [c.__name__ for c in cls.__mro__[1:-1]])
print(OSError is IOError is EnvironmentError)
for cls in (KeyError, IndexError):
    try:
        raise cls("x")
    except LookupError as error:
        print(type(error).__name__)
try:
    open("/no/such/file/at/all")
except FileNotFoundError as error:
    print(error.errno, error.filename, isinstance(error, OSError))
try:
    int("z")
except ArithmeticError:
    print("no")
except ValueError as error:
    print(error)
try:
    "\ud800".encode("utf-8")
except UnicodeError as error:
    print(type(error).__name__)
