//! `int()` from objects, and ints to and from bytes.

use hognose_heap::{Ref, Value};

use super::limbs;
use super::{IntRef, text};
use crate::class::Class;
use crate::raise::PyResult;
use crate::typedef::Args;
use crate::types::str::Str;
use crate::vm::Vm;

/// `int(...)`, also for subclasses.
pub fn new(vm: &Vm, class: &Ref<Class>, args: &Args<'_>) -> PyResult {
    let [x, base] = args.bind::<2>(vm, "int", "(x=0, /, base=10)")?;
    let value = if x.is_blank() {
        if !base.is_blank() {
            return Err(vm.type_error("int() missing string argument"));
        }
        Value::from_small(0)
    } else if base.is_blank() {
        from_object(vm, &x)?
    } else {
        from_text_in_base(vm, &x, &base)?
    };
    vm.int_of_class(class, &value)
}

/// `int(x)`: an exact int.
pub fn from_object(vm: &Vm, x: &Value) -> PyResult {
    if super::is_exact(x) {
        return Ok(x.clone());
    }
    if let Some(x) = x.as_f64() {
        return crate::types::float::methods::to_int(vm, x);
    }
    let converts_itself = x.shape() != Some(crate::shapes::STR)
        && x.get::<Str>().is_some()
        && vm.lookup_special(x, &vm.names.__int__).is_some();
    if let Some(s) = x.get::<Str>().filter(|_| !converts_itself) {
        return text::parse(vm, &text::ascii_number(s), 10, x);
    }
    if let Some(result) = vm.call_special(x, &vm.names.__int__, &[])? {
        if super::is_int(&result) {
            if !super::is_exact(&result) {
                vm.warn_of_subclass("__int__ returned non-int", "int", &result)?;
            }
            return vm.int_of_class(&vm.types.int, &result);
        }
        return Err(vm.type_error(format_args!("__int__ returned non-int (type {})", vm.tn(&result))));
    }
    if vm.lookup_special(x, &vm.names.__index__).is_some() {
        let index = vm.index(x)?;
        return vm.int_of_class(&vm.types.int, &index);
    }
    if let Some(bytes) = bytes_of(vm, x)? {
        return text::parse(vm, &bytes, 10, x);
    }
    Err(vm.type_error(format_args!(
        "int() argument must be a string, a bytes-like object or a real number, not '{}'",
        vm.tn(x)
    )))
}

fn from_text_in_base(vm: &Vm, x: &Value, base: &Value) -> PyResult {
    let base = vm.index_clamped(base)?;
    if base != 0 && !(2..=36).contains(&base) {
        return Err(vm.value_error("int() base must be >= 2 and <= 36, or 0"));
    }
    if let Some(s) = x.get::<Str>() {
        return text::parse(vm, &text::ascii_number(s), base as u32, x);
    }
    // No other buffer: only text and its bytes.
    let is_bytes = x.get::<crate::types::bytes::Bytes>().is_some()
        || x.get::<crate::types::bytes::ByteArray>().is_some();
    match bytes_of(vm, x)?.filter(|_| is_bytes) {
        Some(bytes) => text::parse(vm, &bytes, base as u32, x),
        None => Err(vm.type_error("int() can't convert non-string with explicit base")),
    }
}

/// `value.to_bytes(length=1, byteorder='big', *, signed=False)`
pub fn to_bytes(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(value) = IntRef::of(&a[0]) else { return Err(vm.type_error("an int is required")) };
    let length = if a[1].is_blank() { 1 } else { vm.index_i64(&a[1])? };
    let big_endian = is_big_endian(vm, &a[2])?;
    let signed = !a[3].is_blank() && vm.truthy(&a[3])?;
    let Ok(length) = usize::try_from(length) else {
        return Err(vm.value_error("length argument must be non-negative"));
    };
    if value.is_negative() && !signed {
        return Err(vm.overflow_error("can't convert negative int to unsigned"));
    }
    vm.check_size(length as u128)?;
    let parts = value.parts();
    if !fits(parts.negative, parts.limbs(), length, signed) {
        return Err(vm.overflow_error("int too big to convert"));
    }
    let _charge = vm.charge(length)?;
    let mut bytes = vec![0; length];
    for (to, from) in bytes.iter_mut().zip(parts.limbs().as_flattened()) {
        *to = *from;
    }
    if parts.negative {
        let mut carry = true;
        for byte in &mut bytes {
            (*byte, carry) = (!*byte).overflowing_add(u8::from(carry));
        }
    }
    if big_endian {
        bytes.reverse();
    }
    vm.bytes(&bytes)
}

/// Does the number fit `length` bytes, in two's complement if `signed`?
fn fits(negative: bool, magnitude: &[limbs::Limb], length: usize, signed: bool) -> bool {
    let room = length as u64 * 8;
    let bits = limbs::bit_length(magnitude);
    if !signed || bits == 0 {
        return bits <= room;
    }
    // -2^(n-1) is the one magnitude of n bits that fits.
    bits < room || (negative && bits == room && limbs::trailing_zeros(magnitude) == bits - 1)
}

fn is_big_endian(vm: &Vm, order: &Value) -> PyResult<bool> {
    if order.is_blank() {
        return Ok(true);
    }
    let Some(text) = order.get::<Str>() else {
        let name = vm.tn(order);
        return Err(vm.type_error(format_args!("to_bytes() argument 'byteorder' must be str, not {name}")));
    };
    match text.to_utf8().as_ref() {
        "big" => Ok(true),
        "little" => Ok(false),
        _ => Err(vm.value_error("byteorder must be either 'little' or 'big'")),
    }
}

/// `int.from_bytes(bytes, byteorder='big', *, signed=False)`
pub fn from_bytes(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(class) = a[0].get::<Class>() else { return Err(vm.type_error("a class is required")) };
    let big_endian = is_big_endian(vm, &a[2])?;
    let signed = !a[3].is_blank() && vm.truthy(&a[3])?;
    let mut bytes = match bytes_of(vm, &a[1])? {
        Some(bytes) => bytes,
        None => bytes_from_object(vm, &a[1])?,
    };
    if big_endian {
        bytes.reverse();
    }
    let negative = signed && bytes.last().is_some_and(|top| top & 0x80 != 0);
    let value = vm.with_words(bytes.len().div_ceil(8), |vm, words| {
        for (word, chunk) in words.iter_mut().zip(bytes.chunks(8)) {
            let mut limb = if negative { [0xff; 8] } else { [0; 8] };
            limb[..chunk.len()].copy_from_slice(chunk);
            *word = limbs::word(limb);
        }
        if negative {
            limbs::negate(words);
        }
        vm.int_from_words(negative, words)
    })?;
    if class.ptr_eq(&vm.types.int) { Ok(value) } else { vm.call(class.as_value(), &[value]) }
}

/// `bytes(x)` for what is no buffer: `__bytes__` or an iterable of ints.
fn bytes_from_object(vm: &Vm, x: &Value) -> PyResult<Vec<u8>> {
    let refuse = || vm.type_error(format_args!("cannot convert '{}' object to bytes", vm.tn(x)));
    if x.get::<Str>().is_some() || super::is_int(x) || crate::types::float::as_f64(x).is_some() {
        return Err(refuse());
    }
    let made = vm.call(vm.types.bytes.as_value(), std::slice::from_ref(x))?;
    bytes_of(vm, &made)?.ok_or_else(refuse)
}

/// A copy of the bytes of a bytes-like object.
pub fn bytes_of(vm: &Vm, x: &Value) -> PyResult<Option<Vec<u8>>> {
    Ok(vm.view_opt(x)?.map(|view| view.to_vec()))
}
