sources = [
    "x = ", "def f(:\n pass", "if x\n  pass", "for in x: pass", "return 1", "yield 1", "break", "continue",
    "class C:\nx = 1", "def f():\nreturn 1", "x = 1 +", "(1, 2", "[1, 2", "{1: 2", "1 = x", "f() = 1",
    "x + 1 = 2", "None = 1", "def f(a, a): pass", "lambda x, x: 1", "f(a=1, a=2)", "f(a=1, 2)", "f(**k, *a)",
    "def f(a=1, b): pass", "def f(*): pass", "import", "from x import", "from . import *y", "del f()",
    "del 1", "x := 1", "(x := 1) = 2", "a, b += 1", "try:\n pass\n", "try:\n pass\nfinally\n pass",
    "else: pass", "'abc", "'''abc", "x = $", "x ? y", "1 2", "a b", "def 1f(): pass", "print 'x'",
    "  x = 1", "if 1:\n    x\n  y", "global", "@", "@x", "with x as 1: pass", "*a = 1", "*a, *b = 1",
    "f'{'", "f'{}'", "f'{a b}'", "assert", "raise x from", "nonlocal x", "[x for x in]", "{a: b for}",
    "async", "not", "is x", "x is", "lambda: (yield)", "class A(x for x in y): pass", "f(x for x in y, 1)",
    "while 1 print(1)", "import a.b as c.d", "def f(x):\n global x", "__debug__ = 1", "def f(): x = yield = 1",
    "from __future__ import nope", "x = (yield)", "{**a for a in b}", "[*a for a in b]",
]
for source in sources:
    try:
        compile(source, "<test>", "exec")
        print("ok         ", repr(source))
    except SyntaxError as error:
        print(f"{type(error).__name__:11}", repr(source))
