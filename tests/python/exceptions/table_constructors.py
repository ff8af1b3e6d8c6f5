for source in """ValueError(), ValueError('a'), ValueError('a', 1), ValueError(None), ValueError(['x'])
str(ValueError()), str(ValueError('a')), str(ValueError('a', 1)), repr(ValueError("it's")), ValueError('a').args
KeyError('k'), str(KeyError('k')), str(KeyError()), str(KeyError('a', 'b')), str(KeyError(1))
OSError(2, 'msg'), str(OSError(2, 'msg')), OSError(2, 'msg').errno, OSError(2, 'msg', 'f').filename, str(OSError(2, 'msg', 'f')), type(OSError(2, 'x')).__name__, OSError('only').errno
type(OSError(13, '')).__name__, type(OSError(17, '')).__name__, type(OSError(32, '')).__name__, type(OSError(999, '')).__name__, FileNotFoundError(1, 'x').errno
StopIteration(5).value, StopIteration().value, StopIteration(1, 2).value, StopIteration(5).args
SystemExit(3).code, SystemExit().code, SystemExit('m').code, SystemExit(1, 2).code
UnicodeDecodeError('utf-8', b'abc', 1, 2, 'why'), str(UnicodeDecodeError('utf-8', b'abc', 1, 2, 'why')), UnicodeDecodeError('u', b'abc', 0, 3, 'r').reason
UnicodeDecodeError('utf-8')
UnicodeEncodeError('ascii', 'aé', 1, 2, 'why'), str(UnicodeEncodeError('ascii', 'aéü', 1, 3, 'why')), UnicodeEncodeError('a', 'é', 0, 1, 'r').object
SyntaxError('m').msg, SyntaxError('m', ('f', 1, 2, 't')).lineno, str(SyntaxError('m', ('f', 1, 2, 't'))), SyntaxError().msg
ImportError('m').msg, ImportError('m', name='n').name, ImportError(name='n').name, str(ImportError('m', name='n', path='p'))
ImportError(bad=1)
NameError('m', name='n').name, AttributeError('m', name='n', obj=5).obj, AttributeError('m').name
ValueError(x=1)
ValueError('a') == ValueError('a'), hash(ValueError('a')) is not None, ValueError('a') != ValueError('a')
ValueError('a').with_traceback(None), ValueError('a').__cause__, ValueError('a').__context__, ValueError('a').__traceback__, ValueError('a').__suppress_context__
ValueError('a').with_traceback(5)
ValueError('a').add_note('n'), hasattr(ValueError(), '__notes__')
ValueError('a').add_note(5)
issubclass(KeyError, LookupError), issubclass(ZeroDivisionError, ArithmeticError), issubclass(UnicodeError, ValueError), issubclass(RecursionError, RuntimeError), issubclass(ModuleNotFoundError, ImportError), issubclass(KeyboardInterrupt, Exception), issubclass(GeneratorExit, Exception)
[c.__name__ for c in FileNotFoundError.__mro__], [c.__name__ for c in IndentationError.__mro__], [c.__name__ for c in UnicodeDecodeError.__mro__]
BaseException(), BaseException(1).args, Exception('a').__class__, type('E', (Exception,), {})('m').args, type('E', (ValueError,), {'__str__': lambda s: 'S'})('m')
type('E', (KeyError, OSError), {})
ExceptionGroup('m', [ValueError(1)]), str(ExceptionGroup('m', [ValueError(1), KeyError(2)])), ExceptionGroup('m', [ValueError()]).message
ExceptionGroup('m', [])
ExceptionGroup('m', [5])
ExceptionGroup('m')""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
