//! Python programs generated from a grammar: every statement of the language, over values of every built-in type.
//!
//! Programs always end by themselves: loops take their items through `some`, and loops and functions count steps with
//! `tick`, which a prelude defines. What fails inside a statement at the top is caught and named, so a program goes on.

use std::fmt::Write;

use crate::random::Random;

const PRELUDE: &str = "\
import gc, weakref
_steps = 0
class Stop(BaseException): pass
def tick():
    global _steps
    _steps += 1
    if _steps > 3000: raise Stop
def some(x):
    for n, y in enumerate(x):
        tick()
        if n > 12: return
        yield y
class Plain: pass
class CM:
    def __enter__(self): return self
    def __exit__(self, *a): return len(_keep) % 2 == 0
class Meta(type):
    def __call__(cls, *a, **k): tick(); return super().__call__()
_keep = []
def show(x):
    tick()
    try: print(type(x).__name__, len(repr(x)))
    except Exception as e: print(type(e).__name__)
";

const NAMES: &[&str] = &["a", "b", "c", "d", "e", "f"];
const BINARY: &[&str] = &["+", "-", "*", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^"];
const COMPARE: &[&str] = &["<", "<=", ">", ">=", "==", "!=", "is", "is not", "in", "not in"];
const LITERALS: &[&str] = &[
    "0",
    "1",
    "-1",
    "2",
    "7",
    "255",
    "256",
    "2**31",
    "2**49",
    "-2**50",
    "2**63",
    "-2**63",
    "10**30",
    "True",
    "False",
    "None",
    "...",
    "0.0",
    "-0.0",
    "1.5",
    "1e308",
    "float('nan')",
    "float('inf')",
    "3j",
    "''",
    "'a'",
    "'abc'",
    "'a b c'",
    "'\\u00e9'",
    "'\\U0001F40D'",
    "'\\ud800'",
    "'%s %d'",
    "'{} {0}'",
    "'x' * 50",
    "b''",
    "b'ab'",
    "bytearray(b'xyz')",
    "[]",
    "[1, 2, 3]",
    "[[1], [2]]",
    "()",
    "(1,)",
    "(1, 'a', None)",
    "{}",
    "{1: 2}",
    "{'a': [1], 'b': 2}",
    "set()",
    "{1, 2}",
    "frozenset('ab')",
    "range(5)",
    "range(10, 0, -3)",
    "slice(1, None, 2)",
    "object()",
    "Plain()",
    "Plain",
    "CM()",
    "int",
    "str",
    "list",
    "dict",
    "type",
    "iter([1, 2, 3])",
    "iter('ab')",
    "(i for i in range(3))",
    "memoryview(b'abcd')",
    "(lambda *x, **k: x)",
    "len",
    "[].append",
    "property(lambda s: 1)",
    "ValueError('v')",
    "Plain.__init__",
    "globals()",
    "NotImplemented",
    "enumerate('ab')",
    "zip('ab', [1, 2])",
    "map(str, [1, 2])",
    "reversed([1, 2])",
    "dict.fromkeys('abc')",
    "{1: 2}.items()",
    "{1: 2}.keys()",
    "super",
    "weakref.ref(Plain)",
];
const BUILTINS: &[&str] = &[
    "abs",
    "all",
    "any",
    "ascii",
    "bin",
    "bool",
    "bytearray",
    "bytes",
    "callable",
    "chr",
    "complex",
    "dict",
    "dir",
    "divmod",
    "enumerate",
    "filter",
    "float",
    "format",
    "frozenset",
    "getattr",
    "hasattr",
    "hash",
    "hex",
    "id",
    "int",
    "isinstance",
    "issubclass",
    "iter",
    "len",
    "list",
    "map",
    "max",
    "memoryview",
    "min",
    "next",
    "object",
    "oct",
    "ord",
    "pow",
    "print",
    "property",
    "range",
    "repr",
    "reversed",
    "round",
    "set",
    "setattr",
    "slice",
    "sorted",
    "staticmethod",
    "classmethod",
    "str",
    "sum",
    "super",
    "tuple",
    "type",
    "vars",
    "zip",
    "show",
    "some",
    "_keep.append",
    "gc.get_referents",
    "weakref.ref",
    "weakref.proxy",
    "gc.is_tracked",
    "exec",
    "eval",
    "delattr",
];
const METHODS: &[&str] = &[
    "append",
    "extend",
    "insert",
    "pop",
    "remove",
    "clear",
    "copy",
    "count",
    "index",
    "sort",
    "reverse",
    "get",
    "items",
    "keys",
    "values",
    "setdefault",
    "update",
    "popitem",
    "add",
    "discard",
    "union",
    "intersection",
    "difference",
    "symmetric_difference",
    "issubset",
    "isdisjoint",
    "join",
    "split",
    "rsplit",
    "strip",
    "replace",
    "find",
    "rfind",
    "startswith",
    "endswith",
    "upper",
    "lower",
    "title",
    "format",
    "format_map",
    "encode",
    "decode",
    "zfill",
    "center",
    "ljust",
    "partition",
    "splitlines",
    "translate",
    "expandtabs",
    "isdigit",
    "casefold",
    "hex",
    "fromhex",
    "bit_length",
    "to_bytes",
    "from_bytes",
    "as_integer_ratio",
    "is_integer",
    "conjugate",
    "send",
    "throw",
    "close",
    "__next__",
    "__iter__",
    "__len__",
    "__getitem__",
    "__setitem__",
    "__delitem__",
    "__contains__",
    "__eq__",
    "__lt__",
    "__hash__",
    "__repr__",
    "__str__",
    "__format__",
    "__init__",
    "__new__",
    "__class__",
    "__call__",
    "__get__",
    "__set__",
    "__reduce_ex__",
    "__sizeof__",
    "__dir__",
    "__getattribute__",
    "__setattr__",
    "__add__",
    "__radd__",
    "__mul__",
    "__iadd__",
    "__index__",
    "__bool__",
    "__subclasses__",
    "mro",
    "tolist",
    "cast",
    "release",
    "with_traceback",
    "add_note",
    "__setstate__",
    "__length_hint__",
    "__enter__",
    "__exit__",
    "__mod__",
    "fromkeys",
    "removeprefix",
    "toreadonly",
    "m",
    "n",
    "difference_update",
    "__init_subclass__",
    "__missing__",
    "__reversed__",
];
const ATTRIBUTES: &[&str] = &[
    "x",
    "y",
    "z",
    "__class__",
    "__dict__",
    "__doc__",
    "__name__",
    "__qualname__",
    "__module__",
    "__bases__",
    "__mro__",
    "__code__",
    "__closure__",
    "__defaults__",
    "__kwdefaults__",
    "__self__",
    "__func__",
    "__cause__",
    "__context__",
    "__traceback__",
    "__notes__",
    "args",
    "gi_frame",
    "gi_running",
    "gi_yieldfrom",
    "real",
    "imag",
    "numerator",
    "start",
    "obj",
    "nbytes",
    "__annotations__",
    "__slots__",
    "__weakref__",
    "__flags__",
    "__wrapped__",
];
const SPECIAL: &[&str] = &[
    "__init__",
    "__repr__",
    "__eq__",
    "__lt__",
    "__hash__",
    "__len__",
    "__getitem__",
    "__setitem__",
    "__iter__",
    "__next__",
    "__call__",
    "__add__",
    "__radd__",
    "__iadd__",
    "__mul__",
    "__bool__",
    "__contains__",
    "__getattr__",
    "__setattr__",
    "__delattr__",
    "__getattribute__",
    "__get__",
    "__set__",
    "__set_name__",
    "__del__",
    "__enter__",
    "__exit__",
    "__index__",
    "__int__",
    "__format__",
    "__str__",
    "__new__",
    "__init_subclass__",
    "__class_getitem__",
    "__missing__",
    "__reversed__",
    "__length_hint__",
    "__neg__",
    "__pow__",
    "__instancecheck__",
    "__dir__",
    "__reduce__",
    "__sizeof__",
    "__float__",
    "__bytes__",
    "__mro_entries__",
    "__prepare__",
];
const ERRORS: &[&str] = &[
    "Exception",
    "ValueError",
    "TypeError",
    "(KeyError, IndexError)",
    "AttributeError",
    "StopIteration",
    "ZeroDivisionError",
    "LookupError",
    "ArithmeticError",
    "RecursionError",
    "MemoryError",
    "NameError",
    "GeneratorExit",
];

struct Generator<'a> {
    random: &'a mut Random,
    out: String,
    /// Statements that may still be made.
    budget: usize,
    in_function: bool,
    in_generator: bool,
    in_loop: bool,
}

/// A program.
pub fn program(random: &mut Random) -> String {
    let budget = 30 + random.below(120);
    let mut generator = Generator {
        random,
        out: PRELUDE.to_owned(),
        budget,
        in_function: false,
        in_generator: false,
        in_loop: false,
    };
    for name in NAMES {
        let text = format!("{name} = {}", generator.random.pick(LITERALS));
        generator.line(0, &text);
    }
    while generator.budget > 0 {
        generator.out.push_str("try:\n");
        generator.statement(1);
        generator
            .out
            .push_str("except Exception as err: print(type(err).__name__)\nexcept Stop: print('stopped')\n");
    }
    generator.out.push_str("show(a); show(b); show(c)\n");
    generator.out
}

impl Generator<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        for _ in 0..depth {
            self.out.push_str("    ");
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn name(&mut self) -> &'static str {
        NAMES[self.random.below(NAMES.len())]
    }

    fn block(&mut self, depth: usize) {
        let count = 1 + self.random.below(4);
        for _ in 0..count {
            self.statement(depth);
        }
    }

    fn statement(&mut self, depth: usize) {
        self.budget = self.budget.saturating_sub(1);
        let simple = depth > 5 || self.budget == 0;
        let kind = if simple { self.random.below(15) } else { self.random.below(28) };
        match kind {
            0..=3 => {
                let text = format!("{} = {}", self.name(), self.expression(3));
                self.line(depth, &text);
            }
            4 => {
                let operator = *self.random.pick(BINARY);
                let text = format!("{} {operator}= {}", self.target(), self.expression(2));
                self.line(depth, &text);
            }
            5 => {
                let (x, y, z) = (self.target(), self.name(), self.target());
                let shape = *self.random.pick(&[
                    "{x}, {y} = ",
                    "{x}, *{y} = ",
                    "*{y}, {z} = ",
                    "{x}, ({y}, *_), {z} = ",
                    "{x} = {z} = ",
                ]);
                let left = shape.replace("{x}", &x).replace("{y}", y).replace("{z}", &z);
                let text = format!("{left}{}", self.expression(3));
                self.line(depth, &text);
            }
            6 => {
                let text = format!("{} = {}", self.target(), self.expression(2));
                self.line(depth, &text);
            }
            7 => {
                let text = format!("del {}", self.target());
                self.line(depth, &text);
            }
            8 => {
                let text = format!("show({})", self.expression(3));
                self.line(depth, &text);
            }
            9 => {
                let text = *self.random.pick(&[
                    "gc.collect()",
                    "gc.collect(0)",
                    "_keep.clear()",
                    "pass",
                    "import math",
                    "from itertools import chain, count",
                    "import collections, functools",
                ]);
                self.line(depth, text);
            }
            10 if self.in_function => {
                let text = if self.in_generator && self.random.one_in(2) {
                    let from = if self.random.one_in(3) { "from some" } else { "" };
                    format!("{} = yield {from}({})", self.name(), self.expression(2))
                } else {
                    format!("return {}", self.expression(3))
                };
                self.line(depth, &text);
            }
            11 if self.in_loop => {
                let text = *self.random.pick(&["break", "continue"]);
                let text = format!("if {}: {text}", self.name());
                self.line(depth, &text);
            }
            12 => {
                let error = *self.random.pick(ERRORS);
                let text = match self.random.below(4) {
                    0 => format!("assert {}, {}", self.expression(2), self.expression(1)),
                    1 => format!("if {}: raise {}", self.name(), self.expression(1)),
                    2 if !error.starts_with('(') => {
                        format!("raise {error}({}) from {}", self.expression(1), self.name())
                    }
                    _ => format!("_keep.append({})", self.expression(2)),
                };
                self.line(depth, &text);
            }
            10..=14 => {
                let text = self.expression(4);
                self.line(depth, &text);
            }
            15 | 16 => {
                let text = format!("if {}:", self.expression(2));
                self.line(depth, &text);
                self.block(depth + 1);
                if self.random.one_in(2) {
                    self.line(depth, "else:");
                    self.block(depth + 1);
                }
            }
            17..=18 => self.for_loop(depth),
            19 => {
                self.line(depth, "while True:");
                self.line(depth + 1, "tick()");
                let outer = std::mem::replace(&mut self.in_loop, true);
                self.block(depth + 1);
                self.in_loop = outer;
                let text = format!("if {} or _steps % 7 == 0: break", self.name());
                self.line(depth + 1, &text);
            }
            20..=21 => self.try_statement(depth),
            22 => {
                let text = format!("with CM() as {}, CM():", self.name());
                self.line(depth, &text);
                self.block(depth + 1);
            }
            23..=24 => self.function(depth, None),
            25..=26 => self.class(depth),
            _ => self.match_statement(depth),
        }
    }

    fn target(&mut self) -> String {
        match self.random.below(6) {
            0..=2 => self.name().to_owned(),
            3 => format!("{}.{}", self.name(), self.random.pick(ATTRIBUTES)),
            4 => format!("{}[{}]", self.name(), self.expression(1)),
            _ => {
                let (low, high) = (self.random.below(4), self.random.below(6));
                format!("{}[{low}:{high}]", self.name())
            }
        }
    }

    fn for_loop(&mut self, depth: usize) {
        let text = format!("for {} in some({}):", self.name(), self.expression(2));
        self.line(depth, &text);
        let outer = std::mem::replace(&mut self.in_loop, true);
        self.block(depth + 1);
        self.in_loop = outer;
        if self.random.one_in(5) {
            self.line(depth, "else:");
            self.block(depth + 1);
        }
    }

    fn try_statement(&mut self, depth: usize) {
        self.line(depth, "try:");
        self.block(depth + 1);
        let group = self.random.one_in(6);
        let handlers = self.random.below(3);
        for _ in 0..handlers {
            let error = *self.random.pick(ERRORS);
            let text = if group {
                format!("except* {error} as {}:", self.name())
            } else {
                format!("except {error} as {}:", self.name())
            };
            self.line(depth, &text);
            // `return`, `break` and `continue` may not leave an except* block.
            let state = (self.in_function, self.in_loop);
            if group {
                (self.in_function, self.in_loop) = (false, false);
            }
            self.block(depth + 1);
            (self.in_function, self.in_loop) = state;
        }
        if handlers == 0 || self.random.one_in(3) {
            self.line(depth, "finally:");
            self.block(depth + 1);
        }
    }

    fn function(&mut self, depth: usize, special: Option<&str>) {
        let name = special.unwrap_or_else(|| NAMES[self.random.below(NAMES.len())]).to_owned();
        let parameters = if special.is_some() {
            *self.random.pick(&["self, *p", "self, *p, **k", "self, a=None, b=None, *p", "cls, *p, **k"])
        } else {
            *self.random.pick(&[
                "",
                "a",
                "a, b=1",
                "*a",
                "**a",
                "a, /, b=2, *c, d=4, **e",
                "*, a=[]",
                "a=lambda: b",
            ])
        };
        if self.random.one_in(8) {
            let decorator = *self.random.pick(&[
                "staticmethod",
                "classmethod",
                "property",
                "some",
                "show",
                "lambda f: f",
                "functools.cache",
            ]);
            self.line(depth, &format!("@{decorator}"));
        }
        self.line(depth, &format!("def {name}({parameters}):"));
        let outer = (self.in_function, self.in_generator, self.in_loop);
        self.in_function = true;
        self.in_generator = self.random.one_in(4);
        self.in_loop = false;
        self.line(depth + 1, "tick()");
        if special.is_none() && depth > 1 && self.random.one_in(4) {
            let text = format!("global {}, {}", "g1", "g2");
            self.line(depth + 1, &text);
        }
        if self.in_generator {
            self.line(depth + 1, "yield");
        }
        self.block(depth + 1);
        let text = match special {
            Some(
                "__init__" | "__del__" | "__set_name__" | "__init_subclass__" | "__set__" | "__setattr__",
            ) => "pass".to_owned(),
            _ => format!("return {}", self.expression(2)),
        };
        self.line(depth + 1, &text);
        (self.in_function, self.in_generator, self.in_loop) = outer;
        if special.is_none() && self.random.one_in(2) {
            let text = format!("{} = {name}({})", self.name(), self.arguments());
            self.line(depth, &text);
        }
    }

    fn class(&mut self, depth: usize) {
        let name = self.name();
        let bases = match self.random.below(9) {
            0 => self.name().to_owned(),
            1 => "metaclass=Meta".to_owned(),
            2 => (*self.random.pick(&[
                "int",
                "str",
                "list",
                "dict",
                "tuple",
                "set",
                "float",
                "bytes",
                "Exception",
                "type",
                "Plain",
                "frozenset",
                "bytearray",
                "object",
                "BaseException",
            ]))
            .to_owned(),
            3 => format!("{}, {}", self.name(), "Plain"),
            4 => "CM, Plain".to_owned(),
            _ => String::new(),
        };
        self.line(depth, &format!("class {name}({bases}):"));
        if self.random.one_in(4) {
            let slots =
                *self.random.pick(&["('x',)", "('x', 'y', '__dict__')", "()", "'z'", "('__weakref__', 'x')"]);
            self.line(depth + 1, &format!("__slots__ = {slots}"));
        }
        let outer = (self.in_function, self.in_generator, self.in_loop);
        (self.in_function, self.in_generator, self.in_loop) = (false, false, false);
        for _ in 0..1 + self.random.below(3) {
            if self.random.one_in(5) {
                let text = format!(
                    "{} = {}",
                    self.random.pick(&["x", "y", "m", "__hash__", "__doc__"]),
                    self.expression(2)
                );
                self.line(depth + 1, &text);
            } else {
                let special = *self.random.pick(SPECIAL);
                let special = if self.random.one_in(4) { "m" } else { special };
                self.function(depth + 1, Some(special));
            }
        }
        (self.in_function, self.in_generator, self.in_loop) = outer;
        let text = format!("{} = {name}({})", self.name(), self.arguments());
        self.line(depth, &text);
    }

    fn match_statement(&mut self, depth: usize) {
        let text = format!("match {}:", self.expression(2));
        self.line(depth, &text);
        for _ in 0..1 + self.random.below(3) {
            let pattern = *self.random.pick(&[
                "1 | 2",
                "'a'",
                "None",
                "[a, b]",
                "[a, *b]",
                "[*_, c]",
                "{1: d, **e}",
                "{'a': [f, *_]}",
                "int()",
                "str(a)",
                "Plain(x=b)",
                "(1 | 2) as c",
                "[[a], [b]]",
                "-1",
                "1.5 | 3j",
                "bool() | float()",
            ]);
            let guard = if self.random.one_in(3) { format!(" if {}", self.name()) } else { String::new() };
            self.line(depth + 1, &format!("case {pattern}{guard}:"));
            self.block(depth + 2);
        }
    }

    fn arguments(&mut self) -> String {
        let mut text = String::new();
        for i in 0..self.random.below(4) {
            let argument = self.expression(1);
            let form = match self.random.below(14) {
                0 => format!("*some({argument})"),
                _ => format!("({argument})"),
            };
            let _ = write!(text, "{}{form}", if i > 0 { ", " } else { "" });
        }
        if self.random.one_in(12) {
            let key = *self.random.pick(&["key", "sep", "a", "b", "default", "reverse", "x"]);
            let _ = write!(text, "{}{key}={}", if text.is_empty() { "" } else { ", " }, self.name());
        }
        text
    }

    fn expression(&mut self, depth: usize) -> String {
        if depth == 0 {
            return if self.random.one_in(2) {
                self.name().to_owned()
            } else {
                (*self.random.pick(LITERALS)).to_owned()
            };
        }
        let d = depth - 1;
        match self.random.below(24) {
            0..=2 => (*self.random.pick(LITERALS)).to_owned(),
            3..=5 => self.name().to_owned(),
            6 | 7 => {
                let operator = *self.random.pick(BINARY);
                format!("({} {operator} {})", self.expression(d), self.expression(d))
            }
            8 => {
                let operator = *self.random.pick(&["-", "+", "~", "not "]);
                format!("({operator}{})", self.expression(d))
            }
            9 => {
                let operator = *self.random.pick(COMPARE);
                format!("({} {operator} {})", self.expression(d), self.expression(d))
            }
            10 => {
                let operator = *self.random.pick(&["and", "or"]);
                format!("({} {operator} {})", self.expression(d), self.expression(d))
            }
            11..=13 => {
                let function = *self.random.pick(BUILTINS);
                format!("{function}({})", self.arguments())
            }
            14..=16 => {
                let method = *self.random.pick(METHODS);
                let object = self.expression(d);
                format!("({object}).{method}({})", self.arguments())
            }
            17 => format!("({}).{}", self.expression(d), self.random.pick(ATTRIBUTES)),
            18 => {
                let object = self.expression(d);
                let index = match self.random.below(4) {
                    0 => format!("{}:{}", self.random.below(5), self.name()),
                    1 => "::-1".to_owned(),
                    2 => format!("{}, {}", self.name(), self.random.below(3)),
                    _ => self.expression(d),
                };
                format!("({object})[{index}]")
            }
            19 => {
                let (open, close, key) =
                    *self.random.pick(&[("[", "]", ""), ("{", "}", ""), ("(", ")", ""), ("{", "}", "i: ")]);
                let filter =
                    if self.random.one_in(3) { format!(" if {}", self.expression(1)) } else { String::new() };
                format!(
                    "{open}{key}{} for i in some({}){filter}{close}",
                    self.expression(d),
                    self.expression(d)
                )
            }
            20 => format!("({} if {} else {})", self.expression(d), self.expression(d), self.expression(d)),
            21 => {
                let spec =
                    *self.random.pick(&["", "!r", ":>10", ":.3f", "!s:^5", ":x", ":{a}", "=", ":08,d"]);
                format!("f\"{{{}{spec}}}\"", self.name())
            }
            22 => format!("(lambda {}, *i: {})({})", self.name(), self.expression(d), self.arguments()),
            _ => {
                let (x, y) = (self.expression(d), self.expression(d));
                match self.random.below(5) {
                    0 => format!("[{x}, {y}]"),
                    1 => format!("({x}, {y})"),
                    2 => format!("{{{x}, {y}}}"),
                    3 => format!("{{{x}: {y}}}"),
                    _ => format!("[*some({x}), {y}]"),
                }
            }
        }
    }
}
