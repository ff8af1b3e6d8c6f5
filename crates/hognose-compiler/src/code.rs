//! What the compiler makes: code units, plain data without a heap.
//!
//! The VM turns a unit into a code object of its heap; the build script of the library serializes units.

pub use crate::positions::{Position, Positions};

/// Flags of a code unit, with CPython's numbers.
pub mod flags {
    pub const OPTIMIZED: u32 = 0x1;
    pub const NEWLOCALS: u32 = 0x2;
    pub const VARARGS: u32 = 0x4;
    pub const VARKEYWORDS: u32 = 0x8;
    pub const NESTED: u32 = 0x10;
    pub const GENERATOR: u32 = 0x20;
    pub const COROUTINE: u32 = 0x80;
    pub const ITERABLE_COROUTINE: u32 = 0x100;
    pub const ASYNC_GENERATOR: u32 = 0x200;
    pub const FUTURE_ANNOTATIONS: u32 = 0x100_0000;
    pub const HAS_DOCSTRING: u32 = 0x400_0000;
    pub const METHOD: u32 = 0x800_0000;
}

/// A constant.
#[derive(Clone, Debug, PartialEq)]
pub enum Const {
    None,
    True,
    False,
    Ellipsis,
    Int(i64),
    /// An integer beyond i64: sign and magnitude, little-endian bytes.
    BigInt {
        negative: bool,
        magnitude: Vec<u8>,
    },
    Float(f64),
    Complex(f64, f64),
    /// Text; lone surrogates as WTF-8 (generalized UTF-8) bytes.
    Str(Box<[u8]>),
    Bytes(Box<[u8]>),
    Tuple(Vec<Const>),
    FrozenSet(Vec<Const>),
    Code(Box<CodeUnit>),
}

/// A range of instructions whose exceptions go to a handler. Inner entries come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handler {
    /// First word covered.
    pub start: u32,
    /// First word no longer covered.
    pub end: u32,
    /// Where the handler begins (a `PushExc`).
    pub target: u32,
    /// Registers from this one upward are released before the handler runs.
    pub release_from: u16,
}

/// A compiled module, class body, function or expression.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CodeUnit {
    pub name: String,
    pub qualname: String,
    pub filename: String,
    pub first_line: u32,
    pub flags: u32,
    pub posonly_count: u32,
    /// Positional parameters, the positional-only ones included.
    pub arg_count: u32,
    pub kwonly_count: u32,
    /// Registers below this are locals: positional parameters, keyword-only ones, *args, **kwargs, then the others and cells.
    pub nlocals: u32,
    /// All registers, temporaries included.
    pub nregs: u32,
    /// Names of the locals by register; a name the program cannot see (inlined comprehensions) starts with '.'.
    pub varnames: Vec<String>,
    /// Registers among the locals that hold cells.
    pub cell_registers: Vec<u16>,
    pub freevars: Vec<String>,
    pub names: Vec<String>,
    pub consts: Vec<Const>,
    pub words: Vec<u32>,
    /// Site number -> index into `names`. Each site has an inline cache in the VM.
    pub sites: Vec<u32>,
    pub handlers: Vec<Handler>,
    pub positions: Positions,
    /// For a function whose first parameter is stored to (`self.x = ...`): the attribute names, in order of first store.
    pub self_attributes: Vec<u32>,
}
