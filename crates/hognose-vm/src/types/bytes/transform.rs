//! Methods that change or ask about every byte as ASCII: case, is..., padding, translate.

use hognose_heap::{HeapVec, Value};

use super::kind::{Kind, part, this};
use super::{ByteArray, Bytes};
use crate::raise::PyResult;
use crate::types::str::center_margins;
use crate::vm::Vm;

fn mapped<K: Kind>(vm: &Vm, args: &[Value], mut map: impl FnMut(usize, u8) -> u8) -> PyResult {
    let bytes = this(vm, args)?;
    let mut out = HeapVec::new();
    vm.push_bytes(&mut out, &bytes)?;
    for (i, byte) in out.iter_mut().enumerate() {
        *byte = map(i, *byte);
    }
    K::take(vm, out)
}

pub(super) fn lower<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    mapped::<K>(vm, args, |_, c| c.to_ascii_lowercase())
}

pub(super) fn upper<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    mapped::<K>(vm, args, |_, c| c.to_ascii_uppercase())
}

fn swapped(c: u8) -> u8 {
    if c.is_ascii_uppercase() { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() }
}

pub(super) fn swapcase<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    mapped::<K>(vm, args, |_, c| swapped(c))
}

pub(super) fn capitalize<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    mapped::<K>(vm, args, |i, c| if i == 0 { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() })
}

pub(super) fn title<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    let mut inside = false;
    mapped::<K>(vm, args, |_, c| {
        let to = if inside { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() };
        inside = c.is_ascii_alphabetic();
        to
    })
}

fn every(vm: &Vm, args: &[Value], test: impl Fn(u8) -> bool) -> PyResult {
    let bytes = this(vm, args)?;
    Ok(Value::from_bool(!bytes.is_empty() && bytes.iter().all(|&c| test(c))))
}

pub(super) fn isalnum(vm: &Vm, args: &[Value]) -> PyResult {
    every(vm, args, |c| c.is_ascii_alphanumeric())
}

pub(super) fn isalpha(vm: &Vm, args: &[Value]) -> PyResult {
    every(vm, args, |c| c.is_ascii_alphabetic())
}

pub(super) fn isdigit(vm: &Vm, args: &[Value]) -> PyResult {
    every(vm, args, |c| c.is_ascii_digit())
}

pub(super) fn isspace(vm: &Vm, args: &[Value]) -> PyResult {
    every(vm, args, |c| matches!(c, 9..=13 | 32))
}

pub(super) fn isascii(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(Value::from_bool(this(vm, args)?.is_ascii()))
}

pub(super) fn islower(vm: &Vm, args: &[Value]) -> PyResult {
    let bytes = this(vm, args)?;
    let none = !bytes.iter().any(|c| c.is_ascii_uppercase());
    Ok(Value::from_bool(none && bytes.iter().any(|c| c.is_ascii_lowercase())))
}

pub(super) fn isupper(vm: &Vm, args: &[Value]) -> PyResult {
    let bytes = this(vm, args)?;
    let none = !bytes.iter().any(|c| c.is_ascii_lowercase());
    Ok(Value::from_bool(none && bytes.iter().any(|c| c.is_ascii_uppercase())))
}

pub(super) fn istitle(vm: &Vm, args: &[Value]) -> PyResult {
    let bytes = this(vm, args)?;
    let (mut cased, mut inside) = (false, false);
    for &c in bytes.iter() {
        if c.is_ascii_uppercase() {
            if inside {
                return Ok(Value::FALSE);
            }
            (cased, inside) = (true, true);
        } else if c.is_ascii_lowercase() {
            if !inside {
                return Ok(Value::FALSE);
            }
        } else {
            inside = false;
        }
    }
    Ok(Value::from_bool(cased))
}

fn padded<K: Kind>(vm: &Vm, v: &Value, bytes: &[u8], left: usize, right: usize, fill: u8) -> PyResult {
    if left == 0 && right == 0 {
        return part::<K>(vm, v, bytes, 0, bytes.len());
    }
    let total = left as u128 + right as u128 + bytes.len() as u128;
    vm.check_size(total)?;
    let mut out = HeapVec::new();
    vm.retry(|heap| out.try_resize(heap, total as usize, fill))?;
    out[left..left + bytes.len()].copy_from_slice(bytes);
    K::take(vm, out)
}

fn fill_arg(vm: &Vm, v: &Value, function: &str) -> PyResult<u8> {
    if v.is_blank() {
        return Ok(b' ');
    }
    if v.get::<Bytes>().is_some() || v.get::<ByteArray>().is_some() {
        if let [fill] = *vm.view(v)? {
            return Ok(fill);
        }
    }
    Err(vm.type_error(format_args!(
        "{function}() argument 2 must be a byte string of length 1, not {}",
        vm.tn(v)
    )))
}

fn width_arg(vm: &Vm, v: &Value) -> PyResult<usize> {
    Ok(vm.index_i64(v)?.max(0) as usize)
}

pub(super) fn ljust<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    let (width, fill) = (width_arg(vm, &args[1])?, fill_arg(vm, &args[2], "ljust")?);
    let bytes = this(vm, args)?;
    padded::<K>(vm, &args[0], &bytes, 0, width.saturating_sub(bytes.len()), fill)
}

pub(super) fn rjust<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    let (width, fill) = (width_arg(vm, &args[1])?, fill_arg(vm, &args[2], "rjust")?);
    let bytes = this(vm, args)?;
    padded::<K>(vm, &args[0], &bytes, width.saturating_sub(bytes.len()), 0, fill)
}

pub(super) fn center<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    let (width, fill) = (width_arg(vm, &args[1])?, fill_arg(vm, &args[2], "center")?);
    let bytes = this(vm, args)?;
    let (left, right) = center_margins(width, bytes.len());
    padded::<K>(vm, &args[0], &bytes, left, right, fill)
}

pub(super) fn zfill<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    let width = width_arg(vm, &args[1])?;
    let bytes = this(vm, args)?;
    let zeros = width.saturating_sub(bytes.len());
    let signed = zeros != 0 && matches!(bytes.first(), Some(b'+' | b'-'));
    let mut out = HeapVec::new();
    vm.check_size(width as u128)?;
    vm.retry(|heap| out.try_resize(heap, zeros, b'0'))?;
    vm.push_bytes(&mut out, &bytes)?;
    if signed {
        out.swap(0, zeros);
    }
    K::take(vm, out)
}

pub(super) fn expandtabs<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    let size = if args[1].is_blank() { 8 } else { vm.index_i64(&args[1])? };
    let size = usize::try_from(size).unwrap_or(0);
    let bytes = this(vm, args)?;
    let mut out: HeapVec<u8> = HeapVec::new();
    let mut column = 0;
    for &c in bytes.iter() {
        if c == b'\t' {
            if size > 0 {
                let spaces = size - column % size;
                let to = out.len().saturating_add(spaces);
                vm.check_size(to as u128)?;
                vm.retry(|heap| out.try_resize(heap, to, b' '))?;
                column += spaces;
            }
            continue;
        }
        vm.push_bytes(&mut out, &[c])?;
        column = if c == b'\n' || c == b'\r' { 0 } else { column + 1 };
    }
    K::take(vm, out)
}

pub(super) fn translate<K: Kind>(vm: &Vm, args: &[Value]) -> PyResult {
    let table = if args[1].is_none() { None } else { Some(vm.view(&args[1])?) };
    if table.as_ref().is_some_and(|t| t.len() != 256) {
        return Err(vm.value_error("translation table must be 256 characters long"));
    }
    let gone = if args[2].is_blank() { None } else { Some(vm.view(&args[2])?) };
    let mut deleted = [false; 256];
    for &c in gone.iter().flat_map(|g| g.iter()) {
        deleted[c as usize] = true;
    }
    let bytes = this(vm, args)?;
    let mut out: HeapVec<u8> = HeapVec::new();
    vm.retry(|heap| out.try_reserve(heap, bytes.len()))?;
    for &c in bytes.iter().filter(|&&c| !deleted[c as usize]) {
        let to = table.as_ref().map_or(c, |t| t[c as usize]);
        vm.retry(|heap| out.try_push(heap, to))?;
    }
    if out[..] == bytes[..] {
        return part::<K>(vm, &args[0], &bytes, 0, bytes.len());
    }
    K::take(vm, out)
}

pub(super) fn maketrans(vm: &Vm, args: &[Value]) -> PyResult {
    let (from, to) = (vm.view(&args[0])?, vm.view(&args[1])?);
    if from.len() != to.len() {
        return Err(vm.value_error("maketrans arguments must have same length"));
    }
    let mut table = [0u8; 256];
    for (i, slot) in table.iter_mut().enumerate() {
        *slot = i as u8;
    }
    for (&a, &b) in from.iter().zip(to.iter()) {
        table[a as usize] = b;
    }
    vm.bytes(&table)
}
