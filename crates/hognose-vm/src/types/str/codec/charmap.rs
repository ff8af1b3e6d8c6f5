//! Codecs by table: `charmap_encode`, `charmap_decode`, `charmap_build`, which most of `encodings` is made of.

use hognose_heap::{HeapVec, Ref, Value};

use super::errors::{DecodeJob, EncodeJob, Errors, Replacement};
use super::{Encoding, decode, encode};
use crate::raise::PyResult;
use crate::types::bytes::Bytes;
use crate::types::int;
use crate::types::str::{Str, StrBuilder};
use crate::vm::Vm;

const UNDEFINED: &str = "character maps to <undefined>";

/// A decoding table turned round: a dict of code points to bytes.
pub fn build(vm: &Vm, table: &Ref<Str>) -> PyResult {
    let map = vm.new_dict()?;
    for (i, c) in table.chars().enumerate().take(256) {
        if c != 0xfffe {
            map.insert(vm, Value::from_small(c as i32), Value::from_small(i as i32))?;
        }
    }
    Ok(map.into_value())
}

/// The text that bytes stand for by `table`: a string of up to 256 characters, or a mapping.
pub fn decode_bytes(vm: &Vm, bytes: &Ref<Bytes>, errors: &Errors, table: &Value) -> PyResult<Ref<Str>> {
    if table.is_none() || table.is_blank() {
        return Ok(decode::decode(vm, bytes, Encoding::Latin1, errors, true)?.0);
    }
    let job = DecodeJob { vm, bytes, skipped: 0, name: "charmap", errors };
    let input = job.input();
    let mut out = vm.str_builder();
    let mut i = 0;
    while i < input.len() {
        let done = match table.get::<Str>() {
            Some(table) => {
                let at = input[i] as usize;
                let c = if at < table.len() { table.char_at(at) } else { 0xfffe };
                if c == 0xfffe {
                    false
                } else {
                    out.push_char(vm, c)?;
                    true
                }
            }
            None => put_mapped(vm, &mut out, table, input[i])?,
        };
        i = if done { i + 1 } else { job.handle(&mut out, i, i + 1, UNDEFINED)? };
    }
    out.finish(vm)
}

fn put_mapped(vm: &Vm, out: &mut StrBuilder, table: &Value, byte: u8) -> PyResult<bool> {
    let found = vm.getitem(table, &Value::from_small(byte as i32));
    let Some(to) = vm.ignore(found, &vm.exc.lookup_error)? else { return Ok(false) };
    if let Some(text) = to.get::<Str>() {
        if text.len() == 1 && text.char_at(0) == 0xfffe {
            return Ok(false);
        }
        out.push(vm, text)?;
        return Ok(true);
    }
    if to.is_none() {
        return Ok(false);
    }
    match int::as_i64(&to) {
        Some(0xfffe) => Ok(false),
        Some(c @ 0..=0x10ffff) => {
            out.push_char(vm, c as u32)?;
            Ok(true)
        }
        Some(_) => Err(vm.type_error("character mapping must be in range(0x110000)")),
        None => Err(vm.type_error("character mapping must return integer, None or str")),
    }
}

/// The bytes of a text by a mapping of code points to bytes.
pub fn encode_text(vm: &Vm, s: &Ref<Str>, errors: &Errors, map: &Value) -> PyResult {
    if map.is_none() || map.is_blank() {
        return encode::encode(vm, s, Encoding::Latin1, errors);
    }
    let job = EncodeJob { vm, s, encoding: Encoding::Ascii, name: "charmap", errors };
    let mut out = HeapVec::new();
    let mut i = 0;
    while i < s.len() {
        if put(vm, &mut out, map, s.char_at(i))? {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        let mut scratch = HeapVec::new();
        while end < s.len() && !put(vm, &mut scratch, map, s.char_at(end))? {
            end += 1;
        }
        let (replacement, resume) = job.handle(i, end, UNDEFINED)?;
        match replacement {
            Replacement::Bytes(bytes) => vm.push_bytes(&mut out, bytes.tail())?,
            Replacement::Text(text) => {
                for c in text.chars() {
                    if !put(vm, &mut out, map, c)? {
                        return Err(job.fail(i, end, UNDEFINED));
                    }
                }
            }
        }
        i = resume;
    }
    vm.bytes(&out)
}

fn put(vm: &Vm, out: &mut HeapVec<u8>, map: &Value, c: u32) -> PyResult<bool> {
    let found = vm.getitem(map, &Value::from_small(c as i32));
    let Some(to) = vm.ignore(found, &vm.exc.lookup_error)? else { return Ok(false) };
    if to.is_none() {
        return Ok(false);
    }
    if let Some(bytes) = to.get::<Bytes>() {
        vm.push_bytes(out, bytes.tail())?;
        return Ok(true);
    }
    match int::as_i64(&to) {
        Some(byte @ 0..=255) => {
            vm.push_bytes(out, &[byte as u8])?;
            Ok(true)
        }
        Some(_) => Err(vm.type_error("character mapping must be in range(256)")),
        None => Err(vm.type_error(format_args!(
            "character mapping must return integer, bytes or None, not {}",
            vm.tn(&to)
        ))),
    }
}
