//! The allocators: ours twice (plain blocks, and objects with a client bit) and its peers.
#![expect(unsafe_code, reason = "raw allocation functions are called")]

use std::ptr::NonNull;

use hognose_alloc::{Config, Domain, PinnedHeap, PrivateHeap, client_bit_clear, client_bit_set};

#[cfg(feature = "peers")]
use crate::alloc::c_peers::{Jemalloc, Mimalloc};
use crate::alloc::patterns::{self, Allocator, Part};

pub const PEERS: [&str; 6] = ["hognose", "hognose tracked", "glibc", "mimalloc", "jemalloc", "pymalloc"];

/// Runs all patterns on one peer and prints its figures.
pub fn run(name: &str, part: Part) {
    match name {
        "hognose" => patterns::run(&Plain(heap()), part),
        "hognose tracked" => patterns::run(&Tracked(heap()), part),
        "glibc" => patterns::run(&Glibc, part),
        #[cfg(feature = "peers")]
        "mimalloc" => patterns::run(&Mimalloc, part),
        #[cfg(feature = "peers")]
        "jemalloc" => patterns::run(&Jemalloc, part),
        #[cfg(not(feature = "peers"))]
        "mimalloc" | "jemalloc" => fail("built without `--features peers`: skipped"),
        "pymalloc" => match Pymalloc::load() {
            Some(peer) => patterns::run(&peer, part),
            None => fail("no libpython3.11 here: skipped"),
        },
        _ => fail("no such peer"),
    }
}

fn fail(message: &str) -> ! {
    eprintln!("{message}");
    std::process::exit(1);
}

fn heap() -> PinnedHeap {
    match PrivateHeap::new(Config::default()) {
        Ok(heap) => heap,
        Err(error) => fail(&error.to_string()),
    }
}

/// Blocks of a private heap.
struct Plain(PinnedHeap);

// SAFETY: blocks are the heap's.
unsafe impl Allocator for Plain {
    #[inline(always)]
    fn alloc(&self, size: usize) -> *mut u8 {
        self.0.alloc(size, Domain::Object).map_or(std::ptr::null_mut(), NonNull::as_ptr)
    }

    #[inline(always)]
    unsafe fn free(&self, block: *mut u8, size: usize) {
        // SAFETY: a live block of this size by the trait's contract.
        unsafe { self.0.dealloc(NonNull::new_unchecked(block), size, Domain::Object) };
    }

    unsafe fn resize(&self, block: *mut u8, old: usize, new: usize) -> *mut u8 {
        // SAFETY: a live block of this size by the trait's contract.
        let moved = unsafe { self.0.realloc(NonNull::new_unchecked(block), old, new, Domain::Object) };
        moved.map_or(std::ptr::null_mut(), NonNull::as_ptr)
    }
}

/// Objects as the object heap makes them: in the bitmap of the youngest generation from birth to death.
struct Tracked(PinnedHeap);

// SAFETY: blocks are the heap's.
unsafe impl Allocator for Tracked {
    #[inline(always)]
    fn alloc(&self, size: usize) -> *mut u8 {
        let Ok(block) = self.0.alloc(size, Domain::Object) else { return std::ptr::null_mut() };
        // SAFETY: a live block.
        unsafe { client_bit_set(block, 0) };
        block.as_ptr()
    }

    #[inline(always)]
    unsafe fn free(&self, block: *mut u8, size: usize) {
        // SAFETY: a live block of this size by the trait's contract.
        unsafe {
            let block = NonNull::new_unchecked(block);
            client_bit_clear(block, 0);
            self.0.dealloc(block, size, Domain::Object);
        }
    }

    unsafe fn resize(&self, block: *mut u8, old: usize, new: usize) -> *mut u8 {
        // Buffers are not tracked, but one block here is like another: its bit goes and comes.
        // SAFETY: a live block of this size by the trait's contract.
        unsafe {
            let block = NonNull::new_unchecked(block);
            client_bit_clear(block, 0);
            let Ok(moved) = self.0.realloc(block, old, new, Domain::Object) else {
                return std::ptr::null_mut();
            };
            client_bit_set(moved, 0);
            moved.as_ptr()
        }
    }
}

struct Glibc;

// SAFETY: blocks are malloc's.
unsafe impl Allocator for Glibc {
    #[inline(always)]
    fn alloc(&self, size: usize) -> *mut u8 {
        // SAFETY: any size may be asked for.
        unsafe { libc::malloc(size).cast() }
    }

    #[inline(always)]
    unsafe fn free(&self, block: *mut u8, _size: usize) {
        // SAFETY: by the trait's contract.
        unsafe { libc::free(block.cast()) };
    }

    unsafe fn resize(&self, block: *mut u8, _old: usize, new: usize) -> *mut u8 {
        // SAFETY: by the trait's contract.
        unsafe { libc::realloc(block.cast(), new).cast() }
    }
}

/// CPython's object allocator, from the installed shared library.
struct Pymalloc {
    alloc: unsafe extern "C" fn(usize) -> *mut u8,
    free: unsafe extern "C" fn(*mut u8),
    resize: unsafe extern "C" fn(*mut u8, usize) -> *mut u8,
}

impl Pymalloc {
    fn load() -> Option<Pymalloc> {
        // SAFETY: the library is CPython's; these functions need no interpreter.
        unsafe {
            let library = [c"libpython3.11.so.1.0", c"libpython3.11.so"]
                .into_iter()
                .map(|name| libc::dlopen(name.as_ptr(), libc::RTLD_NOW))
                .find(|library| !library.is_null())?;
            let alloc = libc::dlsym(library, c"PyObject_Malloc".as_ptr());
            let free = libc::dlsym(library, c"PyObject_Free".as_ptr());
            let resize = libc::dlsym(library, c"PyObject_Realloc".as_ptr());
            if alloc.is_null() || free.is_null() || resize.is_null() {
                return None;
            }
            Some(Pymalloc {
                alloc: std::mem::transmute::<*mut libc::c_void, unsafe extern "C" fn(usize) -> *mut u8>(
                    alloc,
                ),
                free: std::mem::transmute::<*mut libc::c_void, unsafe extern "C" fn(*mut u8)>(free),
                resize: std::mem::transmute::<
                    *mut libc::c_void,
                    unsafe extern "C" fn(*mut u8, usize) -> *mut u8,
                >(resize),
            })
        }
    }
}

// SAFETY: blocks are pymalloc's.
unsafe impl Allocator for Pymalloc {
    #[inline(always)]
    fn alloc(&self, size: usize) -> *mut u8 {
        // SAFETY: any size may be asked for.
        unsafe { (self.alloc)(size) }
    }

    #[inline(always)]
    unsafe fn free(&self, block: *mut u8, _size: usize) {
        // SAFETY: by the trait's contract.
        unsafe { (self.free)(block) };
    }

    unsafe fn resize(&self, block: *mut u8, _old: usize, new: usize) -> *mut u8 {
        // SAFETY: by the trait's contract.
        unsafe { (self.resize)(block, new) }
    }
}
