//! The operations of a bytearray's buffer: all that resizes it asks first whether it may.

use std::ops::Range;

use hognose_heap::HeapVec;

use super::ByteArray;
use crate::raise::PyResult;
use crate::vm::Vm;

impl ByteArray {
    pub fn len(&self) -> usize {
        self.data.try_borrow().map_or(0, |d| d.len())
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A memoryview looks at the bytes.
    pub fn is_exported(&self) -> bool {
        self.exports.get() != 0
    }

    /// Refuses while the buffer is exported or looked at.
    fn writable(&self, vm: &Vm) -> PyResult<std::cell::RefMut<'_, HeapVec<u8>>> {
        match self.data.try_borrow_mut() {
            Ok(data) => Ok(data),
            Err(_) => Err(vm.buffer_error("Existing exports of data: object cannot be re-sized")),
        }
    }

    fn resizable(&self, vm: &Vm) -> PyResult<std::cell::RefMut<'_, HeapVec<u8>>> {
        if self.exports.get() != 0 {
            return Err(vm.buffer_error("Existing exports of data: object cannot be re-sized"));
        }
        self.writable(vm)
    }

    /// Other contents.
    pub(super) fn replace(&self, vm: &Vm, new: HeapVec<u8>) -> PyResult<()> {
        let mut data = if new.len() == self.len() { self.writable(vm)? } else { self.resizable(vm)? };
        if new.len() == data.len() {
            data.copy_from_slice(&new);
        } else {
            *data = new;
        }
        Ok(())
    }

    /// Sets one byte that exists; false if it does not.
    pub(super) fn set(&self, vm: &Vm, i: usize, byte: u8) -> PyResult<bool> {
        let mut data = self.writable(vm)?;
        Ok(match data.get_mut(i) {
            Some(slot) => {
                *slot = byte;
                true
            }
            None => false,
        })
    }

    pub(super) fn push(&self, vm: &Vm, byte: u8) -> PyResult<()> {
        let mut data = self.resizable(vm)?;
        vm.retry(|heap| data.try_push(heap, byte))
    }

    pub fn extend(&self, vm: &Vm, bytes: &[u8]) -> PyResult<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        let mut data = self.resizable(vm)?;
        vm.check_size(data.len() as u128 + bytes.len() as u128)?;
        vm.retry(|heap| data.try_extend_from_slice(heap, bytes))
    }

    /// Puts `bytes` in the place of a range.
    pub(super) fn splice(&self, vm: &Vm, range: Range<usize>, bytes: &[u8]) -> PyResult<()> {
        let (gone, len) = (range.len(), self.len());
        let mut data = if gone == bytes.len() { self.writable(vm)? } else { self.resizable(vm)? };
        if range.end > data.len() {
            return Err(vm.index_error("bytearray index out of range"));
        }
        if bytes.len() > gone {
            let more = bytes.len() - gone;
            vm.check_size(len as u128 + more as u128)?;
            vm.retry(|heap| data.try_resize(heap, len + more, 0))?;
            data.copy_within(range.end..len, range.end + more);
        } else if bytes.len() < gone {
            data.copy_within(range.end..len, range.start + bytes.len());
            data.truncate(len - (gone - bytes.len()));
            vm.retry(|heap| {
                if data.capacity() > 64 && data.len() < data.capacity() / 4 {
                    data.shrink(heap);
                }
                Ok(())
            })?;
        }
        data[range.start..range.start + bytes.len()].copy_from_slice(bytes);
        Ok(())
    }

    pub(super) fn pop(&self, vm: &Vm, i: usize) -> PyResult<Option<u8>> {
        let mut data = self.resizable(vm)?;
        Ok((i < data.len()).then(|| data.remove(i)))
    }

    /// Runs `f` over the bytes in place.
    pub(super) fn change<R>(&self, vm: &Vm, f: impl FnOnce(&mut [u8]) -> R) -> PyResult<R> {
        Ok(f(&mut self.writable(vm)?))
    }

    /// Keeps the bytes whose position passes.
    pub(super) fn retain(&self, vm: &Vm, keep: impl Fn(usize) -> bool) -> PyResult<()> {
        let mut data = self.resizable(vm)?;
        let mut to = 0;
        for from in 0..data.len() {
            if keep(from) {
                data[to] = data[from];
                to += 1;
            }
        }
        data.truncate(to);
        Ok(())
    }

    /// The bytes, held still; BufferError while someone writes them.
    #[inline]
    pub fn held(&self, vm: &Vm) -> PyResult<std::cell::Ref<'_, HeapVec<u8>>> {
        match self.data.try_borrow() {
            Ok(data) => Ok(data),
            Err(_) => Err(vm.buffer_error("memory is being written")),
        }
    }

    /// A copy of the bytes.
    pub fn snapshot(&self, vm: &Vm) -> PyResult<HeapVec<u8>> {
        let data = self.data.try_borrow().map_err(|_| vm.buffer_error("memory is being written"))?;
        let mut copy = HeapVec::new();
        vm.push_bytes(&mut copy, &data)?;
        Ok(copy)
    }

    /// Bytes of the block that holds the data.
    pub fn allocated_bytes(&self) -> usize {
        self.data.try_borrow().map_or(0, |d| d.allocated_bytes())
    }

    pub(super) fn capacity(&self) -> usize {
        self.data.try_borrow().map_or(0, |d| d.capacity())
    }
}
