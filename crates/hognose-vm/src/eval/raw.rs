//! The few unchecked conversions that caches need.

use hognose_heap::Value;

/// The value whose word a cache kept; None for 0. Takes a count.
///
/// Sound because a cache's word is used only while a version number proves that a live dictionary holds the value (K2).
#[inline(always)]
pub(crate) fn value_of_word(word: u64) -> Option<Value> {
    if word == 0 {
        return None;
    }
    // SAFETY: the caller checked the version (K2): the object is alive; the clone takes a count and the borrowed word is forgotten.
    unsafe {
        let borrowed = std::mem::ManuallyDrop::new(Value::from_raw(word));
        Some((*borrowed).clone())
    }
}
