//! The breaker word: bits that ask the running program to stop between two instructions and see to something.
//!
//! Reads and ordinary writes are those of the thread that is in the heap; another thread (one that waits for signals) only raises bits,
//! through a `Remote`. It says nothing about what the bits mean, and orders no other memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// The word of one heap.
#[derive(Debug, Default)]
pub struct Breaker(Arc<AtomicU32>);

/// Raises bits from any thread; outlives the heap.
#[derive(Clone, Debug)]
pub struct Remote(Arc<AtomicU32>);

impl Breaker {
    #[inline(always)]
    pub fn get(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }

    /// The word itself, for a loop that reads it often.
    #[inline(always)]
    pub fn word(&self) -> &AtomicU32 {
        &self.0
    }

    #[inline(always)]
    pub fn raise(&self, bits: u32) {
        if self.get() & bits != bits {
            self.0.fetch_or(bits, Ordering::Relaxed);
        }
    }

    #[inline(always)]
    pub fn clear(&self, bits: u32) {
        self.0.fetch_and(!bits, Ordering::Relaxed);
    }

    /// A handle for other threads.
    #[must_use]
    pub fn remote(&self) -> Remote {
        Remote(self.0.clone())
    }
}

impl Remote {
    /// Raises bits; whoever is in the heap sees them soon, together with what this thread wrote before.
    pub fn raise(&self, bits: u32) {
        self.0.fetch_or(bits, Ordering::Release);
    }
}
