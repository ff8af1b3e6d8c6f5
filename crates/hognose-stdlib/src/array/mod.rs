//! Module `array`: arrays of numbers of one type, packed.
//!
//! This file has the payload and what reads and writes items; methods.rs is the class as Python sees it.
//!
//! # Invariants
//! A1: the buffer's length is a multiple of the item size. A2: the buffer is borrowed only while no Python
//! code can run, or by a view, which keeps it from being resized (BufferError).

mod methods;

use std::cell::{self, RefCell};

use hognose_vm::prelude::*;
use hognose_vm::typedef::{Def, ModuleDef, function};
use hognose_vm::types::bytes::{BufferInfo, BufferType};
use hognose_vm::types::module::Module;

use crate::struct_::codec::{self, PackError};

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "array",
    doc: "This module defines an object type which can efficiently represent\nan array of basic values: characters, integers, \
          floating-point\nnumbers.  Arrays are sequence types and behave very much like lists,\nexcept that the type of \
          objects stored in them is constrained.",
    functions: FUNCTIONS,
    types: &[&methods::TYPE, &methods::ITERATOR],
    init: Some(init),
};

const FUNCTIONS: &[Def] = &[function(
    "_array_reconstructor",
    "(arraytype, typecode, mformat_code, items, /)",
    methods::reconstruct,
)];

fn init(vm: &Vm, module: &Ref<Module>) -> PyResult<()> {
    vm.register_buffer_type(&BUFFER);
    module.set(vm, "typecodes", vm.str("bBuwhHiIlLqQfd")?)?;
    if let Some(class) = module.get(vm, "array")? {
        module.set(vm, "ArrayType", class)?;
    }
    Ok(())
}

/// The type of an array's items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemType {
    pub code: u8,
    pub size: usize,
}

impl ItemType {
    pub fn of(code: u8) -> Option<ItemType> {
        let size = match code {
            b'b' | b'B' => 1,
            b'h' | b'H' => 2,
            b'i' | b'I' | b'f' | b'u' | b'w' => 4,
            b'l' | b'L' | b'q' | b'Q' | b'd' => 8,
            _ => return None,
        };
        Some(ItemType { code, size })
    }

    pub fn is_text(self) -> bool {
        matches!(self.code, b'u' | b'w')
    }

    pub fn read(self, vm: &Vm, bytes: &[u8]) -> PyResult {
        match self.code {
            b'f' | b'd' => vm.float(codec::read_float(bytes, cfg!(target_endian = "big"))),
            b'u' | b'w' => {
                let mut out = vm.str_builder();
                out.push_char(vm, text_item(bytes))?;
                Ok(out.finish(vm)?.into_value())
            }
            code => codec::read_int(vm, bytes, code.is_ascii_lowercase(), cfg!(target_endian = "big")),
        }
    }

    /// Packs a value into 8 bytes of scratch, of which the item's size counts.
    pub fn write(self, vm: &Vm, value: &Value) -> PyResult<[u8; 8]> {
        let mut item = [0; 8];
        let out = &mut item[..self.size];
        let big = cfg!(target_endian = "big");
        match self.code {
            b'f' | b'd' => match codec::write_float(vm, out, value, big) {
                Ok(()) => {}
                // C's conversion: out of range is infinite.
                Err(PackError::FloatRange) => {
                    let infinite = vm.float_of(value)? as f32;
                    out.copy_from_slice(&infinite.to_ne_bytes());
                }
                Err(PackError::Raised(raised)) => return Err(raised),
                Err(_) => {
                    return Err(vm.type_error(format_args!("must be real number, not {}", vm.tn(value))));
                }
            },
            b'u' | b'w' => {
                let text = value.get::<Str>();
                let Some(text) = text.filter(|s| s.len() == 1) else {
                    let problem = match text {
                        Some(text) => format!(
                            "array item must be a unicode character, not a string of length {}",
                            text.len()
                        ),
                        None => format!("array item must be a unicode character, not {}", vm.tn(value)),
                    };
                    return Err(vm.type_error(problem));
                };
                out.copy_from_slice(&text.char_at(0).to_ne_bytes());
            }
            code => {
                let signed = code.is_ascii_lowercase();
                codec::write_int(vm, out, value, signed, big).map_err(|e| self.int_error(vm, e, value))?;
            }
        }
        Ok(item)
    }

    #[cold]
    fn int_error(self, vm: &Vm, problem: PackError, value: &Value) -> Raised {
        match problem {
            PackError::Raised(raised) => raised,
            PackError::Range => {
                let negative = hognose_vm::types::int::IntRef::of(value).is_some_and(|i| i.is_negative());
                let side = if negative { "less than minimum" } else { "greater than maximum" };
                let name = match self.code {
                    b'b' => "signed char",
                    b'B' => "unsigned byte integer",
                    b'h' => "signed short integer",
                    b'H' => "unsigned short",
                    b'i' => "signed integer",
                    b'I' => "unsigned int",
                    _ if negative && self.code.is_ascii_uppercase() => {
                        return vm.overflow_error("can't convert negative int to unsigned");
                    }
                    _ => return vm.overflow_error("Python int too large to convert to C long"),
                };
                vm.overflow_error(format_args!("{name} is {side}"))
            }
            _ => vm.type_error(format_args!("'{}' object cannot be interpreted as an integer", vm.tn(value))),
        }
    }
}

fn text_item(bytes: &[u8]) -> u32 {
    let mut word = [0; 4];
    word.copy_from_slice(&bytes[..4]);
    u32::from_ne_bytes(word).min(0x10_ffff)
}

/// An array.
#[derive(Trace)]
pub struct Array {
    #[trace(skip)]
    item: ItemType,
    #[trace(skip)]
    data: RefCell<HeapVec<u8>>,
    exports: Cell<u32>,
}

impl Payload for Array {
    const NAME: &'static str = "array";
    type Tail = ();
}

static BUFFER: BufferType = BufferType {
    matches: |v| v.get::<Array>().is_some(),
    info: |v| match v.get::<Array>() {
        Some(array) => BufferInfo {
            format: array.item.code,
            itemsize: array.item.size,
            bytes: array.data.try_borrow().map_or(0, |d| d.len()),
            readonly: false,
        },
        None => BufferInfo { format: b'B', itemsize: 1, bytes: 0, readonly: true },
    },
    borrow: |v| Some(cell::Ref::map(v.get::<Array>()?.data.try_borrow().ok()?, |d| d.as_slice())),
    borrow_mut: |v| {
        Some(cell::RefMut::map(v.get::<Array>()?.data.try_borrow_mut().ok()?, |d| d.as_mut_slice()))
    },
    export: |v, begins| {
        if let Some(array) = v.get::<Array>() {
            let n = array.exports.get();
            array.exports.set(if begins { n + 1 } else { n.saturating_sub(1) });
        }
    },
};

impl Array {
    fn new(item: ItemType, data: HeapVec<u8>) -> Array {
        Array { item, data: RefCell::new(data), exports: Cell::new(0) }
    }

    /// Items.
    pub fn len(&self) -> usize {
        self.data.try_borrow().map_or(0, |d| d.len()) / self.item.size
    }

    /// The item at `at`, if there is one.
    pub fn get(&self, vm: &Vm, at: usize) -> PyResult<Option<Value>> {
        let mut item = [0; 8];
        let size = self.item.size;
        {
            let Ok(data) = self.data.try_borrow() else { return Ok(None) };
            let Some(bytes) = data.get(at * size..(at + 1) * size) else { return Ok(None) };
            item[..size].copy_from_slice(bytes);
        }
        self.item.read(vm, &item[..size]).map(Some)
    }

    /// Overwrites an item with packed bytes; false if there is none.
    fn put(&self, at: usize, item: &[u8; 8]) -> bool {
        let size = self.item.size;
        let Ok(mut data) = self.data.try_borrow_mut() else { return false };
        match data.get_mut(at * size..(at + 1) * size) {
            Some(bytes) => {
                bytes.copy_from_slice(&item[..size]);
                true
            }
            None => false,
        }
    }

    /// Replaces the bytes of a range by others; BufferError while a view holds the array.
    fn splice(&self, vm: &Vm, range: std::ops::Range<usize>, bytes: &[u8]) -> PyResult<()> {
        if self.exports.get() > 0 && range.len() != bytes.len() {
            return Err(vm.buffer_error("cannot resize an array that is exporting buffers"));
        }
        let Ok(mut data) = self.data.try_borrow_mut() else {
            return Err(vm.buffer_error("cannot resize an array that is exporting buffers"));
        };
        let range = range.start.min(data.len())..range.end.min(data.len());
        let (old, new) = (range.len(), bytes.len());
        let tail = data.len() - range.end;
        vm.check_size(data.len() as u128 + new as u128)?;
        if new > old {
            let wanted = data.len() + (new - old);
            vm.retry(|heap| data.try_resize(heap, wanted, 0u8))?;
        }
        data.copy_within(range.end..range.end + tail, range.start + new);
        data[range.start..range.start + new].copy_from_slice(bytes);
        data.truncate(range.start + new + tail);
        Ok(())
    }

    /// A copy of all bytes.
    fn bytes(&self, vm: &Vm) -> PyResult<HeapVec<u8>> {
        let mut copy = HeapVec::new();
        match self.data.try_borrow() {
            Ok(data) => vm.retry(|heap| copy.try_extend_from_slice(heap, &data))?,
            Err(_) => return Err(vm.buffer_error("the array is being written")),
        }
        Ok(copy)
    }

    fn push(&self, vm: &Vm, value: &Value) -> PyResult<()> {
        let item = self.item.write(vm, value)?;
        let end = self.len() * self.item.size;
        self.splice(vm, end..end, &item[..self.item.size])
    }
}
