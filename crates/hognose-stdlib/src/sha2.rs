//! Module `_sha2`: SHA-224, SHA-256, SHA-384, SHA-512 (FIPS 180-4). `random` seeds with the last one.
//!
//! The round constants are computed, not listed: the fractions of roots of the first primes.

#![allow(clippy::disallowed_methods, reason = "a digest of 64 bytes")]

use std::cell::RefCell;
use std::sync::OnceLock;

use hognose_vm::prelude::*;
use hognose_vm::typedef::{Def, GetSet, ModuleDef, TypeDef, TypeFlags, function, getset, method};
use num_bigint::BigUint;

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_sha2",
    doc: "",
    functions: &[
        function("sha224", "(string=b'', *, usedforsecurity=True)", |vm, a| {
            new(vm, &SHA224, a, Algorithm::Sha224)
        }),
        function("sha256", "(string=b'', *, usedforsecurity=True)", |vm, a| {
            new(vm, &SHA256, a, Algorithm::Sha256)
        }),
        function("sha384", "(string=b'', *, usedforsecurity=True)", |vm, a| {
            new(vm, &SHA384, a, Algorithm::Sha384)
        }),
        function("sha512", "(string=b'', *, usedforsecurity=True)", |vm, a| {
            new(vm, &SHA512, a, Algorithm::Sha512)
        }),
    ],
    types: &[&SHA224, &SHA256, &SHA384, &SHA512],
    init: None,
};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Algorithm {
    Sha224,
    Sha256,
    Sha384,
    Sha512,
}

impl Algorithm {
    fn name(self) -> &'static str {
        match self {
            Algorithm::Sha224 => "sha224",
            Algorithm::Sha256 => "sha256",
            Algorithm::Sha384 => "sha384",
            Algorithm::Sha512 => "sha512",
        }
    }

    fn digest_size(self) -> usize {
        match self {
            Algorithm::Sha224 => 28,
            Algorithm::Sha256 => 32,
            Algorithm::Sha384 => 48,
            Algorithm::Sha512 => 64,
        }
    }

    /// Works on 64-bit words.
    fn is_wide(self) -> bool {
        matches!(self, Algorithm::Sha384 | Algorithm::Sha512)
    }

    fn block_size(self) -> usize {
        if self.is_wide() { 128 } else { 64 }
    }

    fn start(self) -> [u64; 8] {
        let c = constants();
        match self {
            Algorithm::Sha512 => c.square[..8].try_into().unwrap_or([0; 8]),
            Algorithm::Sha384 => c.square[8..].try_into().unwrap_or([0; 8]),
            Algorithm::Sha256 => std::array::from_fn(|at| c.square[at] >> 32),
            Algorithm::Sha224 => std::array::from_fn(|at| c.square[8 + at] & 0xffff_ffff),
        }
    }
}

struct Constants {
    /// 64 bits of the fractions of the square roots of the first 16 primes.
    square: [u64; 16],
    /// 64 bits of the fractions of the cube roots of the first 80 primes.
    cube: [u64; 80],
}

fn constants() -> &'static Constants {
    static CONSTANTS: OnceLock<Constants> = OnceLock::new();
    CONSTANTS.get_or_init(|| {
        let is_prime = |n: &u32| (2..*n).take_while(|d| d * d <= *n).all(|d| n % d != 0);
        let primes: Vec<u32> = (2..).filter(is_prime).take(80).collect();
        let low_word = |n: BigUint| n.iter_u64_digits().next().unwrap_or(0);
        Constants {
            square: std::array::from_fn(|at| low_word((BigUint::from(primes[at]) << 128u32).sqrt())),
            cube: std::array::from_fn(|at| low_word((BigUint::from(primes[at]) << 192u32).cbrt())),
        }
    })
}

#[derive(Clone)]
struct State {
    words: [u64; 8],
    block: [u8; 128],
    filled: usize,
    bytes: u64,
}

impl State {
    fn new(algorithm: Algorithm) -> State {
        State { words: algorithm.start(), block: [0; 128], filled: 0, bytes: 0 }
    }

    fn update(&mut self, algorithm: Algorithm, mut data: &[u8]) {
        self.bytes += data.len() as u64;
        let size = algorithm.block_size();
        while !data.is_empty() {
            let n = data.len().min(size - self.filled);
            self.block[self.filled..self.filled + n].copy_from_slice(&data[..n]);
            self.filled += n;
            data = &data[n..];
            if self.filled == size {
                self.compress(algorithm);
                self.filled = 0;
            }
        }
    }

    fn compress(&mut self, algorithm: Algorithm) {
        if algorithm.is_wide() { self.compress_wide() } else { self.compress_narrow() }
    }

    fn compress_wide(&mut self) {
        let mut w = [0u64; 80];
        for (word, bytes) in w.iter_mut().zip(self.block.as_chunks::<8>().0) {
            *word = u64::from_be_bytes(*bytes);
        }
        for t in 16..80 {
            let (x, y) = (w[t - 2], w[t - 15]);
            let s1 = x.rotate_right(19) ^ x.rotate_right(61) ^ x >> 6;
            let s0 = y.rotate_right(1) ^ y.rotate_right(8) ^ y >> 7;
            w[t] = s1.wrapping_add(w[t - 7]).wrapping_add(s0).wrapping_add(w[t - 16]);
        }
        let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = self.words;
        for (k, w) in constants().cube.iter().zip(w) {
            let s1 = e.rotate_right(14) ^ e.rotate_right(18) ^ e.rotate_right(41);
            let t1 = h.wrapping_add(s1).wrapping_add(e & f ^ !e & g).wrapping_add(*k).wrapping_add(w);
            let s0 = a.rotate_right(28) ^ a.rotate_right(34) ^ a.rotate_right(39);
            let t2 = s0.wrapping_add(a & b ^ a & c ^ b & c);
            (h, g, f, e, d, c, b, a) = (g, f, e, d.wrapping_add(t1), c, b, a, t1.wrapping_add(t2));
        }
        for (word, add) in self.words.iter_mut().zip([a, b, c, d, e, f, g, h]) {
            *word = word.wrapping_add(add);
        }
    }

    fn compress_narrow(&mut self) {
        let mut w = [0u32; 64];
        for (word, bytes) in w.iter_mut().zip(self.block.as_chunks::<4>().0) {
            *word = u32::from_be_bytes(*bytes);
        }
        for t in 16..64 {
            let (x, y) = (w[t - 2], w[t - 15]);
            let s1 = x.rotate_right(17) ^ x.rotate_right(19) ^ x >> 10;
            let s0 = y.rotate_right(7) ^ y.rotate_right(18) ^ y >> 3;
            w[t] = s1.wrapping_add(w[t - 7]).wrapping_add(s0).wrapping_add(w[t - 16]);
        }
        let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = self.words.map(|w| w as u32);
        for (k, w) in constants().cube.iter().zip(w) {
            let s1 = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
            let k = (k >> 32) as u32;
            let t1 = h.wrapping_add(s1).wrapping_add(e & f ^ !e & g).wrapping_add(k).wrapping_add(w);
            let s0 = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
            let t2 = s0.wrapping_add(a & b ^ a & c ^ b & c);
            (h, g, f, e, d, c, b, a) = (g, f, e, d.wrapping_add(t1), c, b, a, t1.wrapping_add(t2));
        }
        for (word, add) in self.words.iter_mut().zip([a, b, c, d, e, f, g, h]) {
            *word = u64::from((*word as u32).wrapping_add(add));
        }
    }

    fn digest(&self, algorithm: Algorithm) -> Vec<u8> {
        let mut end = self.clone();
        let bits = u128::from(self.bytes) * 8;
        let length_bytes = if algorithm.is_wide() { 16 } else { 8 };
        end.update(algorithm, &[0x80]);
        while end.filled != algorithm.block_size() - length_bytes {
            end.update(algorithm, &[0]);
        }
        end.update(algorithm, &bits.to_be_bytes()[16 - length_bytes..]);
        let mut out = Vec::with_capacity(64);
        for word in end.words {
            let bytes = word.to_be_bytes();
            out.extend_from_slice(if algorithm.is_wide() { &bytes } else { &bytes[4..] });
        }
        out.truncate(algorithm.digest_size());
        out
    }
}

#[derive(Trace)]
struct Hash {
    #[trace(skip)]
    algorithm: Algorithm,
    #[trace(skip)]
    state: RefCell<State>,
}

impl Payload for Hash {
    const NAME: &'static str = "sha2";
    type Tail = ();
}

const fn hash_type(name: &'static str) -> TypeDef {
    TypeDef {
        module: "_sha2",
        methods: METHODS,
        getsets: GETSETS,
        flags: TypeFlags::NO_NEW,
        ..TypeDef::new::<Hash>(name)
    }
}

static SHA224: TypeDef = hash_type("SHA224Type");
static SHA256: TypeDef = hash_type("SHA256Type");
static SHA384: TypeDef = hash_type("SHA384Type");
static SHA512: TypeDef = hash_type("SHA512Type");

const METHODS: &[Def] = &[
    method("update", "($self, obj, /)", |vm, a| {
        let this = self_of::<Hash>(vm, a)?;
        add(vm, this, &a[1]).map(|()| Value::NONE)
    }),
    method("digest", "($self, /)", |vm, a| vm.bytes(&digest(self_of::<Hash>(vm, a)?))),
    method("hexdigest", "($self, /)", |vm, a| {
        let digest = digest(self_of::<Hash>(vm, a)?);
        vm.str(&digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
    }),
    method("copy", "($self, /)", |vm, a| {
        let this = self_of::<Hash>(vm, a)?;
        let state = this.state.borrow().clone();
        vm.alloc_payload(&vm.class_of(&a[0]), || Hash {
            algorithm: this.algorithm,
            state: RefCell::new(state.clone()),
        })
    }),
];

const GETSETS: &[GetSet] = &[
    getset("name", |vm, v| vm.str(payload_of::<Hash>(vm, v)?.algorithm.name()), None),
    getset(
        "digest_size",
        |vm, v| vm.int_from_usize(payload_of::<Hash>(vm, v)?.algorithm.digest_size()),
        None,
    ),
    getset("block_size", |vm, v| vm.int_from_usize(payload_of::<Hash>(vm, v)?.algorithm.block_size()), None),
];

fn digest(this: &Hash) -> Vec<u8> {
    this.state.borrow().digest(this.algorithm)
}

fn add(vm: &Vm, this: &Hash, data: &Value) -> PyResult<()> {
    crate::hashes::feed(vm, data, |piece| this.state.borrow_mut().update(this.algorithm, piece))
}

fn new(vm: &Vm, def: &'static TypeDef, a: &[Value], algorithm: Algorithm) -> PyResult {
    let class = vm.module_class(def)?;
    let made = vm.alloc_payload(&class, || Hash { algorithm, state: RefCell::new(State::new(algorithm)) })?;
    if let Some(data) = given(&a[0]) {
        add(vm, payload_of::<Hash>(vm, &made)?, data)?;
    }
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(algorithm: Algorithm, data: &[u8]) -> String {
        let mut state = State::new(algorithm);
        state.update(algorithm, data);
        state.digest(algorithm).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn known_digests() {
        assert_eq!(
            hex(Algorithm::Sha256, b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(hex(Algorithm::Sha224, b""), "d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f");
        assert!(
            hex(Algorithm::Sha512, &[b'a'; 200])
                .starts_with("4b11459c33f52a22ee8236782714c150a3b2c60994e9acee17fe68947a3e6789")
        );
        assert!(
            hex(Algorithm::Sha384, b"abc")
                .starts_with("cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed")
        );
    }
}
