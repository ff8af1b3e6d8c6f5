//! The limit on committed bytes, and charges for memory that lies elsewhere.
//!
//! Committed bytes are: the heads of arenas and mappings, taken pools and spans, mappings' blocks, retained empty
//! pools, charges, and the committed part of stack reservations. The fast paths never come here: the limit is checked
//! where such memory is taken.
//!
//! # Invariants
//! - C1: `committed <= limit` unless `set_limit` lowered the limit below what was in use; then it only falls.
//! - C2: a refused request has changed no count.

use std::fmt;

use crate::error::AllocError;
use crate::heap::PrivateHeap;

impl PrivateHeap {
    #[inline]
    pub(crate) fn can_commit(&self, bytes: usize) -> bool {
        match self.committed.get().checked_add(bytes) {
            Some(sum) => sum <= self.limit.get() || bytes == 0,
            None => false,
        }
    }

    #[inline]
    pub(crate) fn commit(&self, bytes: usize) {
        let committed = self.committed.get() + bytes;
        self.committed.set(committed);
        if committed > self.peak_committed.get() {
            self.peak_committed.set(committed);
        }
    }

    #[inline]
    pub(crate) fn uncommit(&self, bytes: usize) {
        debug_assert!(bytes <= self.committed.get());
        self.committed.set(self.committed.get() - bytes);
    }

    /// Commits `bytes`, giving back what is retained if the limit demands it.
    pub(crate) fn try_commit(&self, bytes: usize) -> Result<(), AllocError> {
        while !self.can_commit(bytes) {
            self.reclaim_or_refuse()?;
        }
        self.commit(bytes);
        Ok(())
    }

    /// Gives back all that can be without the owner's help; an error if that was nothing.
    #[cold]
    pub(crate) fn reclaim_or_refuse(&self) -> Result<(), AllocError> {
        let before = self.committed.get();
        self.trim();
        if self.committed.get() < before {
            Ok(())
        } else {
            self.refused.set(self.refused.get() + 1);
            Err(AllocError)
        }
    }

    /// Counts a request for memory; an error if it is the one that is to fail (see [`fail_nth`](Self::fail_nth)).
    #[inline(always)]
    pub(crate) fn request(&self) -> Result<(), AllocError> {
        if self.fail_armed.get() {
            return self.request_armed();
        }
        Ok(())
    }

    #[cold]
    #[inline(never)]
    fn request_armed(&self) -> Result<(), AllocError> {
        let left = self.fail_after.get();
        if left > 1 {
            self.fail_after.set(left - 1);
            return Ok(());
        }
        if left == 1 {
            self.fail_after.set(u64::from(self.fail_repeat.get()));
            self.refused.set(self.refused.get() + 1);
            return Err(AllocError);
        }
        Ok(())
    }

    /// Makes the `n`-th request from now on (counted from 1) fail, once. `None` ends the test.
    ///
    /// While the knob is set magazines are off, so that every allocation, growing reallocation, charge and
    /// stack commitment is such a request.
    pub fn fail_nth(&self, n: Option<u64>) {
        self.arm(n, false);
    }

    /// As [`fail_nth`](Self::fail_nth), but all requests from the `n`-th on fail until the knob is reset.
    pub fn fail_from(&self, n: Option<u64>) {
        self.arm(n, true);
    }

    /// True if a [`fail_nth`](Self::fail_nth) or [`fail_from`](Self::fail_from) that is still set has struck.
    pub fn has_failed(&self) -> bool {
        self.fail_armed.get() && self.fail_after.get() <= u64::from(self.fail_repeat.get())
    }

    fn arm(&self, n: Option<u64>, repeat: bool) {
        self.fail_armed.set(n.is_some());
        self.fail_repeat.set(repeat);
        self.fail_after.set(n.map_or(0, |n| n.max(1)));
        self.set_magazines(n.is_none() && self.debug.is_none());
    }

    /// Changes the limit on committed bytes. A limit below what is committed is met by refusing all growth.
    pub fn set_limit(&self, limit: Option<usize>) {
        self.limit.set(limit.unwrap_or(usize::MAX));
        if self.committed.get() > self.limit.get() {
            self.trim();
        }
    }

    /// The limit on committed bytes.
    pub fn limit(&self) -> Option<usize> {
        Some(self.limit.get()).filter(|&limit| limit != usize::MAX)
    }

    /// Bytes committed: heads, taken and retained pools, large blocks, charges and stacks.
    #[inline]
    pub fn committed_bytes(&self) -> usize {
        self.committed.get()
    }

    /// The most that [`committed_bytes`](Self::committed_bytes) has been since the heap was made or the peak was reset.
    pub fn peak_committed_bytes(&self) -> usize {
        self.peak_committed.get()
    }

    /// Starts the peak anew.
    pub fn reset_peak(&self) {
        self.peak_committed.set(self.committed.get());
        self.peak_mapped.set(self.mapped_bytes.get());
    }

    /// Counts memory that lies outside the heap against the limit, until the guard is dropped.
    ///
    /// ```
    /// use hognose_alloc::{Config, PrivateHeap};
    ///
    /// let heap = PrivateHeap::new(Config::default().limit(1000))?;
    /// let scratch = heap.charge(600)?;
    /// assert!(heap.charge(600).is_err());
    /// drop(scratch);
    /// assert!(heap.charge(600).is_ok());
    /// # Ok::<(), hognose_alloc::AllocError>(())
    /// ```
    pub fn charge(&self, bytes: usize) -> Result<Charge<'_>, AllocError> {
        self.charge_bytes(bytes)?;
        Ok(Charge { heap: self, bytes })
    }

    /// As [`charge`](Self::charge), without a guard: the caller calls [`uncharge_bytes`](Self::uncharge_bytes).
    pub fn charge_bytes(&self, bytes: usize) -> Result<(), AllocError> {
        self.request()?;
        self.try_commit(bytes)?;
        self.charged_bytes.set(self.charged_bytes.get() + bytes);
        Ok(())
    }

    /// Ends a charge, or a part of one, made by [`charge_bytes`](Self::charge_bytes).
    ///
    /// # Panics
    /// If more is released than was charged.
    pub fn uncharge_bytes(&self, bytes: usize) {
        assert!(bytes <= self.charged_bytes.get(), "more uncharged than charged");
        self.charged_bytes.set(self.charged_bytes.get() - bytes);
        self.uncommit(bytes);
    }
}

/// Foreign memory that counts against a heap's limit; made by [`PrivateHeap::charge`].
#[must_use = "the charge ends when this is dropped"]
pub struct Charge<'heap> {
    heap: &'heap PrivateHeap,
    bytes: usize,
}

impl Charge<'_> {
    /// Bytes charged.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Charges `bytes` in all from now on. On error the charge stays as it was.
    pub fn resize(&mut self, bytes: usize) -> Result<(), AllocError> {
        if bytes > self.bytes {
            self.heap.charge_bytes(bytes - self.bytes)?;
        } else {
            self.heap.uncharge_bytes(self.bytes - bytes);
        }
        self.bytes = bytes;
        Ok(())
    }
}

impl Drop for Charge<'_> {
    fn drop(&mut self) {
        self.heap.uncharge_bytes(self.bytes);
    }
}

impl fmt::Debug for Charge<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Charge").field("bytes", &self.bytes).finish()
    }
}
