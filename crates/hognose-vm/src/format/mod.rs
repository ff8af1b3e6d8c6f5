//! Formatting: the specification mini-language, number layout, `%`, `str.format`.
//!
//! Digits of numbers come from types/int and types/float.
//!
//! For a number's `__format__`: `FormatSpec::parse(vm, spec, Some('d'), Align::Right, value)`, make the digits,
//! then `number::format_number(vm, &spec, &NumberParts { .. })`.

pub mod module;
pub mod number;
pub mod percent;
pub mod percent_bytes;
pub mod spec;
pub mod template;
pub mod text;

pub use number::{NumberParts, format_number, push_number};
pub use spec::{Align, FormatSpec, Grouping, Sign};
