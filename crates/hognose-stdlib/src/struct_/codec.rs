//! One number at a time, to and from bytes: what `struct` and `array` share.
//!
//! Native and standard sizes differ in `l` and `L` only (8 and 4 bytes); the caller says the size.

use hognose_vm::prelude::*;
use hognose_vm::types::int::{self, IntRef};

/// Why a number does not pack; the caller names the format.
pub enum PackError {
    NotAnInteger,
    NotAFloat,
    /// Not within the size: the range is in the message.
    Range,
    /// A finite double that is infinite in the smaller format.
    FloatRange,
    /// Python code raised.
    Raised(Raised),
}

impl From<Raised> for PackError {
    fn from(raised: Raised) -> PackError {
        PackError::Raised(raised)
    }
}

/// A two's complement or unsigned number of up to 8 bytes.
pub fn read_int(vm: &Vm, bytes: &[u8], signed: bool, big: bool) -> PyResult {
    let mut word = [0u8; 8];
    let n = bytes.len().min(8);
    for (at, to) in word[..n].iter_mut().enumerate() {
        *to = if big { bytes[n - 1 - at] } else { bytes[at] };
    }
    let value = u64::from_le_bytes(word);
    if signed {
        let shift = 64 - 8 * n as u32;
        return vm.int((value << shift) as i64 >> shift);
    }
    vm.int_from_u64(value)
}

/// Writes an int, or says why not.
pub fn write_int(vm: &Vm, out: &mut [u8], value: &Value, signed: bool, big: bool) -> Result<(), PackError> {
    let index;
    let int = match IntRef::of(value) {
        Some(int) => int,
        None => {
            if vm.lookup_special(value, &vm.names.__index__).is_none() {
                return Err(PackError::NotAnInteger);
            }
            index = vm.index(value)?;
            IntRef::of(&index).ok_or(PackError::NotAnInteger)?
        }
    };
    let bits = 8 * out.len() as u32;
    let word = match (signed, int) {
        (true, IntRef::Small(i)) if i >= i64::MIN >> (64 - bits) && i <= i64::MAX >> (64 - bits) => i as u64,
        (false, int) => match int.to_u64() {
            Some(u) if bits == 64 || u >> bits == 0 => u,
            _ => return Err(PackError::Range),
        },
        _ => return Err(PackError::Range),
    };
    let n = out.len();
    for (at, byte) in word.to_le_bytes()[..n].iter().enumerate() {
        out[if big { n - 1 - at } else { at }] = *byte;
    }
    Ok(())
}

/// The double in 2, 4 or 8 bytes.
pub fn read_float(bytes: &[u8], big: bool) -> f64 {
    let mut word = [0u8; 8];
    let n = bytes.len().min(8);
    for (at, to) in word[..n].iter_mut().enumerate() {
        *to = if big { bytes[n - 1 - at] } else { bytes[at] };
    }
    let word = u64::from_le_bytes(word);
    match n {
        2 => half_to_f64(word as u16),
        4 => f64::from(f32::from_bits(word as u32)),
        _ => f64::from_bits(word),
    }
}

/// Writes a double as 2, 4 or 8 bytes, or says why not.
pub fn write_float(vm: &Vm, out: &mut [u8], value: &Value, big: bool) -> Result<(), PackError> {
    let number = match value.as_f64() {
        Some(x) => x,
        None => {
            let names = &vm.names;
            let is_number = int::is_int(value)
                || vm.lookup_special(value, &names.__float__).is_some()
                || vm.lookup_special(value, &names.__index__).is_some();
            if !is_number {
                return Err(PackError::NotAFloat);
            }
            vm.float_of(value)?
        }
    };
    write_f64(out, number, big).ok_or(PackError::FloatRange)
}

/// As `write_float`; None if the double is out of range.
pub fn write_f64(out: &mut [u8], number: f64, big: bool) -> Option<()> {
    let word = match out.len() {
        2 => u64::from(f64_to_half(number)?),
        4 => {
            let small = number as f32;
            if small.is_infinite() && number.is_finite() {
                return None;
            }
            u64::from(small.to_bits())
        }
        _ => number.to_bits(),
    };
    let n = out.len();
    for (at, byte) in word.to_le_bytes()[..n].iter().enumerate() {
        out[if big { n - 1 - at } else { at }] = *byte;
    }
    Some(())
}

fn half_to_f64(bits: u16) -> f64 {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let exponent = i32::from(bits >> 10 & 0x1f);
    let fraction = f64::from(bits & 0x3ff);
    match exponent {
        0 => sign * fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => sign * f64::INFINITY,
        31 => f64::NAN.copysign(sign),
        _ => sign * (1024.0 + fraction) * 2f64.powi(exponent - 25),
    }
}

/// Rounds to half precision, ties to even; None if it overflows.
fn f64_to_half(x: f64) -> Option<u16> {
    let sign = if x.is_sign_negative() { 0x8000 } else { 0 };
    if x.is_nan() {
        return Some(sign | 0x7e00);
    }
    if x.is_infinite() {
        return Some(sign | 0x7c00);
    }
    let magnitude = x.abs();
    // Units of the last place: subnormal below 2^-14.
    let exponent = if magnitude < 2f64.powi(-14) { -24 } else { exponent_of(magnitude) - 10 };
    let units = (magnitude * 2f64.powi(-exponent)).round_ties_even() as u32;
    let biased = if exponent == -24 && units < 1024 { 0 } else { (exponent + 25) as u32 };
    // A carry out of the fraction goes on into the exponent by itself.
    let bits = if biased == 0 { units } else { (biased << 10) + (units - 1024) };
    if bits >= 0x7c00 { None } else { Some(sign | bits as u16) }
}

/// Floor of the binary logarithm of a normal number.
fn exponent_of(x: f64) -> i32 {
    (x.to_bits() >> 52 & 0x7ff) as i32 - 1023
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_precision() {
        for (x, bits) in [
            (0.0, 0),
            (1.0, 0x3c00),
            (-2.0, 0xc000),
            (65504.0, 0x7bff),
            (2f64.powi(-24), 1),
            (2f64.powi(-14), 0x0400),
            (0.1, 0x2e66),
            (2f64.powi(-25), 0),
            (1.5 * 2f64.powi(-24), 2),
            (2047.5 / 2048.0 / 8192.0 / 2.0 * 1.0, 0x0400),
        ] {
            assert_eq!(f64_to_half(x), Some(bits), "{x}");
        }
        assert_eq!(f64_to_half(65520.0), None);
        assert_eq!(f64_to_half(65519.0), Some(0x7bff));
        for bits in 0..0x7c00 {
            assert_eq!(f64_to_half(half_to_f64(bits)), Some(bits));
        }
    }
}
