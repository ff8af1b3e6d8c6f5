//! The bytes behind a `Str`: the one place of the string family that needs unsafe code.
//!
//! Does not know how characters are laid out in them (data.rs).
//!
//! # Invariants
//! T1: a `Str` exists only as an object's payload: its fields are private to this directory, and only
//! make.rs builds one, to hand it to the heap at once. So `capacity` bytes stand behind every `&Str`.
//! T2: blocks' addresses are exposed when they are allocated (hognose-heap, O2).
//! T3: a tail is written only between allocation and publication, or through `tail_mut`, whose caller
//! holds the object's only reference.

#![allow(unsafe_code, reason = "views the tail of a payload; T1 to T3")]

use hognose_heap::{Object, Ref};

use super::Str;

const HEADER_BYTES: usize = 8;
const TAIL_OFFSET: usize = size_of::<Str>().next_multiple_of(8);

/// The whole tail, spare capacity included.
#[inline(always)]
pub(super) fn tail(s: &Str) -> &[u8] {
    let at = (s as *const Str).addr() + TAIL_OFFSET;
    // SAFETY: T1, T2; nobody writes the tail while a shared borrow of the payload lives (T3).
    unsafe { std::slice::from_raw_parts(std::ptr::with_exposed_provenance(at), s.capacity as usize) }
}

/// The whole tail for writing, if `s` is the object's only reference.
pub(super) fn tail_mut(s: &mut Ref<Str>) -> Option<&mut [u8]> {
    if s.as_object().refcount() != 1 {
        return None;
    }
    let capacity = s.capacity as usize;
    let at = (&**s as *const Str).addr() + TAIL_OFFSET;
    // SAFETY: T1, T2; the count is 1 and that reference is borrowed mutably, so nobody else sees the bytes.
    Some(unsafe { std::slice::from_raw_parts_mut(std::ptr::with_exposed_provenance_mut(at), capacity) })
}

/// The object around the payload.
#[inline(always)]
pub(super) fn object(s: &Str) -> &Object {
    let at = (s as *const Str).addr() - HEADER_BYTES;
    // SAFETY: T1: an object header stands right before the payload.
    unsafe { &*std::ptr::with_exposed_provenance::<Object>(at) }
}
