//! Module `_blake2`: BLAKE2b and BLAKE2s (RFC 7693), with keys, salts, personal texts and tree parameters.

use std::cell::RefCell;

use hognose_vm::prelude::*;

use crate::hashes::hex;

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_blake2",
    doc: "_blake2b provides BLAKE2b for hashlib\n",
    functions: &[],
    types: &[&BLAKE2B, &BLAKE2S],
    init: None,
};

const SIGMA: [[u8; 16]; 10] = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
    [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
    [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
    [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
    [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
    [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
    [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
    [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
    [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];

/// SHA-512's initial words; their upper halves are BLAKE2s's.
const IV: [u64; 8] = [
    0x6a09e667f3bcc908,
    0xbb67ae8584caa73b,
    0x3c6ef372fe94f82b,
    0xa54ff53a5f1d36f1,
    0x510e527fade682d1,
    0x9b05688c2b3e6c1f,
    0x1f83d9abfb41bd6b,
    0x5be0cd19137e2179,
];

/// Which lane takes part in which mixing step: four columns, four diagonals.
const LANES: [[usize; 4]; 8] = [
    [0, 4, 8, 12],
    [1, 5, 9, 13],
    [2, 6, 10, 14],
    [3, 7, 11, 15],
    [0, 5, 10, 15],
    [1, 6, 11, 12],
    [2, 7, 8, 13],
    [3, 4, 9, 14],
];

/// The running state. BLAKE2s keeps its 32-bit words in the same places.
#[derive(Clone)]
struct State {
    wide: bool,
    h: [u64; 8],
    /// Bytes so far: 64 bits of the 128 that the format has.
    count: u64,
    block: [u8; 128],
    filled: usize,
    digest_size: usize,
    last_node: bool,
}

impl State {
    fn block_size(&self) -> usize {
        if self.wide { 128 } else { 64 }
    }

    fn word_size(&self) -> usize {
        if self.wide { 8 } else { 4 }
    }

    /// From the parameter block: 64 bytes, of which BLAKE2s reads 32.
    fn new(wide: bool, parameters: &[u8; 64], last_node: bool) -> State {
        let mut state = State {
            wide,
            h: [0; 8],
            count: 0,
            block: [0; 128],
            filled: 0,
            digest_size: usize::from(parameters[0]),
            last_node,
        };
        let size = state.word_size();
        for (i, word) in state.h.iter_mut().enumerate() {
            let iv = if wide { IV[i] } else { IV[i] >> 32 };
            *word = iv ^ word_at(parameters, i, size);
        }
        state
    }

    fn update(&mut self, mut data: &[u8]) {
        let size = self.block_size();
        while !data.is_empty() {
            if self.filled == size {
                self.count += size as u64;
                self.compress(false);
                self.filled = 0;
            }
            let n = data.len().min(size - self.filled);
            self.block[self.filled..self.filled + n].copy_from_slice(&data[..n]);
            self.filled += n;
            data = &data[n..];
        }
    }

    fn digest(mut self) -> ([u8; 64], usize) {
        self.count += self.filled as u64;
        let size = self.block_size();
        self.block[self.filled..size].fill(0);
        self.compress(true);
        let mut out = [0; 64];
        let size = self.word_size();
        for (i, word) in self.h.iter().enumerate() {
            out[i * size..(i + 1) * size].copy_from_slice(&word.to_le_bytes()[..size]);
        }
        (out, self.digest_size)
    }

    fn compress(&mut self, last: bool) {
        let size = self.word_size();
        let m: [u64; 16] = std::array::from_fn(|i| word_at(&self.block, i, size));
        if self.wide {
            let mut v: [u64; 16] = std::array::from_fn(|i| if i < 8 { self.h[i] } else { IV[i - 8] });
            v[12] ^= self.count;
            v[14] ^= if last { u64::MAX } else { 0 };
            v[15] ^= if last && self.last_node { u64::MAX } else { 0 };
            for round in 0..12 {
                let sigma = &SIGMA[round % 10];
                for (step, [a, b, c, d]) in LANES.iter().copied().enumerate() {
                    let (x, y) = (m[usize::from(sigma[2 * step])], m[usize::from(sigma[2 * step + 1])]);
                    v[a] = v[a].wrapping_add(v[b]).wrapping_add(x);
                    v[d] = (v[d] ^ v[a]).rotate_right(32);
                    v[c] = v[c].wrapping_add(v[d]);
                    v[b] = (v[b] ^ v[c]).rotate_right(24);
                    v[a] = v[a].wrapping_add(v[b]).wrapping_add(y);
                    v[d] = (v[d] ^ v[a]).rotate_right(16);
                    v[c] = v[c].wrapping_add(v[d]);
                    v[b] = (v[b] ^ v[c]).rotate_right(63);
                }
            }
            for i in 0..8 {
                self.h[i] ^= v[i] ^ v[i + 8];
            }
        } else {
            let mut v: [u32; 16] =
                std::array::from_fn(|i| if i < 8 { self.h[i] as u32 } else { (IV[i - 8] >> 32) as u32 });
            v[12] ^= self.count as u32;
            v[13] ^= (self.count >> 32) as u32;
            v[14] ^= if last { u32::MAX } else { 0 };
            v[15] ^= if last && self.last_node { u32::MAX } else { 0 };
            for sigma in &SIGMA {
                for (step, [a, b, c, d]) in LANES.iter().copied().enumerate() {
                    let (x, y) =
                        (m[usize::from(sigma[2 * step])] as u32, m[usize::from(sigma[2 * step + 1])] as u32);
                    v[a] = v[a].wrapping_add(v[b]).wrapping_add(x);
                    v[d] = (v[d] ^ v[a]).rotate_right(16);
                    v[c] = v[c].wrapping_add(v[d]);
                    v[b] = (v[b] ^ v[c]).rotate_right(12);
                    v[a] = v[a].wrapping_add(v[b]).wrapping_add(y);
                    v[d] = (v[d] ^ v[a]).rotate_right(8);
                    v[c] = v[c].wrapping_add(v[d]);
                    v[b] = (v[b] ^ v[c]).rotate_right(7);
                }
            }
            for i in 0..8 {
                self.h[i] ^= u64::from(v[i] ^ v[i + 8]);
            }
        }
    }
}

fn word_at(bytes: &[u8], index: usize, size: usize) -> u64 {
    bytes[index * size..(index + 1) * size].iter().rev().fold(0, |sum, &byte| sum << 8 | u64::from(byte))
}

#[derive(Trace)]
struct Hash {
    #[trace(skip)]
    state: RefCell<State>,
}

impl Payload for Hash {
    const NAME: &'static str = "blake2";
    type Tail = ();
}

static BLAKE2B: TypeDef = TypeDef {
    module: "_blake2",
    doc: "Return a new BLAKE2b hash object.",
    new: Some(|vm, class, args| new(vm, class, args, true)),
    methods: METHODS,
    getsets: GETSETS,
    init: Some(|vm, class| constants(vm, class, true)),
    ..TypeDef::new::<Hash>("blake2b")
};

static BLAKE2S: TypeDef = TypeDef {
    module: "_blake2",
    doc: "Return a new BLAKE2s hash object.",
    new: Some(|vm, class, args| new(vm, class, args, false)),
    methods: METHODS,
    getsets: GETSETS,
    init: Some(|vm, class| constants(vm, class, false)),
    ..TypeDef::new::<Hash>("blake2s")
};

fn constants(vm: &Vm, class: &Ref<Class>, wide: bool) -> PyResult<()> {
    let unit = if wide { 16 } else { 8 };
    for (name, size) in [
        ("SALT_SIZE", unit),
        ("PERSON_SIZE", unit),
        ("MAX_KEY_SIZE", unit * 4),
        ("MAX_DIGEST_SIZE", unit * 4),
    ] {
        vm.class_set(class, &vm.intern(name)?, vm.int(size)?)?;
    }
    Ok(())
}

const METHODS: &[Def] = &[
    method("update", "($self, data, /)", |vm, a| {
        add(vm, self_of::<Hash>(vm, a)?, &a[1]).map(|()| Value::NONE)
    })
    .doc("Update this hash object's state with the provided bytes-like object."),
    method("digest", "($self, /)", |vm, a| {
        let (out, size) = self_of::<Hash>(vm, a)?.state.borrow().clone().digest();
        vm.bytes(&out[..size])
    })
    .doc("Return the digest value as a bytes object."),
    method("hexdigest", "($self, /)", |vm, a| {
        let (out, size) = self_of::<Hash>(vm, a)?.state.borrow().clone().digest();
        hex(vm, &out[..size])
    })
    .doc("Return the digest value as a string of hexadecimal digits."),
    method("copy", "($self, /)", |vm, a| {
        let state = self_of::<Hash>(vm, a)?.state.borrow().clone();
        vm.alloc_payload(&vm.class_of(&a[0]), || Hash { state: RefCell::new(state.clone()) })
    })
    .doc("Return a copy of the hash object."),
];

const GETSETS: &[GetSet] = &[
    getset(
        "name",
        |vm, v| vm.str(if payload_of::<Hash>(vm, v)?.state.borrow().wide { "blake2b" } else { "blake2s" }),
        None,
    ),
    getset(
        "digest_size",
        |vm, v| vm.int_from_usize(payload_of::<Hash>(vm, v)?.state.borrow().digest_size),
        None,
    ),
    getset(
        "block_size",
        |vm, v| vm.int_from_usize(payload_of::<Hash>(vm, v)?.state.borrow().block_size()),
        None,
    ),
];

const SIG: &str = "(data=b'', /, *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True)";

fn new(vm: &Vm, class: &Ref<Class>, args: &Args, wide: bool) -> PyResult {
    let name = if wide { "blake2b" } else { "blake2s" };
    let slots = args.bind::<13>(vm, name, SIG)?;
    let [
        data,
        digest_size,
        key,
        salt,
        person,
        fanout,
        depth,
        leaf_size,
        node_offset,
        node_depth,
        inner_size,
        last_node,
        _,
    ] = &slots;
    let unit = if wide { 16 } else { 8 };
    let number = |v: &Value, default: i64| given(v).map_or(Ok(default), |v| vm.index_i64(v));
    let longest = unit as i64 * 4;
    let digest_size = number(digest_size, longest)?;
    if !(1..=longest).contains(&digest_size) {
        return Err(vm.value_error(format_args!(
            "digest_size for {} must be between 1 and {longest} bytes, here it is {digest_size}",
            if wide { "Blake2b" } else { "Blake2s" }
        )));
    }
    let bytes = |v: &Value, most: usize, what: &str| -> PyResult<Vec<u8>> {
        match given(v) {
            None => Ok(Vec::new()),
            Some(v) => {
                let view = vm.view(v)?;
                if view.len() > most {
                    return Err(vm.value_error(format_args!("maximum {what} length is {most} bytes")));
                }
                Ok(view.to_vec())
            }
        }
    };
    let (key, salt, person) =
        (bytes(key, unit * 4, "key")?, bytes(salt, unit, "salt")?, bytes(person, unit, "person")?);
    let bounded = |v: &Value, default: i64, least: i64, most: i64, what: &str| -> PyResult<u64> {
        let n = number(v, default)?;
        if n < least || n > most {
            return Err(vm.value_error(format_args!("{what} must be between {least} and {most}")));
        }
        Ok(n as u64)
    };
    let fanout = bounded(fanout, 1, 0, 255, "fanout")?;
    let depth = bounded(depth, 1, 1, 255, "depth")?;
    let leaf_size = bounded(leaf_size, 0, 0, i64::from(u32::MAX), "leaf_size")?;
    let node_offset = bounded(node_offset, 0, 0, if wide { i64::MAX } else { (1 << 48) - 1 }, "node_offset")?;
    let node_depth = bounded(node_depth, 0, 0, 255, "node_depth")?;
    let inner_size = bounded(inner_size, 0, 0, longest, "inner_size")?;
    let last_node = given(last_node).map_or(Ok(false), |v| vm.truthy(v))?;
    let mut parameters = [0u8; 64];
    parameters[..4].copy_from_slice(&[digest_size as u8, key.len() as u8, fanout as u8, depth as u8]);
    parameters[4..8].copy_from_slice(&(leaf_size as u32).to_le_bytes());
    parameters[8..16].copy_from_slice(&node_offset.to_le_bytes());
    let (at, salt_at) = if wide { (16, 32) } else { (14, 16) };
    parameters[at] = node_depth as u8;
    parameters[at + 1] = inner_size as u8;
    parameters[salt_at..salt_at + salt.len()].copy_from_slice(&salt);
    parameters[salt_at + unit..salt_at + unit + person.len()].copy_from_slice(&person);
    let mut state = State::new(wide, &parameters, last_node);
    if !key.is_empty() {
        let mut block = [0; 128];
        block[..key.len()].copy_from_slice(&key);
        let size = state.block_size();
        state.update(&block[..size]);
    }
    let made = vm.alloc_payload(class, || Hash { state: RefCell::new(state.clone()) })?;
    if let Some(data) = given(data) {
        add(vm, payload_of::<Hash>(vm, &made)?, data)?;
    }
    Ok(made)
}

fn add(vm: &Vm, this: &Hash, data: &Value) -> PyResult<()> {
    crate::hashes::feed(vm, data, |piece| this.state.borrow_mut().update(piece))
}
