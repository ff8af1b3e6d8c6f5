//! The one error of the allocator.

use std::fmt;

/// Memory was refused: by the heap's limit, by the [`ArenaSource`](crate::ArenaSource) or by the test knob
/// [`fail_nth`](crate::PrivateHeap::fail_nth). Nothing has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AllocError;

impl fmt::Display for AllocError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("out of memory")
    }
}

impl std::error::Error for AllocError {}
