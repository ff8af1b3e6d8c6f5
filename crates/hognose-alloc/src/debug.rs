//! Debug hooks: guard bytes, fills, domain tags, serial numbers and a quarantine of freed blocks.
//!
//! They catch writes just before and behind a block, writes after free, double frees, and frees with another size or
//! domain. They do not catch reads; a block read before it is written shows `0xCD`, after its free `0xDD`.
//!
//! ```text
//! what the pool sees                            size + 32 bytes
//! +------------+----------+-----------+---------------+-----------+------------+
//! | size, u64  | domain   | 7 x 0xFD  | the user's    | 8 x 0xFD  | serial, u64|
//! |            | letter   |           | size bytes    |           |            |
//! +------------+----------+-----------+---------------+-----------+------------+
//! ```
//!
//! With hooks on magazines are off, so the fast paths lead here without a test of their own.
//!
//! # Invariants
//! - D1: hooks are on or off for a heap's whole life, so every block has a frame or none has.
//! - D2: a quarantined block counts as used in its pool and is filled with `0xDD`, its frame included.
#![expect(unsafe_code, reason = "frames around blocks")]

use std::cell::Cell;
use std::fmt;
use std::ptr::NonNull;

use crate::config::Domain;
use crate::error::AllocError;
use crate::heap::PrivateHeap;

const GUARD: u8 = 0xFD;
const CLEAN: u8 = 0xCD;
const DEAD: u8 = 0xDD;
const GUARD_BEFORE: usize = 7;
const GUARD_BEHIND: usize = 8;
/// Bytes before the user's; keeps blocks aligned.
pub(crate) const FRAME_BEFORE: usize = 16;
const SERIAL_OFFSET: usize = GUARD_BEHIND;
const FRAME_BYTES: usize = FRAME_BEFORE + GUARD_BEHIND + size_of::<u64>();

const QUARANTINE_BLOCKS: usize = 1024;
const QUARANTINE_BYTES: usize = 256 * 1024;
/// A freed block above this size does not wait in quarantine.
const QUARANTINE_MAX: usize = 16 * 1024;

/// What a debug hook found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultKind {
    /// The guard bytes before the block, or its recorded size, were overwritten.
    WriteBefore,
    /// The guard bytes behind the block were overwritten.
    WriteBehind,
    /// A freed block was written to.
    WriteAfterFree,
    /// What was freed is not a live block: most often it was freed before.
    DoubleFree,
    /// Freed or resized in another domain than it was allocated in.
    WrongDomain,
    /// Freed or resized with another size than it was allocated with.
    WrongSize,
}

/// A wrong use of memory, found by a debug hook.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Address of the block.
    pub address: usize,
    /// Size of the block, as far as known.
    pub size: usize,
    /// Domain of the block, where known.
    pub domain: Option<Domain>,
    /// The block was the `serial`-th allocated in its heap, where known.
    pub serial: Option<u64>,
    /// Offset of the first wrong byte from the block's start, where there is one.
    pub offset: Option<isize>,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            FaultKind::WriteBefore => "bytes before a block were overwritten",
            FaultKind::WriteBehind => "bytes behind a block were overwritten",
            FaultKind::WriteAfterFree => "a block was written to after it was freed",
            FaultKind::DoubleFree => "not a live block: freed twice, or never allocated",
            FaultKind::WrongDomain => "a block was freed in another domain",
            FaultKind::WrongSize => "a block was freed with another size",
        };
        write!(f, "{what}: block at {:#x}, {} bytes", self.address, self.size)?;
        if let Some(domain) = self.domain {
            write!(f, ", domain '{}' ({})", domain.letter(), domain.name())?;
        }
        if let Some(serial) = self.serial {
            write!(f, ", allocation {serial}")?;
        }
        if let Some(offset) = self.offset {
            write!(f, ", first wrong byte at offset {offset}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Fault {}

/// What to do about a [`Fault`].
pub type FaultHook = Box<dyn Fn(&Fault) + Send>;

/// Prints the fault and ends the process: memory can no longer be trusted.
pub(crate) fn abort_on_fault(fault: &Fault) {
    eprintln!("hognose-alloc: {fault}");
    std::process::abort();
}

/// A freed block that waits before it may be used again.
struct Waiting {
    frame: Cell<Option<NonNull<u8>>>,
    size: Cell<usize>,
    serial: Cell<u64>,
    domain: Cell<Domain>,
}

impl Waiting {
    /// What is wrong with the block, whose frame stands at `start`.
    fn fault(&self, start: NonNull<u8>) -> Option<Fault> {
        // SAFETY: D2: the block is still the heap's alone.
        let wrong = unsafe { first_other(start, self.size.get() + FRAME_BYTES, DEAD) }?;
        Some(Fault {
            kind: FaultKind::WriteAfterFree,
            address: start.addr().get() + FRAME_BEFORE,
            size: self.size.get(),
            domain: Some(self.domain.get()),
            serial: Some(self.serial.get()),
            offset: Some(wrong as isize - FRAME_BEFORE as isize),
        })
    }
}

pub(crate) struct DebugState {
    pub on_fault: FaultHook,
    pub serial: Cell<u64>,
    waiting: Vec<Waiting>,
    oldest: Cell<usize>,
    pub waiting_blocks: Cell<usize>,
    /// By the blocks' true sizes.
    pub waiting_bytes: Cell<usize>,
}

impl DebugState {
    pub fn new(on_fault: FaultHook) -> DebugState {
        let waiting = || Waiting {
            frame: Cell::new(None),
            size: Cell::new(0),
            serial: Cell::new(0),
            domain: Cell::new(Domain::Raw),
        };
        DebugState {
            on_fault,
            serial: Cell::new(0),
            waiting: std::iter::repeat_with(waiting).take(QUARANTINE_BLOCKS).collect(),
            oldest: Cell::new(0),
            waiting_blocks: Cell::new(0),
            waiting_bytes: Cell::new(0),
        }
    }
}

/// What a live block's frame says.
struct Frame {
    size: usize,
    domain: Domain,
    serial: u64,
}

/// Offset of the first of `count` bytes that is not `byte`.
///
/// # Safety
/// The bytes must be readable.
unsafe fn first_other(start: NonNull<u8>, count: usize, byte: u8) -> Option<usize> {
    // SAFETY: by this function's contract.
    (0..count).find(|&i| unsafe { start.add(i).read() } != byte)
}

fn domain_of_letter(letter: u8) -> Option<Domain> {
    Domain::ALL.into_iter().find(|domain| domain.letter() == char::from(letter))
}

impl PrivateHeap {
    #[cold]
    #[inline(never)]
    pub(crate) fn debug_alloc(
        &self,
        state: &DebugState,
        size: usize,
        domain: Domain,
    ) -> Result<NonNull<u8>, AllocError> {
        let framed = size.checked_add(FRAME_BYTES).ok_or(AllocError)?;
        let frame = self.plain_alloc(framed, domain)?;
        let serial = state.serial.get() + 1;
        state.serial.set(serial);
        // SAFETY: the frame and the user's bytes fill exactly the `framed` bytes of the block.
        unsafe {
            frame.cast::<u64>().write(size as u64);
            frame.add(8).write(domain.letter() as u8);
            frame.add(9).write_bytes(GUARD, GUARD_BEFORE);
            let block = frame.add(FRAME_BEFORE);
            block.write_bytes(CLEAN, size);
            let behind = block.add(size);
            behind.write_bytes(GUARD, GUARD_BEHIND);
            behind.add(SERIAL_OFFSET).cast::<u64>().write_unaligned(serial);
            Ok(block)
        }
    }

    /// Reads and verifies a live block's frame.
    ///
    /// # Safety
    /// `block` must be or have been a block of this heap.
    unsafe fn read_frame(&self, block: NonNull<u8>) -> Result<Frame, Fault> {
        let mut fault = Fault {
            kind: FaultKind::DoubleFree,
            address: block.addr().get(),
            size: 0,
            domain: None,
            serial: None,
            offset: None,
        };
        // SAFETY: D1: a frame surrounds the block; the sizes are verified before they are used.
        unsafe {
            let frame = block.sub(FRAME_BEFORE);
            let size = frame.cast::<u64>().read() as usize;
            let letter = frame.add(8).read();
            if letter == DEAD && first_other(frame, FRAME_BEFORE, DEAD).is_none() {
                return Err(fault);
            }
            let wrong = first_other(frame.add(9), GUARD_BEFORE, GUARD);
            fault.domain = domain_of_letter(letter);
            let room = Self::plain_block_of(frame).1;
            let (Some(domain), None, true) =
                (fault.domain, wrong, size.checked_add(FRAME_BYTES).is_some_and(|framed| framed <= room))
            else {
                fault.kind = FaultKind::WriteBefore;
                fault.offset = wrong.map(|i| i as isize - GUARD_BEFORE as isize);
                return Err(fault);
            };
            let behind = block.add(size);
            let serial = behind.add(SERIAL_OFFSET).cast::<u64>().read_unaligned();
            fault.size = size;
            fault.serial = Some(serial);
            if let Some(i) = first_other(behind, GUARD_BEHIND, GUARD) {
                fault.kind = FaultKind::WriteBehind;
                fault.offset = Some((size + i) as isize);
                return Err(fault);
            }
            Ok(Frame { size, domain, serial })
        }
    }

    /// Verifies the guard bytes of a live block. Without debug hooks there is nothing to verify.
    ///
    /// # Safety
    /// `block` must be a live block of this heap.
    pub unsafe fn check_block(&self, block: NonNull<u8>) -> Result<(), Fault> {
        if self.debug.is_none() {
            return Ok(());
        }
        // SAFETY: passed on.
        unsafe { self.read_frame(block) }.map(|_| ())
    }

    /// The size recorded in a live block's frame.
    ///
    /// # Safety
    /// `block` must be a live block of a heap with debug hooks.
    pub(crate) unsafe fn debug_size(block: NonNull<u8>) -> usize {
        // SAFETY: D1.
        unsafe { block.sub(FRAME_BEFORE).cast::<u64>().read() as usize }
    }

    /// # Safety
    /// As for [`PrivateHeap::dealloc`], but any misuse that can be found is reported instead.
    #[cold]
    #[inline(never)]
    pub(crate) unsafe fn debug_dealloc(
        &self,
        state: &DebugState,
        block: NonNull<u8>,
        size: usize,
        domain: Domain,
    ) {
        // SAFETY: passed on.
        let frame = match unsafe { self.read_frame(block) } {
            Ok(frame) => frame,
            Err(fault) => {
                (state.on_fault)(&fault);
                // The block's extent is not known; it stays as it is.
                return;
            }
        };
        let mut fault = Fault {
            kind: FaultKind::WrongDomain,
            address: block.addr().get(),
            size: frame.size,
            domain: Some(frame.domain),
            serial: Some(frame.serial),
            offset: None,
        };
        if frame.domain != domain {
            (state.on_fault)(&fault);
        }
        if frame.size != size {
            fault.kind = FaultKind::WrongSize;
            (state.on_fault)(&fault);
        }
        let framed = frame.size + FRAME_BYTES;
        // SAFETY: the frame is whole, so the block has `framed` bytes from `start` on.
        unsafe {
            let start = block.sub(FRAME_BEFORE);
            start.write_bytes(DEAD, framed);
            if framed > QUARANTINE_MAX {
                self.plain_dealloc(start, framed, frame.domain);
            } else {
                self.put_in_quarantine(state, start, &frame);
            }
        }
    }

    /// # Safety
    /// `start` must be the frame of a block that was just freed and filled.
    unsafe fn put_in_quarantine(&self, state: &DebugState, start: NonNull<u8>, frame: &Frame) {
        let bytes = Self::usable_size(frame.size + FRAME_BYTES);
        while state.waiting_blocks.get() == QUARANTINE_BLOCKS
            || state.waiting_bytes.get() + bytes > QUARANTINE_BYTES
        {
            self.end_quarantine(state);
        }
        let index = (state.oldest.get() + state.waiting_blocks.get()) % QUARANTINE_BLOCKS;
        let place = &state.waiting[index];
        place.frame.set(Some(start));
        place.size.set(frame.size);
        place.serial.set(frame.serial);
        place.domain.set(frame.domain);
        state.waiting_blocks.set(state.waiting_blocks.get() + 1);
        state.waiting_bytes.set(state.waiting_bytes.get() + bytes);
    }

    /// Frees the block that has waited longest, after a look at its fill.
    fn end_quarantine(&self, state: &DebugState) {
        let place = &state.waiting[state.oldest.get()];
        let Some(start) = place.frame.take() else { return };
        let (size, domain) = (place.size.get(), place.domain.get());
        let framed = size + FRAME_BYTES;
        state.oldest.set((state.oldest.get() + 1) % QUARANTINE_BLOCKS);
        state.waiting_blocks.set(state.waiting_blocks.get() - 1);
        state.waiting_bytes.set(state.waiting_bytes.get() - Self::usable_size(framed));
        let fault = place.fault(start);
        // SAFETY: it was freed by its owner and is in no list.
        unsafe { self.plain_dealloc(start, framed, domain) };
        if let Some(fault) = fault {
            (state.on_fault)(&fault);
        }
    }

    /// The first block in quarantine that was written to.
    pub(crate) fn check_quarantine(&self) -> Result<(), Fault> {
        let Some(state) = &self.debug else { return Ok(()) };
        for place in &state.waiting {
            if let Some(fault) = place.frame.get().and_then(|start| place.fault(start)) {
                return Err(fault);
            }
        }
        Ok(())
    }

    /// Verifies and frees all blocks in quarantine.
    pub(crate) fn end_all_quarantine(&self) {
        if let Some(state) = &self.debug {
            while state.waiting_blocks.get() != 0 {
                self.end_quarantine(state);
            }
        }
    }

    /// # Safety
    /// As for [`PrivateHeap::realloc`].
    #[cold]
    #[inline(never)]
    pub(crate) unsafe fn debug_realloc(
        &self,
        state: &DebugState,
        block: NonNull<u8>,
        old: usize,
        new: usize,
        domain: Domain,
    ) -> Result<NonNull<u8>, AllocError> {
        // Always moves, so that a pointer kept across it is found out.
        let moved = self.debug_alloc(state, new, domain)?;
        // SAFETY: both blocks are at least as long as the copy; the old one is the caller's to free.
        unsafe {
            std::ptr::copy_nonoverlapping(block.as_ptr(), moved.as_ptr(), old.min(new));
            self.debug_dealloc(state, block, old, domain);
        }
        Ok(moved)
    }
}
