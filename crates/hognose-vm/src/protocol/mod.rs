//! The protocols of Python objects: operators, attributes, calls, iteration, conversion.
//!
//! Each looks for a fast path on exact built-in types and otherwise calls special methods found on the class.

pub mod attribute;
pub mod binary;
pub mod call;
pub mod compare;
pub mod convert;
pub mod instance;
pub mod item;
pub mod iterate;

pub use compare::CmpOp;

/// A binary operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinOp {
    Add,
    Sub,
    Mul,
    TrueDiv,
    FloorDiv,
    Mod,
    Pow,
    LShift,
    RShift,
    And,
    Or,
    Xor,
    MatMul,
    DivMod,
}
