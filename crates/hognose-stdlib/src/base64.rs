//! Module `_base64core`: the two base64 functions of `binascii`, whose other functions are Python.

use hognose_vm::prelude::*;

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_base64core",
    doc: "",
    functions: &[
        function("b2a_base64", "(data, /, *, newline=True)", encode).doc("Base64-code line of data."),
        function("a2b_base64", "(data, /, *, strict_mode=False)", decode)
            .doc("Decode a line of base64 data.\n\n  strict_mode\n    When set to True, bytes that are not in the base64 standard are not allowed."),
    ],
    types: &[],
    init: None,
};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/// No digit of the alphabet.
const NONE: u8 = 255;

const VALUES: [u8; 256] = {
    let mut values = [NONE; 256];
    let mut i = 0;
    while i < 64 {
        values[ALPHABET[i] as usize] = i as u8;
        i += 1;
    }
    values
};

/// Bytes between two looks at the eval breaker.
const PIECE: usize = 48 * 1024;

fn encode(vm: &Vm, a: &[Value]) -> PyResult {
    let newline = given(&a[1]).map_or(Ok(true), |v| vm.truthy(v))?;
    let view = vm.view(&a[0])?;
    vm.check_size(view.len() as u128 * 4 / 3 + 8)?;
    let mut out: HeapVec<u8> = HeapVec::new();
    vm.retry(|heap| out.try_reserve(heap, view.len().div_ceil(3) * 4 + 1))?;
    let digit = |n: u32, shift: u32| ALPHABET[(n >> shift & 63) as usize];
    for piece in view.chunks(PIECE) {
        vm.poll()?;
        for three in piece.chunks(3) {
            let byte = |i: usize| u32::from(three.get(i).copied().unwrap_or(0));
            let n = byte(0) << 16 | byte(1) << 8 | byte(2);
            let mut four = [digit(n, 18), digit(n, 12), digit(n, 6), digit(n, 0)];
            four[three.len() + 1..].fill(b'=');
            vm.push_bytes(&mut out, &four)?;
        }
    }
    if newline {
        vm.push_bytes(&mut out, b"\n")?;
    }
    vm.bytes(&out)
}

#[cold]
fn error(vm: &Vm, message: &str) -> Raised {
    match vm.import("binascii").and_then(|module| vm.getattr_str(&module, "Error")) {
        Ok(class) => match class.get::<Class>() {
            Some(class) => vm.raise(class, message),
            None => vm.system_error("binascii.Error is no class"),
        },
        Err(raised) => raised,
    }
}

fn decode(vm: &Vm, a: &[Value]) -> PyResult {
    let strict = given(&a[1]).map_or(Ok(false), |v| vm.truthy(v))?;
    match a[0].get::<Str>() {
        Some(text) => match text.ascii_bytes() {
            Some(bytes) => decode_bytes(vm, bytes, strict),
            None => Err(vm.value_error("string argument should contain only ASCII characters")),
        },
        None => match vm.view_opt(&a[0])? {
            Some(view) => decode_bytes(vm, &view, strict),
            None => Err(vm.type_error(format_args!(
                "argument should be bytes, buffer or ASCII string, not '{}'",
                vm.tn(&a[0])
            ))),
        },
    }
}

fn decode_bytes(vm: &Vm, data: &[u8], strict: bool) -> PyResult {
    let mut out: HeapVec<u8> = HeapVec::new();
    vm.retry(|heap| out.try_reserve(heap, data.len() / 4 * 3 + 3))?;
    let (mut bits, mut seen, mut pads) = (0u32, 0usize, 0usize);
    if strict && data.first() == Some(&b'=') {
        return Err(error(vm, "Leading padding not allowed"));
    }
    for (at, &c) in data.iter().enumerate() {
        if at % PIECE == 0 {
            vm.poll()?;
        }
        if c == b'=' {
            pads += 1;
            if seen >= 2 && seen + pads >= 4 {
                if strict && at + 1 < data.len() {
                    return Err(error(vm, "Excess data after padding"));
                }
                let bits = bits << (6 * (4 - seen));
                let tail = [(bits >> 16) as u8, (bits >> 8) as u8];
                vm.push_bytes(&mut out, &tail[..seen - 1])?;
                return vm.bytes(&out);
            }
            continue;
        }
        let value = VALUES[usize::from(c)];
        if value == NONE {
            if strict {
                return Err(error(vm, "Only base64 data is allowed"));
            }
            continue;
        }
        if strict && pads > 0 {
            return Err(error(vm, "Discontinuous padding not allowed"));
        }
        pads = 0;
        seen += 1;
        bits = bits << 6 | u32::from(value);
        if seen == 4 {
            let three = [(bits >> 16) as u8, (bits >> 8) as u8, bits as u8];
            vm.push_bytes(&mut out, &three)?;
            bits = 0;
            seen = 0;
        }
    }
    match seen {
        0 => vm.bytes(&out),
        1 => {
            let count = out.len() / 3 * 4 + 1;
            Err(error(
                vm,
                &format!(
                    "Invalid base64-encoded string: number of data characters ({count}) cannot be 1 more than a multiple of 4"
                ),
            ))
        }
        _ => Err(error(vm, "Incorrect padding")),
    }
}
