//! The constants of a unit, each once.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use crate::code::Const;

/// Constants by number; equal ones share a number. Equality is that of bits: 0.0 and -0.0, 1 and True differ.
#[derive(Default)]
pub(crate) struct ConstTable {
    pub list: Vec<Const>,
    by_hash: FxHashMap<u64, Vec<u32>>,
}

impl ConstTable {
    pub fn add(&mut self, value: Const) -> u32 {
        if let Const::Code(_) = value {
            self.list.push(value);
            return self.list.len() as u32 - 1;
        }
        let mut hasher = FxHasher::default();
        hash(&value, &mut hasher);
        let same = self.by_hash.entry(hasher.finish()).or_default();
        if let Some(&at) = same.iter().find(|&&at| identical(&self.list[at as usize], &value)) {
            return at;
        }
        let at = self.list.len() as u32;
        self.list.push(value);
        same.push(at);
        at
    }
}

fn hash(value: &Const, hasher: &mut FxHasher) {
    std::mem::discriminant(value).hash(hasher);
    match value {
        Const::None | Const::True | Const::False | Const::Ellipsis | Const::Code(_) => {}
        Const::Int(i) => i.hash(hasher),
        Const::BigInt { negative, magnitude } => (negative, magnitude).hash(hasher),
        Const::Float(f) => f.to_bits().hash(hasher),
        Const::Complex(re, im) => (re.to_bits(), im.to_bits()).hash(hasher),
        Const::Str(bytes) | Const::Bytes(bytes) => bytes.hash(hasher),
        Const::Tuple(items) | Const::FrozenSet(items) => items.iter().for_each(|item| hash(item, hasher)),
    }
}

/// Whether two constants cannot be told apart.
pub(crate) fn identical(a: &Const, b: &Const) -> bool {
    match (a, b) {
        (Const::Float(a), Const::Float(b)) => a.to_bits() == b.to_bits(),
        (Const::Complex(a, b), Const::Complex(c, d)) => {
            a.to_bits() == c.to_bits() && b.to_bits() == d.to_bits()
        }
        (Const::Tuple(a), Const::Tuple(b)) | (Const::FrozenSet(a), Const::FrozenSet(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| identical(a, b))
        }
        (Const::Code(_), _) | (_, Const::Code(_)) => false,
        (a, b) => a == b,
    }
}
