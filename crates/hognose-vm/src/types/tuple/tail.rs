//! The items behind a `Tuple`: the one place of the tuple type that needs unsafe code.
//!
//! # Invariants
//! T1: a `Tuple` exists only as an object's payload: `of_len` is called to hand the payload to the heap at once,
//! with as many items. So `len` items stand behind every `&Tuple`.
//! T2: blocks' addresses are exposed when they are allocated (hognose-heap, O2).
//! T3: items never change after the allocation.

#![allow(unsafe_code, reason = "views the tail of a payload; T1 to T3")]

use super::Tuple;
use hognose_heap::Value;

const TAIL_OFFSET: usize = size_of::<Tuple>().next_multiple_of(8);

/// The tuple's items.
#[inline(always)]
pub(super) fn items(tuple: &Tuple) -> &[Value] {
    let at = (tuple as *const Tuple).addr() + TAIL_OFFSET;
    // SAFETY: T1, T2, T3.
    unsafe { std::slice::from_raw_parts(std::ptr::with_exposed_provenance(at), tuple.len as usize) }
}
