//! hex and fromhex.

use hognose_heap::{HeapVec, Value};

use super::Bytes;
use super::kind::this;
use crate::raise::PyResult;
use crate::types::str::Str;
use crate::vm::Vm;

const DIGITS: &[u8; 16] = b"0123456789abcdef";

fn separator(vm: &Vm, v: &Value) -> PyResult<Option<u8>> {
    if v.is_blank() {
        return Ok(None);
    }
    if let Some(text) = v.get::<Str>() {
        if text.len() != 1 {
            return Err(vm.value_error("sep must be length 1."));
        }
        return match text.ascii_bytes() {
            Some([c]) => Ok(Some(*c)),
            _ => Err(vm.value_error("sep must be ASCII.")),
        };
    }
    if let Some(bytes) = v.get::<Bytes>() {
        return match bytes.tail() {
            [c] if c.is_ascii() => Ok(Some(*c)),
            [_] => Err(vm.value_error("sep must be ASCII.")),
            _ => Err(vm.value_error("sep must be length 1.")),
        };
    }
    vm.len(v)?;
    Err(vm.type_error("sep must be str or bytes."))
}

/// Hexadecimal digits of `bytes`, in groups where `sep` is given (`args` of a method: sep, bytes_per_sep).
pub fn hex_text(vm: &Vm, bytes: &[u8], sep: &Value, per: &Value) -> PyResult {
    let sep = separator(vm, sep)?;
    let per = if per.is_blank() { 1 } else { vm.index_i64(per)? };
    let group = per.unsigned_abs() as usize;
    let n = bytes.len();
    let separators = match sep {
        Some(_) if group > 0 && n > 0 => (n - 1) / group,
        _ => 0,
    };
    vm.check_size(n as u128 * 2 + separators as u128)?;
    if n == 0 {
        return Ok(vm.empty_str()?.into_value());
    }
    // Groups count from the right if the number is positive.
    let first = if per > 0 && group > 0 { n % group } else { 0 };
    let text = vm.raw_str(n * 2 + separators, 1, true, |out| {
        let mut at = 0;
        for (i, &byte) in bytes.iter().enumerate() {
            if let Some(sep) = sep.filter(|_| separators != 0 && i != 0 && (i + group - first) % group == 0) {
                out[at] = sep;
                at += 1;
            }
            out[at] = DIGITS[(byte >> 4) as usize];
            out[at + 1] = DIGITS[(byte & 15) as usize];
            at += 2;
        }
    })?;
    Ok(text.into_value())
}

pub(super) fn hex(vm: &Vm, args: &[Value]) -> PyResult {
    let bytes = this(vm, args)?;
    hex_text(vm, &bytes, &args[1], &args[2])
}

/// The bytes that hexadecimal text stands for; spaces between bytes are skipped.
pub(super) fn parse(vm: &Vm, v: &Value) -> PyResult<HeapVec<u8>> {
    let mut out = HeapVec::new();
    let chars: super::View<'_>;
    let (data, what): (crate::types::str::StrData<'_>, _) = if let Some(text) = v.get::<Str>() {
        (text.data(), "fromhex()")
    } else if let Some(view) = vm.view_opt(v)? {
        chars = view;
        (crate::types::str::StrData::One(&chars), "fromhex()")
    } else {
        return Err(vm.type_error(format_args!(
            "fromhex() argument must be str or bytes-like, not {}",
            vm.type_or_none(v)
        )));
    };
    let n = data.len();
    let digit = |i: usize| -> Option<u8> {
        if i >= n {
            return None;
        }
        char::from_u32(data.at(i)).and_then(|c| c.to_digit(16)).map(|d| d as u8)
    };
    let refuse =
        |i: usize| vm.value_error(format_args!("non-hexadecimal number found in {what} arg at position {i}"));
    let mut i = 0;
    while i < n {
        if matches!(data.at(i), 9..=13 | 32) {
            i += 1;
            continue;
        }
        let Some(high) = digit(i) else { return Err(refuse(i)) };
        let Some(low) = digit(i + 1) else {
            if i + 1 >= n {
                return Err(vm.value_error("fromhex() arg must contain an even number of hexadecimal digits"));
            }
            return Err(refuse(i + 1));
        };
        vm.retry(|heap| out.try_push(heap, high << 4 | low))?;
        i += 2;
    }
    Ok(out)
}
