//! A test per error that compiling can report, with CPython 3.14's texts.

use hognose_compiler::{ErrorKind, Mode, Options, compile};

fn message(source: &str) -> String {
    match compile(source, "<test>", Mode::Exec, &Options::default()) {
        Ok(_) => "compiles".to_string(),
        Err(error) => error.message,
    }
}

fn kind(source: &str) -> Option<ErrorKind> {
    compile(source, "<test>", Mode::Exec, &Options::default()).err().map(|error| error.kind)
}

const CASES: &[(&str, &str)] = &[
    ("return", "'return' outside function"),
    ("class A:\n return", "'return' outside function"),
    ("break", "'break' outside loop"),
    ("continue", "'continue' not properly in loop"),
    ("def f():\n break", "'break' outside loop"),
    ("yield", "'yield' outside function"),
    ("await x", "'await' outside function"),
    ("def f():\n await x", "'await' outside async function"),
    ("def f():\n async with a: pass", "'async with' outside async function"),
    ("def f():\n async for a in b: pass", "'async for' outside async function"),
    ("[x async for x in y]", "asynchronous comprehension outside of an asynchronous function"),
    ("async def f():\n yield from x", "'yield from' inside async function"),
    ("async def f():\n yield\n return 1", "'return' with value in async generator"),
    ("[(yield) for x in y]", "'yield' inside list comprehension"),
    ("((yield) for x in y)", "'yield' inside generator expression"),
    ("nonlocal x", "nonlocal declaration not allowed at module level"),
    ("def f():\n nonlocal x", "no binding for nonlocal 'x' found"),
    ("def f(x):\n global x", "name 'x' is parameter and global"),
    ("def f(x):\n nonlocal x", "name 'x' is parameter and nonlocal"),
    ("def f():\n x = 1\n global x", "name 'x' is assigned to before global declaration"),
    ("def f():\n print(x)\n global x", "name 'x' is used prior to global declaration"),
    ("def f():\n global x\n nonlocal x", "name 'x' is nonlocal and global"),
    ("def f():\n global x\n x: int", "annotated name 'x' can't be global"),
    ("def f(a, a): pass", "duplicate parameter 'a' in function definition"),
    ("lambda a, a: 1", "duplicate parameter 'a' in function definition"),
    ("f(a=1, a=2)", "keyword argument repeated: a"),
    ("from __future__ import nope", "future feature nope is not defined"),
    ("from __future__ import braces", "not a chance"),
    (
        "x\nfrom __future__ import annotations",
        "from __future__ imports must occur at the beginning of the file",
    ),
    ("def f():\n from a import *", "import * only allowed at module level"),
    ("*a", "can't use starred expression here"),
    ("*a = 1", "starred assignment target must be in a list or tuple"),
    ("*a, *b = c", "multiple starred expressions in assignment"),
    ("__debug__ = 1", "cannot assign to __debug__"),
    ("del __debug__", "cannot delete __debug__"),
    ("try:\n x\nexcept:\n y\nexcept A:\n z", "default 'except:' must be last"),
    ("[(x := 1) for x in y]", "assignment expression cannot rebind comprehension iteration variable 'x'"),
    ("[x for x in (y := z)]", "assignment expression cannot be used in a comprehension iterable expression"),
    (
        "class A:\n [(y := x) for x in z]",
        "assignment expression within a comprehension cannot be used in a class body",
    ),
    ("match x:\n case _: pass\n case 1: pass", "wildcard makes remaining patterns unreachable"),
    ("match x:\n case a: pass\n case 1: pass", "name capture 'a' makes remaining patterns unreachable"),
    ("match x:\n case [a, a]: pass", "multiple assignments to name 'a' in pattern"),
    ("match x:\n case (1 as a) | 2: pass", "alternative patterns bind different names"),
    ("def f[T, T](): pass", "duplicate type parameter 'T'"),
    (
        "def f():\n for x in y:\n  try: pass\n  except* A: continue",
        "'break', 'continue' and 'return' cannot appear in an except* block",
    ),
    ("(", "'(' was never closed"),
    ("f(1]", "closing parenthesis ']' does not match opening parenthesis '('"),
    (")", "unmatched ')'"),
    ("'abc", "unterminated string literal (detected at line 1)"),
    ("'''abc\n", "unterminated triple-quoted string literal (detected at line 2)"),
    ("f'{x'", "f-string: expecting '}'"),
    ("if x\n  pass", "expected ':'"),
    ("if x:\npass", "expected an indented block after 'if' statement on line 1"),
    ("def f():\npass", "expected an indented block after function definition on line 1"),
    ("try:\n  x\ny", "expected 'except' or 'finally' block"),
    ("  x", "unexpected indent"),
    ("if 1:\n  x\n y", "unindent does not match any outer indentation level"),
    ("f() = 1", "cannot assign to function call here. Maybe you meant '==' instead of '='?"),
    ("None = 1", "cannot assign to None"),
    ("(a, 1) = 2", "cannot assign to literal"),
    ("f() += 1", "'function call' is an illegal expression for augmented assignment"),
    ("del f()", "cannot delete function call"),
    ("if x = 1: pass", "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"),
    ("f(a b)", "invalid syntax. Perhaps you forgot a comma?"),
    ("print 'a'", "Missing parentheses in call to 'print'. Did you mean print(...)?"),
    ("f(a=1, 2)", "positional argument follows keyword argument"),
    ("f(x for x in y, 1)", "Generator expression must be parenthesized"),
    ("def f(a=1, b): pass", "parameter without a default follows parameter with a default"),
    (
        "01",
        "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
    ),
    ("1a", "invalid decimal literal"),
    ("a \u{20ac}", "invalid character '\u{20ac}' (U+20AC)"),
    ("x = 1 \\ 2", "unexpected character after line continuation character"),
    ("b'\u{e9}'", "bytes can only contain ASCII literal characters"),
    (
        "'\\x'",
        "(unicode error) 'unicodeescape' codec can't decode bytes in position 0-1: truncated \\xXX escape",
    ),
    ("x = 1\0", "source code cannot contain null bytes"),
    ("a b", "invalid syntax"),
];

#[test]
fn messages() {
    let wrong: Vec<String> = CASES
        .iter()
        .filter_map(|(source, expected)| {
            let got = message(source);
            (got != *expected).then(|| format!("{source:?}: {got:?} instead of {expected:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn kinds() {
    assert_eq!(kind("  x"), Some(ErrorKind::Indentation));
    assert_eq!(kind("if 1:\n        x\n\ty"), Some(ErrorKind::Tab));
    assert_eq!(kind("a b"), Some(ErrorKind::Syntax));
}

#[test]
fn places() {
    let error = compile("x = 1\ny = (2\n", "<test>", Mode::Exec, &Options::default()).expect_err("unclosed");
    assert_eq!((error.line, error.col, error.text.as_deref()), (2, 5, Some("y = (2\n")));
    let error = compile("\u{e9} = 1; a b", "<test>", Mode::Exec, &Options::default()).expect_err("invalid");
    assert_eq!((error.line, error.col), (1, 10));
}

#[test]
fn huge_decimal_literal() {
    assert!(message(&"9".repeat(5000)).starts_with("Exceeds the limit (4300 digits)"));
    assert_eq!(message(&format!("0x{}", "f".repeat(5000))), "compiles");
}
