//! Module `_zlibcore`: streams of deflated data and checksums, on the crate miniz_oxide.
//!
//! Formats, errors and the objects that programs see are Python, in the embedded `zlib.py`.
//! The crate's states lie outside the private heap: each new one is refused if all of them together exceed the limit.

use std::cell::RefCell;
use std::rc::Rc;

use hognose_vm::prelude::*;
use miniz_oxide::deflate::core::CompressorOxide;
use miniz_oxide::deflate::stream::deflate;
use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZError, MZFlush, MZStatus};

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_zlibcore",
    doc: "",
    functions: &[
        function("deflate", "(level, zlib, /)", new_deflate),
        function("inflate", "(zlib, /)", new_inflate),
        function("adler32", "(data, value=1, /)", |vm, a| {
            let start = start_value(vm, &a[1], 1)?;
            let view = vm.view(&a[0])?;
            vm.int(i64::from(adler32(start, &view)))
        }),
        function("crc32", "(data, value=0, /)", |vm, a| {
            let start = start_value(vm, &a[1], 0)?;
            let view = vm.view(&a[0])?;
            vm.int(i64::from(crc32(start, &view)))
        }),
    ],
    types: &[],
    init: None,
};

/// What a state of either kind takes at most.
const STATE_BYTES: usize = 384 * 1024;
/// Output is taken in pieces of this size.
const PIECE: usize = 64 * 1024;

/// Checksums start from any int, of which 32 bits count.
fn start_value(vm: &Vm, v: &Value, default: u32) -> PyResult<u32> {
    match given(v) {
        None => Ok(default),
        Some(v) => {
            let mask = vm.int(0xffff_ffff)?;
            let low = vm.binary(BinOp::And, v, &mask)?;
            Ok(vm.index_i64(&low)? as u32)
        }
    }
}

pub fn adler32(start: u32, data: &[u8]) -> u32 {
    let (mut a, mut b) = (start & 0xffff, start >> 16);
    // So many bytes fit before the sums overflow.
    for piece in data.chunks(5552) {
        for &byte in piece {
            a += u32::from(byte);
            b += a;
        }
        a %= 65521;
        b %= 65521;
    }
    b << 16 | a
}

const CRC_TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 256 {
        let mut value = i as u32;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 { value >> 1 ^ 0xedb8_8320 } else { value >> 1 };
            bit += 1;
        }
        table[i] = value;
        i += 1;
    }
    table
};

pub fn crc32(start: u32, data: &[u8]) -> u32 {
    !data.iter().fold(!start, |value, &byte| CRC_TABLE[usize::from(value as u8 ^ byte)] ^ value >> 8)
}

/// How many states there are.
#[derive(Default)]
struct Alive(Rc<Cell<usize>>);

/// Counts one state while it lives.
struct Seat(Rc<Cell<usize>>);

impl Seat {
    fn take(vm: &Vm) -> PyResult<Seat> {
        let alive = vm.extension(|alive: &Alive| alive.0.clone());
        drop(vm.charge((alive.get() + 1) * STATE_BYTES)?);
        alive.set(alive.get() + 1);
        Ok(Seat(alive))
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.set(self.0.get().saturating_sub(1));
    }
}

type Slot<T> = RefCell<Option<(Box<T>, Seat)>>;

#[derive(Trace)]
struct Deflate {
    #[trace(skip)]
    state: Slot<CompressorOxide>,
}

impl Payload for Deflate {
    const NAME: &'static str = "_zlibcore.Deflate";
    type Tail = ();
}

#[derive(Trace)]
struct Inflate {
    #[trace(skip)]
    state: Slot<InflateState>,
}

impl Payload for Inflate {
    const NAME: &'static str = "_zlibcore.Inflate";
    type Tail = ();
}

static DEFLATE: TypeDef = TypeDef {
    module: "_zlibcore",
    methods: &[
        method("feed", "($self, data, flush, /)", feed_deflate),
        method("copy", "($self, /)", |vm, a| {
            let this = self_of::<Deflate>(vm, a)?;
            if this.state.borrow().is_none() {
                return Err(vm.value_error("Inconsistent stream state"));
            }
            Err(vm.not_implemented_error("compressors cannot be copied"))
        }),
    ],
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<Deflate>("Deflate")
};

static INFLATE: TypeDef = TypeDef {
    module: "_zlibcore",
    methods: &[
        method("feed", "($self, data, max_length, /)", feed_inflate),
        method("copy", "($self, /)", |vm, a| {
            let this = self_of::<Inflate>(vm, a)?;
            let copied = this.state.borrow().as_ref().map(|(state, _)| state.clone());
            let Some(copied) = copied else { return Err(vm.value_error("Inconsistent stream state")) };
            hand_out_inflate(vm, copied)
        }),
    ],
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<Inflate>("Inflate")
};

fn format_of(vm: &Vm, v: &Value) -> PyResult<DataFormat> {
    Ok(if vm.truthy(v)? { DataFormat::Zlib } else { DataFormat::Raw })
}

fn new_deflate(vm: &Vm, a: &[Value]) -> PyResult {
    let level = vm.index_i64(&a[0])?;
    let level = u8::try_from(level).unwrap_or(6).min(9);
    let format = format_of(vm, &a[1])?;
    let seat = RefCell::new(Some(Seat::take(vm)?));
    let class = vm.module_class(&DEFLATE)?;
    let mut state = Box::<CompressorOxide>::default();
    state.set_format_and_level(format, level);
    let state = RefCell::new(Some(state));
    vm.alloc_payload(&class, || Deflate { state: RefCell::new(state.take().zip(seat.take())) })
}

fn new_inflate(vm: &Vm, a: &[Value]) -> PyResult {
    let format = format_of(vm, &a[0])?;
    hand_out_inflate(vm, InflateState::new_boxed(format))
}

fn hand_out_inflate(vm: &Vm, state: Box<InflateState>) -> PyResult {
    let seat = RefCell::new(Some(Seat::take(vm)?));
    let class = vm.module_class(&INFLATE)?;
    let state = RefCell::new(Some(state));
    vm.alloc_payload(&class, || Inflate { state: RefCell::new(state.take().zip(seat.take())) })
}

/// `feed(data, flush)`: the compressed bytes that are ready. Flush as zlib counts: 0 none, 2 sync, 3 full, 4 finish.
fn feed_deflate(vm: &Vm, a: &[Value]) -> PyResult {
    let this = self_of::<Deflate>(vm, a)?;
    let view = vm.view(&a[1])?;
    let flush = match vm.index_i64(&a[2])? {
        0 => MZFlush::None,
        1 => MZFlush::Partial,
        2 => MZFlush::Sync,
        3 => MZFlush::Full,
        _ => MZFlush::Finish,
    };
    let mut held = this.state.borrow_mut();
    let Some((state, _)) = held.as_mut() else { return Err(vm.value_error("inconsistent stream state")) };
    let mut out = HeapVec::new();
    let mut piece = vec![0; PIECE];
    let mut input: &[u8] = &view;
    loop {
        vm.poll()?;
        let result = deflate(state, input, &mut piece, flush);
        input = &input[result.bytes_consumed..];
        vm.push_bytes(&mut out, &piece[..result.bytes_written])?;
        let more = match result.status {
            Ok(MZStatus::StreamEnd) => {
                *held = None;
                break;
            }
            Ok(_) => result.bytes_written == PIECE || !input.is_empty() || flush == MZFlush::Finish,
            Err(MZError::Buf) => false,
            Err(_) => return Err(vm.value_error("inconsistent stream state")),
        };
        if !more {
            break;
        }
    }
    vm.bytes(&out)
}

/// `feed(data, max_length)`: (bytes, how much of the data was used, 1 at the end, -1 for bad data, else 0).
fn feed_inflate(vm: &Vm, a: &[Value]) -> PyResult {
    let this = self_of::<Inflate>(vm, a)?;
    let view = vm.view(&a[1])?;
    let most = vm.index_i64(&a[2])?;
    let most = if most <= 0 { usize::MAX } else { most as usize };
    let mut held = this.state.borrow_mut();
    let Some((state, _)) = held.as_mut() else { return Err(vm.value_error("inconsistent stream state")) };
    let mut out: HeapVec<u8> = HeapVec::new();
    let mut piece = vec![0; PIECE.min(most)];
    let mut used = 0;
    let status = loop {
        vm.poll()?;
        let room = (most - out.len()).min(piece.len());
        if room == 0 {
            break 0;
        }
        let result = inflate(state, &view[used..], &mut piece[..room], MZFlush::None);
        used += result.bytes_consumed;
        vm.push_bytes(&mut out, &piece[..result.bytes_written])?;
        match result.status {
            Ok(MZStatus::StreamEnd) => break 1,
            Ok(_) if result.bytes_written == 0 && result.bytes_consumed == 0 => break 0,
            Ok(_) => {}
            Err(MZError::Buf) => break 0,
            Err(_) => break -1,
        }
    };
    vm.tuple_of([vm.bytes(&out)?, vm.int_from_usize(used)?, vm.int(status)?])
}

#[cfg(test)]
mod tests {
    #[test]
    fn checksums_of_the_standard_text() {
        assert_eq!(super::crc32(0, b"123456789"), 0xcbf4_3926);
        assert_eq!(super::adler32(1, b"Wikipedia"), 0x11e6_0398);
    }
}
