//! Module `_random`: the Mersenne Twister MT19937, seeded and read as CPython does, so that seeded
//! sequences are the same.
//!
//! `random.Random` derives from the class here; distributions are Python code.

#![allow(clippy::disallowed_methods, reason = "the seed's words, of an int in the heap")]

use std::cell::Cell;

use hognose_heap::{Payload, Ref, Trace, Value};
use hognose_vm::class::Class;
use hognose_vm::raise::PyResult;
use hognose_vm::typedef::{Args, Def, ModuleDef, TypeDef, TypeFlags, method};
use hognose_vm::types::int::{self, IntRef, limbs};
use hognose_vm::types::tuple::Tuple;
use hognose_vm::vm::Vm;

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_random",
    doc: "Module implements the Mersenne Twister random number generator.",
    functions: &[],
    types: &[&TYPE],
    init: None,
};

static TYPE: TypeDef = TypeDef {
    module: "_random",
    doc: "Random() -> create a random number generator with its own internal state.",
    new: Some(new),
    methods: METHODS,
    flags: TypeFlags::BASETYPE,
    ..TypeDef::new::<Random>("Random")
};

const METHODS: &[Def] = &[
    method("__init__", "($self, *args, **kwargs)", init),
    method("random", "($self, /)", |vm, a| vm.float(this(vm, a)?.twister.next_f64()))
        .doc("random() -> x in the interval [0, 1)."),
    method("seed", "($self, n=None, /)", seed),
    method("getstate", "($self, /)", getstate),
    method("setstate", "($self, state, /)", setstate),
    method("getrandbits", "($self, k, /)", getrandbits)
        .doc("getrandbits(k) -> x.  Generates an int with k random bits."),
];

const WORDS: usize = 624;
const SHIFT_SIZE: usize = 397;

/// The generator's state.
pub struct Twister {
    words: [Cell<u32>; WORDS],
    index: Cell<usize>,
}

impl Default for Twister {
    fn default() -> Twister {
        Twister { words: [const { Cell::new(0) }; WORDS], index: Cell::new(WORDS) }
    }
}

impl Twister {
    fn word(&self, at: usize) -> u32 {
        self.words[at].get()
    }

    /// Knuth's linear generator fills the state.
    fn seed_word(&self, seed: u32) {
        self.words[0].set(seed);
        for at in 1..WORDS {
            let before = self.word(at - 1);
            let mixed = 1812433253u32.wrapping_mul(before ^ before >> 30).wrapping_add(at as u32);
            self.words[at].set(mixed);
        }
        self.index.set(WORDS);
    }

    /// The reference implementation's `init_by_array`.
    pub fn seed_words(&self, key: &[u32]) {
        self.seed_word(19650218);
        let (mut i, mut j) = (1, 0);
        let mix = |i: usize, factor: u32| {
            let before = self.word(i - 1);
            self.word(i) ^ (before ^ before >> 30).wrapping_mul(factor)
        };
        let step = |i: usize| {
            if i + 1 >= WORDS {
                self.words[0].set(self.word(WORDS - 1));
                1
            } else {
                i + 1
            }
        };
        for _ in 0..WORDS.max(key.len()) {
            self.words[i].set(mix(i, 1664525).wrapping_add(key[j]).wrapping_add(j as u32));
            i = step(i);
            j = (j + 1) % key.len();
        }
        for _ in 1..WORDS {
            self.words[i].set(mix(i, 1566083941).wrapping_sub(i as u32));
            i = step(i);
        }
        self.words[0].set(0x8000_0000);
    }

    #[cold]
    fn refill(&self) {
        for at in 0..WORDS {
            let y = (self.word(at) & 0x8000_0000) | (self.word((at + 1) % WORDS) & 0x7fff_ffff);
            let twist = if y & 1 == 1 { 0x9908_b0df } else { 0 };
            self.words[at].set(self.word((at + SHIFT_SIZE) % WORDS) ^ y >> 1 ^ twist);
        }
        self.index.set(0);
    }

    /// 32 random bits.
    #[inline]
    pub fn next_u32(&self) -> u32 {
        if self.index.get() >= WORDS {
            self.refill();
        }
        let at = self.index.get();
        self.index.set(at + 1);
        let mut y = self.word(at);
        y ^= y >> 11;
        y ^= y << 7 & 0x9d2c_5680;
        y ^= y << 15 & 0xefc6_0000;
        y ^ y >> 18
    }

    /// A double in [0, 1) with 53 random bits.
    #[inline]
    pub fn next_f64(&self) -> f64 {
        let (a, b) = (self.next_u32() >> 5, self.next_u32() >> 6);
        (f64::from(a) * 67108864.0 + f64::from(b)) * (1.0 / 9007199254740992.0)
    }
}

#[derive(Trace)]
struct Random {
    #[trace(skip)]
    twister: Twister,
}

impl Payload for Random {
    const NAME: &'static str = "Random";
    type Tail = ();
}

fn this<'a>(vm: &Vm, a: &'a [Value]) -> PyResult<&'a Ref<Random>> {
    a[0].get::<Random>().ok_or_else(|| vm.type_error("a Random is required"))
}

fn new(vm: &Vm, class: &Ref<Class>, _: &Args<'_>) -> PyResult {
    let made = vm.alloc_payload(class, || Random { twister: Twister::default() })?;
    if let Some(random) = made.get::<Random>() {
        seed_from_system(&random.twister);
    }
    Ok(made)
}

fn init(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(args) = a[1].get::<Tuple>() else { return Ok(Value::NONE) };
    match args.items() {
        [] => Ok(Value::NONE),
        [n] => seed(vm, &[a[0].clone(), n.clone()]),
        more => Err(vm.type_error(format_args!("Random() expected at most 1 argument, got {}", more.len()))),
    }
}

/// Seeds with what the operating system's random source gives.
fn seed_from_system(twister: &Twister) {
    use std::hash::{BuildHasher, Hasher};
    let key: [u32; 16] = std::array::from_fn(|at| {
        let mut hasher = std::collections::hash_map::RandomState::new().build_hasher();
        hasher.write_usize(at);
        hasher.finish() as u32
    });
    twister.seed_words(&key);
}

fn seed(vm: &Vm, a: &[Value]) -> PyResult {
    let random = this(vm, a)?;
    let n = &a[1];
    if n.is_blank() || n.is_none() {
        seed_from_system(&random.twister);
        return Ok(Value::NONE);
    }
    // Ints by their magnitude; anything else by its hash.
    let hashed;
    let parts = match IntRef::of(n) {
        Some(int) => int.parts(),
        None => {
            hashed = vm.int_from_u64(vm.hash(n)? as u64)?;
            match IntRef::of(&hashed) {
                Some(int) => int.parts(),
                None => return Err(vm.system_error("a hash is an int")),
            }
        }
    };
    let limbs = parts.limbs();
    let _charge = vm.charge(limbs.len() * 8 + 8)?;
    let mut key: Vec<u32> =
        limbs.iter().flat_map(|&l| [limbs::word(l) as u32, (limbs::word(l) >> 32) as u32]).collect();
    while key.len() > 1 && key.last() == Some(&0) {
        key.pop();
    }
    if key.is_empty() {
        key.push(0);
    }
    random.twister.seed_words(&key);
    Ok(Value::NONE)
}

fn getstate(vm: &Vm, a: &[Value]) -> PyResult {
    let twister = &this(vm, a)?.twister;
    let mut state = hognose_heap::HeapVec::new();
    for at in 0..WORDS {
        vm.push(&mut state, Value::from_int(i64::from(twister.word(at))).unwrap_or(Value::NONE))?;
    }
    vm.push(&mut state, vm.int_from_usize(twister.index.get())?)?;
    vm.tuple_from(state)
}

fn setstate(vm: &Vm, a: &[Value]) -> PyResult {
    let random = this(vm, a)?;
    let Some(state) = a[1].get::<Tuple>() else {
        return Err(vm.type_error("state vector must be a tuple"));
    };
    let items = state.items();
    if items.len() != WORDS + 1 {
        return Err(vm.value_error("state vector is the wrong size"));
    }
    let number = |v: &Value| -> PyResult<i64> {
        if !int::is_int(v) {
            return Err(vm.type_error("an integer is required"));
        }
        match IntRef::of(v) {
            Some(IntRef::Small(i)) if i >= 0 => Ok(i),
            Some(i) if i.is_negative() => {
                Err(vm.overflow_error("can't convert negative value to unsigned int"))
            }
            _ => Err(vm.overflow_error("Python int too large to convert to C unsigned long")),
        }
    };
    let mut words = [0; WORDS];
    for (word, item) in words.iter_mut().zip(items) {
        *word = number(item)? as u32;
    }
    let index = match int::as_i64(&items[WORDS]).map(usize::try_from) {
        Some(Ok(index)) if index <= WORDS => index,
        _ => return Err(vm.value_error("invalid state")),
    };
    for (cell, word) in random.twister.words.iter().zip(words) {
        cell.set(word);
    }
    random.twister.index.set(index);
    Ok(Value::NONE)
}

fn getrandbits(vm: &Vm, a: &[Value]) -> PyResult {
    let twister = &this(vm, a)?.twister;
    let count = vm.index(&a[1])?;
    let count = match IntRef::of(&count) {
        Some(IntRef::Small(count)) if count >= 0 => count as u64,
        Some(count) if count.is_negative() => {
            return Err(vm.value_error("number of bits must be non-negative"));
        }
        _ => return Err(vm.overflow_error("Python int too large to convert to C unsigned long")),
    };
    if count == 0 {
        return Ok(Value::from_small(0));
    }
    if count <= 32 {
        return vm.int(i64::from(twister.next_u32() >> (32 - count)));
    }
    vm.check_int_size(u128::from(count / 8))?;
    let halves = count.div_ceil(32);
    let _charge = vm.charge(halves as usize * 4)?;
    let mut words = vec![0u64; halves.div_ceil(2) as usize];
    for at in 0..halves {
        if at % 65536 == 0 {
            vm.poll()?;
        }
        let left = count - at * 32;
        let bits = twister.next_u32() >> (32 - left.min(32));
        words[(at / 2) as usize] |= u64::from(bits) << (at % 2 * 32);
    }
    vm.int_from_words(false, &words)
}

#[cfg(test)]
mod tests {
    use super::Twister;

    #[test]
    fn sequences_are_cpythons() {
        let twister = Twister::default();
        twister.seed_words(&[42]);
        // random.seed(42); random.random() twice; random.getrandbits(32)
        assert_eq!(twister.next_f64(), 0.6394267984578837);
        assert_eq!(twister.next_f64(), 0.025010755222666936);
        assert_eq!(twister.next_u32(), 1181241943);
        twister.seed_words(&[0x89abcdef, 0x01234567]);
        assert_eq!(twister.next_u32(), 3851240871);
    }
}
