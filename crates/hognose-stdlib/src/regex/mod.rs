//! The engine behind `re`: a backtracking matcher for the code that `re._compiler` makes.
//!
//! `program` turns the code words into instructions, `set` into sets of characters; `run` matches. Nothing here recurses
//! with the text's length: what is left to try stands on a stack in the heap.

mod program;
mod run;
mod set;

pub use program::Program;
pub use run::{Matcher, Scratch, Text};
pub use set::{lower_ascii, lower_unicode, upper_unicode};
