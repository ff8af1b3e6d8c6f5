//! `make_scanner`: JSON text to Python objects.

use hognose_vm::prelude::*;
use hognose_vm::types::str::StrData;

use super::decode_error;
use super::text::{plain_end_of_bytes, read_literal};

/// Digits that certainly fit an i64.
const SAFE_DIGITS: usize = 18;
/// Places for keys seen before, so that records share their keys: a power of two.
const KEYS: usize = 64;
/// Longest key that is remembered, in characters.
const KEY_LONGEST: usize = 32;

/// What `json.JSONDecoder` made of its options.
#[derive(Trace)]
pub struct Scanner {
    strict: bool,
    object_hook: Value,
    object_pairs_hook: Value,
    parse_float: Value,
    parse_int: Value,
    parse_constant: Value,
}

impl Payload for Scanner {
    const NAME: &'static str = "_json.Scanner";
    const SHAPE: ShapeId = ShapeId::fixed(194);
    const TRACED: bool = true;
    type Tail = ();
}

pub static TYPE: TypeDef = TypeDef {
    module: "_json",
    doc: "JSON scanner object",
    new: Some(new),
    call: Some(call),
    getsets: &[
        getset("strict", |vm, v| Ok(Value::from_bool(payload_of::<Scanner>(vm, v)?.strict)), None),
        getset("object_hook", |vm, v| Ok(payload_of::<Scanner>(vm, v)?.object_hook.clone()), None),
        getset(
            "object_pairs_hook",
            |vm, v| Ok(payload_of::<Scanner>(vm, v)?.object_pairs_hook.clone()),
            None,
        ),
        getset("parse_float", |vm, v| Ok(payload_of::<Scanner>(vm, v)?.parse_float.clone()), None),
        getset("parse_int", |vm, v| Ok(payload_of::<Scanner>(vm, v)?.parse_int.clone()), None),
        getset("parse_constant", |vm, v| Ok(payload_of::<Scanner>(vm, v)?.parse_constant.clone()), None),
    ],
    flags: TypeFlags::BASETYPE,
    ..TypeDef::new::<Scanner>("make_scanner")
};

fn new(vm: &Vm, class: &Ref<Class>, args: &Args) -> PyResult {
    let [context] = args.bind::<1>(vm, "make_scanner", "(context)")?;
    let strict = vm.truthy(&vm.getattr_str(&context, "strict")?)?;
    let object_hook = vm.getattr_str(&context, "object_hook")?;
    let object_pairs_hook = vm.getattr_str(&context, "object_pairs_hook")?;
    let parse_float = vm.getattr_str(&context, "parse_float")?;
    let parse_int = vm.getattr_str(&context, "parse_int")?;
    let parse_constant = vm.getattr_str(&context, "parse_constant")?;
    vm.alloc_payload(class, || Scanner {
        strict,
        object_hook: object_hook.clone(),
        object_pairs_hook: object_pairs_hook.clone(),
        parse_float: parse_float.clone(),
        parse_int: parse_int.clone(),
        parse_constant: parse_constant.clone(),
    })
}

fn call(vm: &Vm, v: &Value, args: &Args) -> PyResult {
    let scanner = payload_of::<Scanner>(vm, v)?;
    let [text, idx] = args.bind::<2>(vm, "scan_once", "(string, idx)")?;
    let Some(text) = text.get::<Str>() else {
        return Err(vm.type_error(format_args!("first argument must be a string, not {}", vm.tn(&text))));
    };
    let Ok(idx) = usize::try_from(vm.index_i64(&idx)?) else {
        return Err(vm.value_error("idx cannot be negative"));
    };
    let mut run = Run {
        vm,
        scanner,
        text,
        units: match text.data() {
            StrData::One(units) => units,
            _ => &[],
        },
        keys: [const { Value::BLANK }; KEYS],
        plain_float: is_type(&scanner.parse_float, &vm.types.float),
        plain_int: is_type(&scanner.parse_int, &vm.types.int),
        steps: 0,
    };
    let (value, end) = run.value(idx)?;
    vm.tuple_of([value, vm.int_from_usize(end)?])
}

/// Where a key is remembered: by its length and its first and last eight bytes.
fn key_place(key: &[u8]) -> usize {
    let word = |bytes: &[u8]| {
        let mut word = [0; 8];
        word[..bytes.len()].copy_from_slice(bytes);
        u64::from_le_bytes(word)
    };
    let (first, last) = (&key[..key.len().min(8)], &key[key.len().saturating_sub(8)..]);
    let mixed = word(first) ^ word(last).rotate_left(29) ^ key.len() as u64;
    (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as usize % KEYS
}

fn is_type(v: &Value, class: &Ref<Class>) -> bool {
    v.get::<Class>().is_some_and(|c| Ref::ptr_eq(c, class))
}

struct Run<'a> {
    vm: &'a Vm,
    scanner: &'a Scanner,
    text: &'a Ref<Str>,
    /// The text, if each of its characters takes one byte; else empty.
    units: &'a [u8],
    /// Keys by their hash; whatever comes later takes the place.
    keys: [Value; KEYS],
    plain_float: bool,
    plain_int: bool,
    steps: usize,
}

impl Run<'_> {
    /// The character at `at`; 0 behind the end (no token begins or goes on with it).
    #[inline(always)]
    fn at(&self, at: usize) -> u32 {
        match self.units.get(at) {
            Some(&unit) => u32::from(unit),
            None if at < self.text.len() => self.text.char_at(at),
            None => 0,
        }
    }

    #[inline]
    fn skip_space(&self, mut at: usize) -> usize {
        while matches!(self.at(at), 0x20 | 0x09 | 0x0a | 0x0d) {
            at += 1;
        }
        at
    }

    fn error<T>(&self, message: &str, at: usize) -> PyResult<T> {
        Err(decode_error(self.vm, message, self.text, at))
    }

    /// No value begins here: the caller of the scanner tells where.
    #[cold]
    fn no_value<T>(&self, at: usize) -> PyResult<T> {
        let at = self.vm.int_from_usize(at)?;
        Err(self.vm.stop_iteration(Some(at)))
    }

    fn value(&mut self, at: usize) -> PyResult<(Value, usize)> {
        self.steps += 1;
        if self.steps % POLL_STEPS == 0 {
            self.vm.poll()?;
        }
        if at >= self.text.len() {
            return self.no_value(at);
        }
        match self.at(at) {
            0x22 => {
                let (text, end) = read_literal(self.vm, self.text, at + 1, self.scanner.strict)?;
                Ok((text.into_value(), end))
            }
            0x7b => {
                let _guard =
                    self.vm.enter_recursion(" while decoding a JSON object from a unicode string")?;
                self.object(at + 1)
            }
            0x5b => {
                let _guard = self.vm.enter_recursion(" while decoding a JSON array from a unicode string")?;
                self.array(at + 1)
            }
            0x6e if self.word(at, b"null") => Ok((Value::NONE, at + 4)),
            0x74 if self.word(at, b"true") => Ok((Value::TRUE, at + 4)),
            0x66 if self.word(at, b"false") => Ok((Value::FALSE, at + 5)),
            0x4e if self.word(at, b"NaN") => self.constant("NaN", at),
            0x49 if self.word(at, b"Infinity") => self.constant("Infinity", at),
            0x2d if self.word(at, b"-Infinity") => self.constant("-Infinity", at),
            0x2d | 0x30..=0x39 => self.number(at),
            _ => self.no_value(at),
        }
    }

    fn word(&self, at: usize, word: &[u8]) -> bool {
        word.iter().enumerate().all(|(i, &c)| self.at(at + i) == u32::from(c))
    }

    fn constant(&self, name: &str, at: usize) -> PyResult<(Value, usize)> {
        let value = self.vm.call(&self.scanner.parse_constant, &[self.vm.str(name)?])?;
        Ok((value, at + name.len()))
    }

    fn number(&self, start: usize) -> PyResult<(Value, usize)> {
        if let Some(found) = self.short_int(start) {
            return Ok(found);
        }
        let digits = |mut at: usize| {
            while matches!(self.at(at), 0x30..=0x39) {
                at += 1;
            }
            at
        };
        let negative = self.at(start) == u32::from(b'-');
        let first = start + usize::from(negative);
        let mut end = match self.at(first) {
            0x30 => first + 1,
            0x31..=0x39 => digits(first + 1),
            _ => return self.no_value(start),
        };
        let whole_end = end;
        if self.at(end) == u32::from(b'.') && matches!(self.at(end + 1), 0x30..=0x39) {
            end = digits(end + 1);
        }
        if matches!(self.at(end), 0x65 | 0x45) {
            let sign = usize::from(matches!(self.at(end + 1), 0x2b | 0x2d));
            if matches!(self.at(end + 1 + sign), 0x30..=0x39) {
                end = digits(end + 1 + sign);
            }
        }
        if end == whole_end {
            if self.plain_int && end - first <= SAFE_DIGITS {
                let value =
                    (first..end).fold(0i64, |sum, i| sum * 10 + i64::from(self.text.char_at(i) - 0x30));
                return Ok((self.vm.int(if negative { -value } else { value })?, end));
            }
            let text = self.vm.substr(self.text, start, end)?.into_value();
            return Ok((self.vm.call(&self.scanner.parse_int, &[text])?, end));
        }
        if self.plain_float {
            let mut buffer = [0u8; 64];
            if let Some(buffer) = buffer.get_mut(..end - start) {
                for (byte, i) in buffer.iter_mut().zip(start..end) {
                    *byte = self.text.char_at(i) as u8;
                }
                if let Some(value) = std::str::from_utf8(buffer).ok().and_then(|s| s.parse().ok()) {
                    return Ok((self.vm.float(value)?, end));
                }
            }
        }
        let text = self.vm.substr(self.text, start, end)?.into_value();
        Ok((self.vm.call(&self.scanner.parse_float, &[text])?, end))
    }

    /// A plain int of few digits, the common case.
    #[inline]
    fn short_int(&self, start: usize) -> Option<(Value, usize)> {
        let digits = self.units.get(start..).filter(|_| self.plain_int)?;
        let mut value = 0i64;
        for (i, &digit) in digits.iter().enumerate() {
            match digit {
                b'0'..=b'9' if i < 14 && !(i > 0 && value == 0) => {
                    value = value * 10 + i64::from(digit - b'0')
                }
                b',' | b']' | b'}' | b' ' if i > 0 => return Some((Value::from_int(value)?, start + i)),
                _ => return None,
            }
        }
        None
    }

    fn array(&mut self, at: usize) -> PyResult<(Value, usize)> {
        let vm = self.vm;
        let mut items = HeapVec::new();
        let mut at = self.skip_space(at);
        if self.at(at) == u32::from(b']') {
            return Ok((vm.list_from(items)?, at + 1));
        }
        loop {
            let (item, end) = self.value(at)?;
            vm.push(&mut items, item)?;
            at = self.skip_space(end);
            match self.at(at) {
                0x5d => return Ok((vm.list_from(items)?, at + 1)),
                0x2c => {}
                _ => return self.error("Expecting ',' delimiter", at),
            }
            let comma = at;
            at = self.skip_space(at + 1);
            if self.at(at) == u32::from(b']') {
                return self.error("Illegal trailing comma before end of array", comma);
            }
        }
    }

    fn object(&mut self, at: usize) -> PyResult<(Value, usize)> {
        let vm = self.vm;
        let wants_pairs = !self.scanner.object_pairs_hook.is_none();
        let dict = vm.new_dict()?;
        let mut pairs = HeapVec::new();
        let mut at = self.skip_space(at);
        if self.at(at) == u32::from(b'}') {
            at += 1;
        } else {
            loop {
                if self.at(at) != u32::from(b'"') {
                    return self.error("Expecting property name enclosed in double quotes", at);
                }
                let (key, end) = self.key(at + 1)?;
                at = self.skip_space(end);
                if self.at(at) != u32::from(b':') {
                    return self.error("Expecting ':' delimiter", at);
                }
                let (value, end) = self.value(self.skip_space(at + 1))?;
                if wants_pairs {
                    let pair = vm.tuple_of([key.into_value(), value])?;
                    vm.push(&mut pairs, pair)?;
                } else {
                    dict.set_str(vm, &key, value)?;
                }
                at = self.skip_space(end);
                match self.at(at) {
                    0x7d => break at += 1,
                    0x2c => {}
                    _ => return self.error("Expecting ',' delimiter", at),
                }
                let comma = at;
                at = self.skip_space(at + 1);
                if self.at(at) == u32::from(b'}') {
                    return self.error("Illegal trailing comma before end of object", comma);
                }
            }
        }
        if wants_pairs {
            let pairs = vm.list_from(pairs)?;
            return Ok((vm.call(&self.scanner.object_pairs_hook, &[pairs])?, at));
        }
        if !self.scanner.object_hook.is_none() {
            return Ok((vm.call(&self.scanner.object_hook, &[dict.into_value()])?, at));
        }
        Ok((dict.into_value(), at))
    }

    /// A key, shared with the same key before: most objects of a document have the same ones.
    fn key(&mut self, start: usize) -> PyResult<(Ref<Str>, usize)> {
        let Some(bytes) = self.text.ascii_bytes() else {
            return read_literal(self.vm, self.text, start, self.scanner.strict);
        };
        let end = plain_end_of_bytes(bytes, start, self.scanner.strict);
        let len = end - start;
        if len > KEY_LONGEST || bytes.get(end) != Some(&b'"') {
            return read_literal(self.vm, self.text, start, self.scanner.strict);
        }
        let key = &bytes[start..end];
        let place = &mut self.keys[key_place(key)];
        if let Some(known) = place.get::<Str>() {
            if known.ascii_bytes() == Some(key) {
                return Ok((known.clone(), start + len + 1));
            }
        }
        let made = self.vm.substr(self.text, start, start + len)?;
        *place = made.to_value();
        Ok((made, start + len + 1))
    }
}
