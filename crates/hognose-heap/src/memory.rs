//! Stand-in for hognose-alloc with the same names, over `std::alloc`, until that crate lands.

use std::alloc::Layout;
use std::cell::{Cell, UnsafeCell};
use std::ptr::NonNull;

/// Memory was refused; nothing changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AllocError;
impl std::fmt::Display for AllocError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("out of memory")
    }
}
impl std::error::Error for AllocError {}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    Raw,
    Mem,
    Object,
}

#[derive(Default, Debug)]
pub struct Config {
    pub limit: Option<usize>,
    pub debug: bool,
}

pub const CLIENT_BITMAPS: usize = 4;
const ARENA: usize = 1 << 20;
const SMALL: usize = 1024;

#[repr(C)]
struct Head {
    heap: *const PrivateHeap,
    bytes: usize,
    index: usize,
    bits: [[Cell<u64>; CLIENT_BITMAPS]; 1024],
}

pub struct PrivateHeap {
    arenas: UnsafeCell<Vec<*mut Head>>,
    free: [Cell<*mut u8>; SMALL / 16 + 1],
    bump: Cell<(usize, usize)>,
    client: Cell<*const ()>,
    live_bytes: Cell<usize>,
    live_blocks: Cell<usize>,
    committed: Cell<usize>,
    peak: Cell<usize>,
    limit: Cell<usize>,
}

const HEAD: usize = size_of::<Head>().next_multiple_of(4096);

impl PrivateHeap {
    pub fn new(config: Config) -> Result<Box<PrivateHeap>, AllocError> {
        Ok(Box::new(PrivateHeap {
            arenas: UnsafeCell::new(Vec::new()),
            free: [const { Cell::new(std::ptr::null_mut()) }; SMALL / 16 + 1],
            bump: Cell::new((0, 0)),
            client: Cell::new(std::ptr::null()),
            live_bytes: Cell::new(0),
            live_blocks: Cell::new(0),
            committed: Cell::new(0),
            peak: Cell::new(0),
            limit: Cell::new(config.limit.unwrap_or(usize::MAX)),
        }))
    }
    pub fn set_client(&self, client: *const ()) {
        self.client.set(client)
    }
    #[inline(always)]
    pub fn client(&self) -> *const () {
        self.client.get()
    }
    /// # Safety
    /// The start of a block of a private heap.
    #[inline(always)]
    pub unsafe fn of(p: NonNull<u8>) -> NonNull<PrivateHeap> {
        // SAFETY: the arena's head is at the masked address.
        unsafe { NonNull::new_unchecked((*head(p)).heap.cast_mut()) }
    }
    pub fn usable_size(&self, size: usize) -> usize {
        size.max(1).next_multiple_of(16)
    }
    fn arena(&self, bytes: usize) -> Result<*mut Head, AllocError> {
        if self.committed.get() + bytes > self.limit.get() {
            return Err(AllocError);
        }
        let layout = Layout::from_size_align(bytes, ARENA).map_err(|_| AllocError)?;
        // SAFETY: not zero-sized.
        let p = unsafe { std::alloc::alloc(layout) };
        if p.is_null() {
            return Err(AllocError);
        }
        let _ = p.expose_provenance();
        // SAFETY: fresh memory of at least HEAD bytes.
        unsafe {
            p.write_bytes(0, HEAD);
            let h = p.cast::<Head>();
            (*h).heap = self;
            (*h).bytes = bytes;
            let arenas = &mut *self.arenas.get();
            (*h).index = arenas.len();
            arenas.push(h);
            self.committed.set(self.committed.get() + bytes);
            self.peak.set(self.peak.get().max(self.committed.get()));
            Ok(h)
        }
    }
    #[inline]
    pub fn alloc(&self, size: usize, _: Domain) -> Result<NonNull<u8>, AllocError> {
        let size = self.usable_size(size);
        let p = if size <= SMALL {
            let cell = &self.free[size / 16];
            let p = cell.get();
            if p.is_null() {
                self.carve(size)?
            } else {
                // SAFETY: a free block holds the next one.
                cell.set(unsafe { p.cast::<*mut u8>().read() });
                // SAFETY: not null.
                unsafe { NonNull::new_unchecked(p) }
            }
        } else {
            let h = self.arena(HEAD.checked_add(size).ok_or(AllocError)?)?;
            // SAFETY: behind the head.
            unsafe { NonNull::new_unchecked(h.cast::<u8>().add(HEAD)) }
        };
        self.live_bytes.set(self.live_bytes.get() + size);
        self.live_blocks.set(self.live_blocks.get() + 1);
        Ok(p)
    }
    #[cold]
    fn carve(&self, size: usize) -> Result<NonNull<u8>, AllocError> {
        let (mut at, mut end) = self.bump.get();
        if end - at < size {
            let h = self.arena(ARENA)? as usize;
            (at, end) = (h + HEAD, h + ARENA);
        }
        self.bump.set((at + size, end));
        NonNull::new(std::ptr::with_exposed_provenance_mut(at)).ok_or(AllocError)
    }
    pub fn alloc_zeroed(&self, size: usize, d: Domain) -> Result<NonNull<u8>, AllocError> {
        let p = self.alloc(size, d)?;
        // SAFETY: fresh block.
        unsafe { p.as_ptr().write_bytes(0, size) };
        Ok(p)
    }
    /// # Safety
    /// A block of this heap with this size.
    #[inline]
    pub unsafe fn dealloc(&self, p: NonNull<u8>, size: usize, _: Domain) {
        let size = self.usable_size(size);
        self.live_bytes.set(self.live_bytes.get() - size);
        self.live_blocks.set(self.live_blocks.get() - 1);
        if size <= SMALL {
            let cell = &self.free[size / 16];
            // SAFETY: at least 16 bytes.
            unsafe { p.as_ptr().cast::<*mut u8>().write(cell.get()) };
            cell.set(p.as_ptr());
        } else {
            // SAFETY: a large block has its own arena.
            unsafe {
                let h = head(p).cast_mut();
                let bytes = (*h).bytes;
                let arenas = &mut *self.arenas.get();
                let index = (*h).index;
                arenas.swap_remove(index);
                if let Some(moved) = arenas.get(index) {
                    (**moved).index = index;
                }
                self.committed.set(self.committed.get() - bytes);
                std::alloc::dealloc(h.cast(), Layout::from_size_align_unchecked(bytes, ARENA));
            }
        }
    }
    /// # Safety
    /// A block of this heap with this size.
    pub unsafe fn realloc(
        &self,
        p: NonNull<u8>,
        old: usize,
        new: usize,
        d: Domain,
    ) -> Result<NonNull<u8>, AllocError> {
        let q = self.alloc(new, d)?;
        // SAFETY: both blocks hold the smaller size.
        unsafe {
            q.as_ptr().copy_from_nonoverlapping(p.as_ptr(), old.min(new));
            self.dealloc(p, old, d);
        }
        Ok(q)
    }
    pub fn live_bytes(&self) -> usize {
        self.live_bytes.get()
    }
    pub fn live_blocks(&self) -> usize {
        self.live_blocks.get()
    }
    pub fn committed_bytes(&self) -> usize {
        self.committed.get()
    }
    pub fn peak_committed_bytes(&self) -> usize {
        self.peak.get()
    }
    pub fn limit(&self) -> Option<usize> {
        Some(self.limit.get()).filter(|l| *l != usize::MAX)
    }
    pub fn set_limit(&self, limit: Option<usize>) {
        self.limit.set(limit.unwrap_or(usize::MAX))
    }
    pub fn trim(&self) {}
    pub fn for_each_set_bit(&self, k: usize, mut f: impl FnMut(NonNull<u8>)) {
        // SAFETY: arenas are live; none is added or removed during the walk.
        for &h in unsafe { &*self.arenas.get() } {
            for w in 0..1024 {
                // SAFETY: as above.
                let mut bits = unsafe { (&(*h).bits)[w][k].get() };
                while bits != 0 {
                    let i = bits.trailing_zeros() as usize;
                    bits &= bits - 1;
                    let at = h as usize + (w * 64 + i) * 16;
                    // SAFETY: not null.
                    f(unsafe { NonNull::new_unchecked(std::ptr::with_exposed_provenance_mut(at)) });
                }
            }
        }
    }
}

impl Drop for PrivateHeap {
    fn drop(&mut self) {
        for &h in self.arenas.get_mut().iter() {
            // SAFETY: each arena was allocated with its bytes.
            unsafe { std::alloc::dealloc(h.cast(), Layout::from_size_align_unchecked((*h).bytes, ARENA)) }
        }
    }
}

#[inline(always)]
fn head(p: NonNull<u8>) -> *const Head {
    std::ptr::with_exposed_provenance(p.as_ptr() as usize & !(ARENA - 1))
}
#[inline(always)]
unsafe fn cell(p: NonNull<u8>, k: usize) -> (&'static Cell<u64>, u64) {
    let i = (p.as_ptr() as usize & (ARENA - 1)) / 16;
    // SAFETY: the head of a live arena.
    (unsafe { &(&(*head(p)).bits)[i / 64][k] }, 1 << (i % 64))
}
/// # Safety
/// A live block.
#[inline(always)]
pub unsafe fn client_bit_set(p: NonNull<u8>, k: usize) {
    // SAFETY: a live block.
    let (c, b) = unsafe { cell(p, k) };
    c.set(c.get() | b)
}
/// # Safety
/// A live block.
#[inline(always)]
pub unsafe fn client_bit_clear(p: NonNull<u8>, k: usize) {
    // SAFETY: a live block.
    let (c, b) = unsafe { cell(p, k) };
    c.set(c.get() & !b)
}
/// # Safety
/// A live block.
#[inline(always)]
pub unsafe fn client_bit_test(p: NonNull<u8>, k: usize) -> bool {
    // SAFETY: a live block.
    let (c, b) = unsafe { cell(p, k) };
    c.get() & b != 0
}
