//! `Heap`: one private heap with its shapes, its objects and its collector's state. Allocation stands here.
//!
//! Never collects by itself: it raises bits in the breaker word, and its user calls the collector between
//! instructions. Never runs user code.
//!
//! # Invariants
//! C6: an object is tracked only when fully built. H1: `Heap` is pinned in its box; the private heap's client
//! pointer leads back to it. H2: a heap that is dropped while objects or buffers are left leaks their memory and
//! takes its address back, so that values which outlive it do no harm: they are never freed.

use std::cell::Cell;
use std::mem::ManuallyDrop;
use std::ptr::NonNull;

use crate::breaker::Breaker;
use crate::collect::Collector;
use crate::object::{HEADER_BYTES, IMMORTAL_COUNT, ObjPtr, Object, Ref, SHAPE_MASK, ShapeId, age, flags};
use crate::payload::{Instance, Layout, Payload, TailItem, TailKind};
use crate::release::Release;
use crate::shape::{self, ShapeInfo, ShapeTable};
use crate::value::Value;
use crate::weakref::WeakTable;
use hognose_alloc::{AllocError, Config, Domain, PinnedHeap, PrivateHeap, client_bit_clear, client_bit_set};

/// Finalizers or weak reference callbacks wait: call `Heap::next_pending`.
pub const BREAK_PENDING: u32 = 1;
/// A collection is due: call `Heap::collect_due`.
pub const BREAK_COLLECT: u32 = 2;
/// The first bit of the breaker word that is free for the heap's user.
pub const BREAK_USER: u32 = 1 << 8;

/// A private heap of counted objects.
pub struct Heap {
    breaker: Breaker,
    user_word: Cell<u64>,
    /// Where `close` wants to be told how many blocks were left.
    left: Cell<*mut usize>,
    pub(crate) collector: Collector,
    pub(crate) shapes: ShapeTable,
    pub(crate) release: Release,
    pub(crate) weak: WeakTable,
    memory: ManuallyDrop<PinnedHeap>,
}

impl Heap {
    pub fn new(config: Config) -> Result<Box<Heap>, AllocError> {
        let memory = PrivateHeap::new(config)?;
        let shapes = ShapeTable::new(&memory)?;
        let heap = Box::new(Heap {
            breaker: Breaker::default(),
            user_word: Cell::new(0),
            left: Cell::new(std::ptr::null_mut()),
            collector: Collector::new(),
            shapes,
            release: Release::new(),
            weak: WeakTable::new(),
            memory: ManuallyDrop::new(memory),
        });
        heap.memory.set_client((&raw const *heap).cast());
        heap.collector.reserve(heap.memory())?;
        Ok(heap)
    }

    /// The heap of a block.
    ///
    /// # Safety
    /// `p` is the start of a live block of a `Heap`'s private heap; the reference does not outlive the heap.
    #[inline(always)]
    pub(crate) unsafe fn of<'a>(p: NonNull<u8>) -> &'a Heap {
        // SAFETY: as the caller says.
        match unsafe { Heap::try_of(p) } {
            Some(heap) => heap,
            None => heap_is_gone(),
        }
    }

    /// As `of`; None when the heap was dropped and left its memory behind (H2).
    ///
    /// # Safety
    /// As for `of`.
    #[inline(always)]
    pub(crate) unsafe fn try_of<'a>(p: NonNull<u8>) -> Option<&'a Heap> {
        // SAFETY: H1; a dropped heap took the pointer back.
        unsafe { PrivateHeap::of(p).as_ref().client().cast::<Heap>().as_ref() }
    }

    /// Drops the heap and its own tables; how many blocks were left, which nothing accounts for any more.
    pub fn close(self: Box<Heap>) -> usize {
        let mut left = 0;
        self.left.set(&raw mut left);
        drop(self);
        left
    }

    /// A word that the heap's user keeps where every object finds it (a seed for hashes).
    #[inline(always)]
    pub fn user_word(&self) -> u64 {
        self.user_word.get()
    }

    pub fn set_user_word(&self, word: u64) {
        self.user_word.set(word);
    }

    /// The memory manager below.
    #[inline(always)]
    pub fn memory(&self) -> &PrivateHeap {
        &self.memory
    }

    #[inline(always)]
    pub fn breaker(&self) -> &Breaker {
        &self.breaker
    }

    #[inline(always)]
    pub(crate) fn raise(&self, bits: u32) {
        self.breaker.raise(bits);
    }

    // ---- shapes ----

    /// Gives a fixed shape its layout. `owner` is kept without a count: objects of the shape own theirs.
    pub fn define_shape<T: Payload>(&self, id: ShapeId, slot_count: u16, owner: Option<&Value>, flags: u16) {
        assert!(id != ShapeId::NONE && id.0 < ShapeId::FIRST_DYNAMIC, "only fixed shapes are defined");
        let named = T::SHAPE == ShapeId::NONE || id == T::SHAPE || id == T::ALIAS || T::ALSO.contains(&id);
        assert!(named, "a fixed shape is its payload's SHAPE, its ALIAS or one of ALSO");
        self.shapes.set(id, Layout::of::<T>(), slot_count, owner.and_then(object_of), flags);
    }

    /// As `define_shape`, with the layout as a value.
    pub fn define_shape_of(
        &self,
        id: ShapeId,
        layout: &'static Layout,
        slot_count: u16,
        owner: Option<&Value>,
        flags: u16,
    ) {
        assert!(id != ShapeId::NONE && id.0 < ShapeId::FIRST_DYNAMIC, "only fixed shapes are defined");
        self.shapes.set(id, layout, slot_count, owner.and_then(object_of), flags);
    }

    /// As `new_shape`, with the layout as a value.
    pub fn new_shape_of(
        &self,
        layout: &'static Layout,
        slot_count: u16,
        owner: Option<&Value>,
        flags: u16,
    ) -> Result<ShapeId, AllocError> {
        let id = self.shapes.create(self.memory())?;
        self.shapes.set(id, layout, slot_count, owner.and_then(object_of), flags);
        Ok(id)
    }

    /// A fresh shape for payload `T`.
    pub fn new_shape<T: Payload>(
        &self,
        slot_count: u16,
        owner: Option<&Value>,
        flags: u16,
    ) -> Result<ShapeId, AllocError> {
        let id = self.shapes.create(self.memory())?;
        self.shapes.set(id, Layout::of::<T>(), slot_count, owner.and_then(object_of), flags);
        Ok(id)
    }

    /// A fresh shape with the layout of an existing one (a subclass's, a shape with one more slot).
    pub fn new_shape_like(
        &self,
        like: ShapeId,
        slot_count: u16,
        owner: Option<&Value>,
        flags: u16,
    ) -> Result<ShapeId, AllocError> {
        let layout = self.shapes.get(like).ok_or(AllocError)?.layout();
        let id = self.shapes.create(self.memory())?;
        self.shapes.set(id, layout, slot_count, owner.and_then(object_of), flags);
        Ok(id)
    }

    /// Gives a shape's index back. No object of the shape may be left (S1).
    pub fn free_shape(&self, id: ShapeId) {
        self.shapes.release_index(id);
    }

    /// Sets the owner of a shape that has no object yet.
    pub fn set_shape_owner(&self, id: ShapeId, owner: Option<&Value>) {
        self.shapes.set_owner(id, owner.and_then(object_of));
    }

    /// `HAS_FINALIZER` and the user's flag bits.
    pub fn set_shape_flags(&self, id: ShapeId, flags: u16) {
        self.shapes.set_flags(id, flags);
    }

    #[inline(always)]
    pub fn shape_flags(&self, id: ShapeId) -> u16 {
        self.shapes.entry(id.0).flags
    }

    /// The shape's owner, copied.
    #[inline]
    pub fn shape_owner(&self, id: ShapeId) -> Option<Value> {
        self.shapes.get(id)?.owner_object().map(Object::to_value)
    }

    /// The owner of an object's shape, without counting.
    ///
    /// # Safety
    /// The reference is not used after anything that may change the object's shape or drop the object.
    #[inline(always)]
    pub unsafe fn owner_of<'a>(&'a self, object: &'a Object) -> Option<&'a Object> {
        let owner = self.shapes.entry(object.shape().index()).owner_value()?;
        // SAFETY: the object owns a count on its shape's owner (S1).
        Some(unsafe { &*owner.as_ptr() })
    }

    pub fn shape(&self, id: ShapeId) -> Option<ShapeInfo> {
        let entry = self.shapes.get(id)?;
        Some(ShapeInfo {
            name: entry.layout().name,
            owner: entry.owner_object().map(Object::to_value),
            slot_count: entry.slot_count,
            flags: entry.flags & (shape::HAS_FINALIZER | shape::USER_FLAGS),
        })
    }

    pub fn shape_is<T: Payload>(&self, id: ShapeId) -> bool {
        self.shapes.is::<T>(id)
    }

    /// Byte offset of the first slot of objects without a tail.
    pub fn slot_offset(&self, id: ShapeId) -> Option<usize> {
        let e = self.shapes.get(id)?;
        (e.flags & shape::HAS_TAIL == 0).then(|| e.bytes as usize - e.slot_count as usize * 8)
    }

    pub(crate) fn same_block(&self, a: ShapeId, b: ShapeId) -> bool {
        match (self.shapes.get(a), self.shapes.get(b)) {
            (Some(a), Some(b)) => {
                a.slot_count == b.slot_count && a.bytes == b.bytes && a.layout().type_id == b.layout().type_id
            }
            _ => false,
        }
    }

    // ---- the shape of a block ----

    /// Bytes that were asked for when the object was made.
    #[inline(always)]
    pub(crate) fn object_bytes(&self, p: ObjPtr) -> usize {
        // SAFETY: a live object.
        let entry = self.shapes.entry(unsafe { p.as_ref() }.shape().0);
        if entry.flags & shape::HAS_TAIL == 0 { entry.bytes as usize } else { self.tail_bytes(p).1 }
    }

    /// Number of tail items, and bytes of the whole object.
    #[inline(never)]
    fn tail_bytes(&self, p: ObjPtr) -> (usize, usize) {
        // SAFETY: a live object.
        let entry = self.shapes.entry(unsafe { p.as_ref() }.shape().0);
        let layout = entry.layout();
        // SAFETY: the payload is of the layout's type (L1).
        let n = unsafe { (layout.tail_len)(Object::payload(p)) };
        (n, block_bytes(layout, n, entry.slot_count as usize))
    }

    #[inline(always)]
    pub(crate) fn slots_offset(&self, p: ObjPtr) -> usize {
        // SAFETY: a live object.
        let entry = self.shapes.entry(unsafe { p.as_ref() }.shape().0);
        self.object_bytes(p) - entry.slot_count as usize * size_of::<Value>()
    }

    /// The object's tail (when it is of values) and its slots.
    #[inline(always)]
    pub(crate) fn values_behind(&self, p: ObjPtr) -> (&[Value], &[Value]) {
        // SAFETY: a live object.
        let entry = self.shapes.entry(unsafe { p.as_ref() }.shape().0);
        let base = p.as_ptr().cast::<u8>();
        let slots = entry.slot_count as usize;
        // SAFETY: tail and slots stand at these offsets inside the block and hold values.
        unsafe {
            if entry.flags & shape::HAS_TAIL == 0 {
                let at = base.add(entry.bytes as usize - slots * 8);
                (&[], std::slice::from_raw_parts(at.cast(), slots))
            } else {
                let (n, bytes) = self.tail_bytes(p);
                let n = if entry.layout().tail == TailKind::Values { n } else { 0 };
                (
                    std::slice::from_raw_parts(base.add(entry.bytes as usize).cast(), n),
                    std::slice::from_raw_parts(base.add(bytes - slots * 8).cast(), slots),
                )
            }
        }
    }

    // ---- allocation ----

    /// A new object. The payload is dropped on failure, and nothing else happened.
    #[inline(always)]
    pub fn alloc<T: Payload>(&self, shape: ShapeId, payload: T) -> Result<Ref<T>, AllocError> {
        self.alloc_with(shape, || payload)
    }

    /// A new object whose payload is made where it will stand, once there is memory for it: a payload that waits on the
    /// stack meanwhile is written in pieces and read as a whole, which stalls.
    #[inline(always)]
    pub fn alloc_with<T: Payload>(
        &self,
        shape: ShapeId,
        make: impl FnOnce() -> T,
    ) -> Result<Ref<T>, AllocError> {
        const {
            assert!(
                matches!(<T::Tail as TailItem>::KIND, TailKind::None),
                "has a tail: alloc_tail, alloc_bytes"
            )
        }
        let entry = self.shapes.entry(shape.0);
        debug_assert!(entry.layout().is::<T>(), "the shape is of another payload");
        let slots = entry.slot_count as usize;
        let bytes = HEADER_BYTES + size_of::<T>().next_multiple_of(8);
        let p = self.memory.alloc(bytes + slots * 8, Domain::Object)?;
        // SAFETY: a fresh block of these bytes.
        unsafe {
            // No shape yet: walks pass over the block while its payload is made.
            p.as_ptr().cast::<u64>().write(0);
            p.as_ptr().add(HEADER_BYTES).cast::<T>().write(make());
            if slots != 0 {
                fill_blank(p.as_ptr().add(bytes), slots);
            }
            self.finish(p.cast(), shape);
            Ok(Ref::from_ptr(p.cast()))
        }
    }

    /// A new instance: no payload, slots all BLANK.
    #[inline(always)]
    pub fn alloc_instance(&self, shape: ShapeId) -> Result<Value, AllocError> {
        Ok(self.alloc(shape, Instance)?.into_value())
    }

    /// A new object with `n` values behind it, each made by `item`.
    #[inline]
    pub fn alloc_tail<T: Payload<Tail = Value>>(
        &self,
        shape: ShapeId,
        payload: T,
        n: usize,
        item: impl FnMut(usize) -> Value,
    ) -> Result<Ref<T>, AllocError> {
        self.alloc_tail_with(shape, || payload, n, item)
    }

    /// As `alloc_tail`, with the payload made in place (see `alloc_with`).
    #[inline]
    pub fn alloc_tail_with<T: Payload<Tail = Value>>(
        &self,
        shape: ShapeId,
        make: impl FnOnce() -> T,
        n: usize,
        mut item: impl FnMut(usize) -> Value,
    ) -> Result<Ref<T>, AllocError> {
        let (p, tail) = self.alloc_block(shape, make, n)?;
        // SAFETY: a fresh block; the tail stands at `tail`. It is untracked and unseen until finished.
        unsafe {
            for i in 0..n {
                tail.cast::<Value>().add(i).write(item(i));
            }
            self.finish(p, shape);
            Ok(Ref::from_ptr(p.cast()))
        }
    }

    /// A new object with `n` bytes behind it, zeroed, then filled.
    #[inline]
    pub fn alloc_bytes<T: Payload<Tail = u8>>(
        &self,
        shape: ShapeId,
        payload: T,
        n: usize,
        fill: impl FnOnce(&mut [u8]),
    ) -> Result<Ref<T>, AllocError> {
        let (p, tail) = self.alloc_block(shape, || payload, n)?;
        // SAFETY: as in alloc_tail_with.
        unsafe {
            tail.write_bytes(0, n);
            fill(std::slice::from_raw_parts_mut(tail, n));
            self.finish(p, shape);
            Ok(Ref::from_ptr(p.cast()))
        }
    }

    /// A new object with copies of some bytes behind it, one after the other.
    #[inline]
    pub fn alloc_copy<T: Payload<Tail = u8>, const N: usize>(
        &self,
        shape: ShapeId,
        payload: T,
        parts: [&[u8]; N],
    ) -> Result<Ref<T>, AllocError> {
        let n = parts.iter().map(|part| part.len()).sum();
        let (p, mut tail) = self.alloc_block(shape, || payload, n)?;
        // SAFETY: as in alloc_tail_with; a fresh block overlaps nothing, and the parts fill the tail.
        unsafe {
            for part in parts {
                tail.copy_from_nonoverlapping(part.as_ptr(), part.len());
                tail = tail.add(part.len());
            }
            self.finish(p, shape);
            Ok(Ref::from_ptr(p.cast()))
        }
    }

    #[inline]
    fn alloc_block<T: Payload>(
        &self,
        shape: ShapeId,
        make: impl FnOnce() -> T,
        n: usize,
    ) -> Result<(ObjPtr, *mut u8), AllocError> {
        let entry = self.shapes.entry(shape.0);
        let layout = entry.layout();
        debug_assert!(layout.is::<T>(), "the shape is of another payload");
        if n > isize::MAX as usize / 16 {
            return Err(AllocError);
        }
        let slots = entry.slot_count as usize;
        let bytes = block_bytes(layout, n, slots);
        let p = self.memory.alloc(bytes, Domain::Object)?;
        // SAFETY: a fresh block of these bytes.
        unsafe {
            let base = p.as_ptr();
            // No shape yet: walks pass over the block while payload and tail are made.
            base.cast::<u64>().write(0);
            let payload = base.add(HEADER_BYTES).cast::<T>();
            payload.write(make());
            assert!((*payload).tail_len() == n, "tail_len answers what the object was made with");
            fill_blank(base.add(bytes - slots * 8), slots);
            Ok((p.cast(), base.add(HEADER_BYTES + layout.payload_size)))
        }
    }

    /// Writes the header and takes the object into the books.
    ///
    /// # Safety
    /// The block is complete but for its header (C6).
    #[inline(always)]
    unsafe fn finish(&self, p: ObjPtr, shape: ShapeId) {
        let entry = self.shapes.entry(shape.0);
        if let Some(owner) = entry.owner_object() {
            owner.incref();
        }
        let tracked = entry.flags & shape::TRACED != 0;
        let bits = if tracked { self.collector.birth_flags() } else { age::UNTRACKED };
        // SAFETY: the block is ours; the header stands at its start.
        unsafe {
            let head = p.as_ptr();
            (&raw mut (*head).head.refcount).write(Cell::new(1));
            (&raw mut (*head).head.meta).write(Cell::new(shape.0 | bits));
        }
        if tracked {
            // SAFETY: a live block.
            unsafe { client_bit_set(p.cast(), age::YOUNGEST) };
            self.collector.count_birth(&self.breaker);
        }
    }

    // ---- tracking ----

    /// Moves an object to another age: flags, bitmap and counts together (O1).
    #[inline]
    pub(crate) fn set_age(&self, object: &Object, new: u32) {
        let meta = object.head.meta.get();
        if (meta ^ new) & flags::AGE != 0 {
            // SAFETY: a live object.
            unsafe {
                if let Some(k) = age::bitmap(meta) {
                    client_bit_clear(object.ptr().cast(), k);
                    self.collector.leave(k);
                }
                if let Some(k) = age::bitmap(new) {
                    client_bit_set(object.ptr().cast(), k);
                    self.collector.enter(k);
                }
            }
        }
        object.head.meta.set(meta & !flags::AGE | new);
    }

    /// The collector no longer looks at the object. Its edges count as outside references.
    pub fn untrack(&self, v: &Value) {
        if let Some(o) = v.as_object().filter(|o| o.has(flags::TRACKED)) {
            self.set_age(o, age::UNTRACKED);
        }
    }

    pub fn track(&self, v: &Value) {
        let untracked = |o: &&Object| o.head.meta.get() & flags::AGE == age::UNTRACKED;
        if let Some(o) = v.as_object().filter(untracked)
            && self.shapes.entry(o.shape().0).flags & shape::TRACED != 0
        {
            self.set_age(o, age::YOUNG_);
            let meta = o.head.meta.get() & !flags::MARK;
            o.head.meta.set(meta | self.collector.mark_sense());
        }
    }

    /// Neither counted nor ever released by counts from now on.
    pub fn immortalize(&self, v: &Value) {
        if let Some(o) = v.as_object() {
            o.head.refcount.set(IMMORTAL_COUNT);
        }
    }

    /// Calls `f` with each object of the heap, tracked or not.
    pub fn for_each_object(&self, mut f: impl FnMut(&Object)) {
        self.memory.for_each_block(Domain::Object, |p, _| {
            // SAFETY: a live block of the object domain starts with an object header.
            let object = unsafe { p.cast::<Object>().as_ref() };
            if object.shape() != ShapeId::NONE {
                f(object);
            }
        });
    }

    /// Books bytes of a big buffer for the byte threshold.
    pub(crate) fn count_buffer(&self, bytes: isize) {
        self.collector.count_buffer(bytes, &self.breaker);
    }
}

fn object_of(v: &Value) -> Option<ObjPtr> {
    v.as_object().map(Object::ptr)
}

/// Bytes of an object with `n` tail items.
#[inline(always)]
fn block_bytes(layout: &Layout, n: usize, slots: usize) -> usize {
    let tail = match layout.tail {
        TailKind::None => 0,
        TailKind::Bytes => n.next_multiple_of(8),
        TailKind::Values => n * size_of::<Value>(),
    };
    HEADER_BYTES + layout.payload_size + tail + slots * size_of::<Value>()
}

#[inline(always)]
unsafe fn fill_blank(at: *mut u8, n: usize) {
    for i in 0..n {
        // SAFETY: `n` words of the block stand at `at`.
        unsafe { at.cast::<Value>().add(i).write(Value::BLANK) }
    }
}

impl Drop for Heap {
    /// Unmaps everything. When objects or buffers are left, somebody may still hold them: their memory is leaked
    /// then, and nothing is dropped (H2). Release all objects first, as an interpreter does.
    fn drop(&mut self) {
        // SAFETY: the tables are not used after this, and the memory only if it is left mapped.
        unsafe {
            self.release.free(&self.memory);
            self.weak.free(&self.memory);
            self.collector.free(&self.memory);
            self.shapes.release(&self.memory);
            if !self.left.get().is_null() {
                *self.left.get() = self.memory.live_blocks();
            }
            if self.memory.live_blocks() == 0 {
                ManuallyDrop::drop(&mut self.memory);
            } else {
                self.memory.set_client(std::ptr::null());
            }
        }
    }
}

#[cold]
#[inline(never)]
fn heap_is_gone() -> ! {
    panic!("an object was used after its heap was dropped")
}

const _: () = assert!(SHAPE_MASK == (1 << 24) - 1);
