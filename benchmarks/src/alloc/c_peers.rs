//! Mimalloc and jemalloc, statically linked.
#![expect(unsafe_code, reason = "raw allocation functions are called")]

use crate::alloc::patterns::Allocator;

pub struct Mimalloc;

// SAFETY: blocks are mimalloc's.
unsafe impl Allocator for Mimalloc {
    #[inline(always)]
    fn alloc(&self, size: usize) -> *mut u8 {
        // SAFETY: any size may be asked for.
        unsafe { libmimalloc_sys::mi_malloc(size).cast() }
    }

    #[inline(always)]
    unsafe fn free(&self, block: *mut u8, _size: usize) {
        // `mi_free_size` calls `mi_free`.
        // SAFETY: by the trait's contract.
        unsafe { libmimalloc_sys::mi_free(block.cast()) };
    }

    unsafe fn resize(&self, block: *mut u8, _old: usize, new: usize) -> *mut u8 {
        // SAFETY: by the trait's contract.
        unsafe { libmimalloc_sys::mi_realloc(block.cast(), new).cast() }
    }
}

pub struct Jemalloc;

// SAFETY: blocks are jemalloc's.
unsafe impl Allocator for Jemalloc {
    #[inline(always)]
    fn alloc(&self, size: usize) -> *mut u8 {
        // SAFETY: any size may be asked for.
        unsafe { tikv_jemalloc_sys::malloc(size).cast() }
    }

    #[inline(always)]
    unsafe fn free(&self, block: *mut u8, size: usize) {
        // SAFETY: by the trait's contract.
        unsafe { tikv_jemalloc_sys::sdallocx(block.cast(), size, 0) };
    }

    unsafe fn resize(&self, block: *mut u8, _old: usize, new: usize) -> *mut u8 {
        // SAFETY: by the trait's contract.
        unsafe { tikv_jemalloc_sys::realloc(block.cast(), new).cast() }
    }
}
