//! Where arenas come from. Knows nothing of what is in them.
//!
//! # Invariants
//! - S1 (implementors): memory from `map` is zeroed, aligned as asked, exclusive until `unmap`.
//! - S2 (implementors): after `decommit` the range reads as zeros or as anything that was in it; it stays usable.
#![expect(unsafe_code, reason = "memory is mapped here")]

use std::ptr::NonNull;

/// A supplier of memory for a private heap.
///
/// # Safety
/// `map` must return zeroed memory of `bytes` bytes at a multiple of `align`, valid for reads and writes and used by
/// nobody else until `unmap`. `remap`, where it succeeds, must keep the first `old_bytes` bytes' contents, zero the rest, and
/// release the old range.
pub unsafe trait ArenaSource: Send {
    /// Maps `bytes` bytes (a multiple of a page) at a multiple of `align` (a power of two).
    fn map(&self, bytes: usize, align: usize) -> Option<NonNull<u8>>;

    /// Gives a mapping back.
    ///
    /// # Safety
    /// `base`, `bytes` and `align` must be those of an earlier `map` or `remap`; nothing may use the range any more.
    unsafe fn unmap(&self, base: NonNull<u8>, bytes: usize, align: usize);

    /// Lets the system take back the pages of a range whose contents are no longer needed. True if the range reads
    /// as zeros afterwards.
    ///
    /// # Safety
    /// The range must be whole pages inside a mapping of this source, and its contents not needed.
    unsafe fn decommit(&self, base: NonNull<u8>, bytes: usize) -> bool;

    /// Moves or extends a mapping without copying. `None`: not possible, nothing changed.
    ///
    /// # Safety
    /// As for `unmap`, except that the contents move.
    unsafe fn remap(
        &self,
        _base: NonNull<u8>,
        _old_bytes: usize,
        _new_bytes: usize,
        _align: usize,
    ) -> Option<NonNull<u8>> {
        None
    }

    /// Bytes of a range that are in physical memory, where the system tells.
    fn resident_bytes(&self, _base: NonNull<u8>, _bytes: usize) -> Option<usize> {
        None
    }
}

/// Anonymous private mappings.
#[cfg(unix)]
#[derive(Clone, Copy, Debug, Default)]
pub struct MmapSource;

#[cfg(unix)]
impl MmapSource {
    fn map_anywhere(bytes: usize, protection: libc::c_int) -> Option<NonNull<u8>> {
        #[cfg(target_os = "linux")]
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
        #[cfg(not(target_os = "linux"))]
        let flags = libc::MAP_PRIVATE | libc::MAP_ANON;
        // SAFETY: a new anonymous mapping at an address of the system's choice touches no existing memory.
        let base = unsafe { libc::mmap(std::ptr::null_mut(), bytes, protection, flags, -1, 0) };
        if base == libc::MAP_FAILED {
            return None;
        }
        NonNull::new(base.cast())
    }

    /// # Safety
    /// The range must be mapped and unused.
    unsafe fn unmap_range(base: NonNull<u8>, bytes: usize) {
        if bytes != 0 {
            // SAFETY: by this function's contract.
            let result = unsafe { libc::munmap(base.as_ptr().cast(), bytes) };
            debug_assert_eq!(result, 0);
        }
    }

    fn map_aligned(bytes: usize, align: usize) -> Option<NonNull<u8>> {
        let protection = libc::PROT_READ | libc::PROT_WRITE;
        // The system tends to place a mapping right below the last one, so this fits mostly.
        let base = Self::map_anywhere(bytes, protection)?;
        if base.addr().get().is_multiple_of(align) {
            return Some(base);
        }
        // SAFETY: just mapped, used by nobody.
        unsafe { Self::unmap_range(base, bytes) };
        let total = bytes.checked_add(align)?;
        let wide = Self::map_anywhere(total, protection)?;
        let skip = wide.addr().get().wrapping_neg() & (align - 1);
        // SAFETY: `skip < align`, so the three parts lie inside the `bytes + align` bytes just mapped.
        unsafe {
            let base = wide.add(skip);
            Self::unmap_range(wide, skip);
            Self::unmap_range(base.add(bytes), align - skip);
            Some(base)
        }
    }
}

// SAFETY: anonymous mappings are zeroed and exclusive; `map_aligned` aligns; mremap keeps contents.
#[cfg(unix)]
unsafe impl ArenaSource for MmapSource {
    fn map(&self, bytes: usize, align: usize) -> Option<NonNull<u8>> {
        Self::map_aligned(bytes, align)
    }

    unsafe fn unmap(&self, base: NonNull<u8>, bytes: usize, _align: usize) {
        // SAFETY: by the trait's contract.
        unsafe { Self::unmap_range(base, bytes) };
    }

    unsafe fn decommit(&self, base: NonNull<u8>, bytes: usize) -> bool {
        // SAFETY: by the trait's contract.
        let result = unsafe { libc::madvise(base.as_ptr().cast(), bytes, libc::MADV_DONTNEED) };
        result == 0 && cfg!(target_os = "linux")
    }

    #[cfg(target_os = "linux")]
    unsafe fn remap(
        &self,
        base: NonNull<u8>,
        old_bytes: usize,
        new_bytes: usize,
        align: usize,
    ) -> Option<NonNull<u8>> {
        let target = Self::map_aligned(new_bytes, align)?;
        // SAFETY: the old range is a mapping of ours by the trait's contract, the target was just mapped and is
        // replaced as a whole.
        let moved = unsafe {
            libc::mremap(
                base.as_ptr().cast(),
                old_bytes,
                new_bytes,
                libc::MREMAP_MAYMOVE | libc::MREMAP_FIXED,
                target.as_ptr().cast::<libc::c_void>(),
            )
        };
        if moved == libc::MAP_FAILED {
            // SAFETY: just mapped, used by nobody.
            unsafe { Self::unmap_range(target, new_bytes) };
            return None;
        }
        NonNull::new(moved.cast())
    }

    #[cfg(target_os = "linux")]
    fn resident_bytes(&self, base: NonNull<u8>, bytes: usize) -> Option<usize> {
        const BATCH_PAGES: usize = 512;
        const PAGE: usize = crate::layout::PAGE_BYTES;
        let mut flags = [0_u8; BATCH_PAGES];
        let mut resident = 0;
        let mut offset = 0;
        while offset < bytes {
            let length = (bytes - offset).min(BATCH_PAGES * PAGE);
            // SAFETY: mincore reads no memory of the range and writes one byte for each of at most BATCH_PAGES pages.
            let result = unsafe {
                libc::mincore(base.as_ptr().wrapping_add(offset).cast(), length, flags.as_mut_ptr())
            };
            if result != 0 {
                return None;
            }
            let pages = length.div_ceil(PAGE);
            resident += flags[..pages].iter().filter(|&&flag| flag & 1 != 0).count() * PAGE;
            offset += length;
        }
        Some(resident)
    }
}

/// Memory from `std::alloc`, for Miri, sanitizers and systems without `mmap`. Gives nothing back before `unmap`.
#[derive(Clone, Copy, Debug, Default)]
pub struct StdSource;

// SAFETY: `alloc_zeroed` returns zeroed, aligned, exclusive memory.
unsafe impl ArenaSource for StdSource {
    fn map(&self, bytes: usize, align: usize) -> Option<NonNull<u8>> {
        let layout = std::alloc::Layout::from_size_align(bytes, align).ok()?;
        if bytes == 0 {
            return None;
        }
        // SAFETY: the layout is not empty.
        NonNull::new(unsafe { std::alloc::alloc_zeroed(layout) })
    }

    unsafe fn unmap(&self, base: NonNull<u8>, bytes: usize, align: usize) {
        if let Ok(layout) = std::alloc::Layout::from_size_align(bytes, align) {
            // SAFETY: the layout is the one of `map`.
            unsafe { std::alloc::dealloc(base.as_ptr(), layout) };
        }
    }

    unsafe fn decommit(&self, _base: NonNull<u8>, _bytes: usize) -> bool {
        false
    }
}
