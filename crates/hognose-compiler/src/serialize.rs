//! Code units as bytes, for the library that is compiled at build time.
//!
//! Numbers are variable-length; texts that repeat (file names, identifiers) stand once in a table. The format has a
//! version and is not stable: who reads another version compiles again.

use rustc_hash::FxHashMap;

use crate::code::{CodeUnit, Const, Handler, Positions};

/// Says what the bytes are and which version: the number of operations is part of it.
const MAGIC: [u8; 4] = [b'H', b'g', 1, crate::opcode::TABLE.len() as u8];
/// Deepest nesting of constants and units that is read.
const MAX_DEPTH: u32 = 2000;

/// A unit as bytes.
pub fn serialize(unit: &CodeUnit) -> Vec<u8> {
    let mut writer = Writer { out: Vec::new(), texts: Vec::new(), index: FxHashMap::default() };
    writer.unit(unit);
    let mut bytes = MAGIC.to_vec();
    put(&mut bytes, writer.texts.len() as u64);
    for text in &writer.texts {
        put(&mut bytes, text.len() as u64);
        bytes.extend_from_slice(text.as_bytes());
    }
    bytes.extend_from_slice(&writer.out);
    bytes
}

/// A unit from bytes, if they are of this version and whole. What they say is for [`crate::verify`] to check.
pub fn deserialize(bytes: &[u8]) -> Option<CodeUnit> {
    let mut reader = Reader { bytes: bytes.strip_prefix(&MAGIC)?, texts: Vec::new() };
    let count = reader.count()?;
    for _ in 0..count {
        let text = reader.bytes()?;
        reader.texts.push(std::str::from_utf8(text).ok()?);
    }
    let unit = reader.unit(0)?;
    reader.bytes.is_empty().then_some(unit)
}

fn put(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

struct Writer<'a> {
    out: Vec<u8>,
    texts: Vec<&'a str>,
    index: FxHashMap<&'a str, u32>,
}

impl<'a> Writer<'a> {
    fn number(&mut self, value: impl Into<u64>) {
        put(&mut self.out, value.into());
    }

    fn text(&mut self, text: &'a str) {
        let texts = &mut self.texts;
        let index = *self.index.entry(text).or_insert_with(|| {
            texts.push(text);
            texts.len() as u32 - 1
        });
        self.number(index);
    }

    fn texts(&mut self, list: &'a [String]) {
        self.number(list.len() as u64);
        list.iter().for_each(|text| self.text(text));
    }

    fn blob(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.out.extend_from_slice(bytes);
    }

    fn numbers(&mut self, list: impl ExactSizeIterator<Item = u32>) {
        self.number(list.len() as u64);
        list.for_each(|value| self.number(value));
    }

    fn unit(&mut self, unit: &'a CodeUnit) {
        self.text(&unit.name);
        self.text(&unit.qualname);
        self.text(&unit.filename);
        let counts = [
            unit.first_line,
            unit.flags,
            unit.posonly_count,
            unit.arg_count,
            unit.kwonly_count,
            unit.nlocals,
            unit.nregs,
        ];
        counts.into_iter().for_each(|count| self.number(count));
        self.texts(&unit.varnames);
        self.numbers(unit.cell_registers.iter().map(|&cell| u32::from(cell)));
        self.texts(&unit.freevars);
        self.texts(&unit.names);
        self.number(unit.consts.len() as u64);
        unit.consts.iter().for_each(|value| self.constant(value));
        self.number(unit.words.len() as u64);
        unit.words.iter().for_each(|word| self.out.extend_from_slice(&word.to_le_bytes()));
        self.numbers(unit.sites.iter().copied());
        self.number(unit.handlers.len() as u64);
        for handler in &unit.handlers {
            let Handler { start, end, target, release_from } = *handler;
            [start, end, target, u32::from(release_from)].into_iter().for_each(|value| self.number(value));
        }
        self.blob(unit.positions.as_bytes());
        self.numbers(unit.self_attributes.iter().copied());
    }

    fn constant(&mut self, value: &'a Const) {
        let tag = match value {
            Const::None => 0,
            Const::True => 1,
            Const::False => 2,
            Const::Ellipsis => 3,
            Const::Int(_) => 4,
            Const::BigInt { negative: false, .. } => 5,
            Const::BigInt { negative: true, .. } => 6,
            Const::Float(_) => 7,
            Const::Complex(..) => 8,
            Const::Str(_) => 9,
            Const::Bytes(_) => 10,
            Const::Tuple(_) => 11,
            Const::FrozenSet(_) => 12,
            Const::Code(_) => 13,
        };
        self.out.push(tag);
        match value {
            Const::None | Const::True | Const::False | Const::Ellipsis => {}
            Const::Int(i) => self.number(((i << 1) ^ (i >> 63)) as u64),
            Const::BigInt { magnitude, .. } => self.blob(magnitude),
            Const::Float(f) => self.out.extend_from_slice(&f.to_bits().to_le_bytes()),
            Const::Complex(re, im) => {
                self.out.extend_from_slice(&re.to_bits().to_le_bytes());
                self.out.extend_from_slice(&im.to_bits().to_le_bytes());
            }
            Const::Str(bytes) | Const::Bytes(bytes) => self.blob(bytes),
            Const::Tuple(items) | Const::FrozenSet(items) => {
                self.number(items.len() as u64);
                items.iter().for_each(|item| self.constant(item));
            }
            Const::Code(unit) => self.unit(unit),
        }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    texts: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(byte)
    }

    fn number(&mut self) -> Option<u64> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn small(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    /// A number of things that take at least a byte each.
    fn count(&mut self) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= self.bytes.len()).then_some(count)
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(head)
    }

    fn bytes(&mut self) -> Option<&'a [u8]> {
        let count = self.count()?;
        self.take(count)
    }

    fn text(&mut self) -> Option<String> {
        let index = self.small()?;
        self.texts.get(index as usize).map(|text| text.to_string())
    }

    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.count()?;
        (0..count).map(|_| read(self)).collect()
    }

    fn float(&mut self) -> Option<f64> {
        Some(f64::from_bits(u64::from_le_bytes(self.take(8)?.try_into().ok()?)))
    }

    fn unit(&mut self, depth: u32) -> Option<CodeUnit> {
        if depth > MAX_DEPTH {
            return None;
        }
        Some(CodeUnit {
            name: self.text()?,
            qualname: self.text()?,
            filename: self.text()?,
            first_line: self.small()?,
            flags: self.small()?,
            posonly_count: self.small()?,
            arg_count: self.small()?,
            kwonly_count: self.small()?,
            nlocals: self.small()?,
            nregs: self.small()?,
            varnames: self.list(Self::text)?,
            cell_registers: self.list(|this| u16::try_from(this.number()?).ok())?,
            freevars: self.list(Self::text)?,
            names: self.list(Self::text)?,
            consts: self.list(|this| this.constant(depth + 1))?,
            words: {
                let count = self.count()?;
                let bytes = self.take(count.checked_mul(4)?)?;
                bytes
                    .chunks_exact(4)
                    .map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]))
                    .collect()
            },
            sites: self.list(Self::small)?,
            handlers: self.list(|this| {
                Some(Handler {
                    start: this.small()?,
                    end: this.small()?,
                    target: this.small()?,
                    release_from: u16::try_from(this.number()?).ok()?,
                })
            })?,
            positions: Positions::from_bytes(self.bytes()?.to_vec()),
            self_attributes: self.list(Self::small)?,
        })
    }

    fn constant(&mut self, depth: u32) -> Option<Const> {
        if depth > MAX_DEPTH {
            return None;
        }
        Some(match self.byte()? {
            0 => Const::None,
            1 => Const::True,
            2 => Const::False,
            3 => Const::Ellipsis,
            4 => {
                let zigzag = self.number()?;
                Const::Int((zigzag >> 1) as i64 ^ -((zigzag & 1) as i64))
            }
            tag @ (5 | 6) => Const::BigInt { negative: tag == 6, magnitude: self.bytes()?.to_vec() },
            7 => Const::Float(self.float()?),
            8 => Const::Complex(self.float()?, self.float()?),
            9 => Const::Str(self.bytes()?.into()),
            10 => Const::Bytes(self.bytes()?.into()),
            11 => Const::Tuple(self.list(|this| this.constant(depth + 1))?),
            12 => Const::FrozenSet(self.list(|this| this.constant(depth + 1))?),
            13 => Const::Code(Box::new(self.unit(depth + 1)?)),
            _ => return None,
        })
    }
}
