//! Module `_srecore`: runs compiled regular expressions (the code lists that `re._compiler` makes) on our engine.
//!
//! The classes Pattern and Match are Python, in the embedded `_sre.py`.
//! A match is a tuple of positions: start, end, then start and end of each group (-1 if it took no part), then the last group.
//!
//! # Invariants
//! SR1: the engine never sees a text that can change while it runs: buffers are copied to bytes first.

#![allow(
    clippy::disallowed_methods,
    reason = "the words of a code list in the heap; what is kept has its weight there"
)]

use std::rc::Rc;

use hognose_vm::prelude::*;
use hognose_vm::typedef::{Def, ModuleDef, TypeDef, TypeFlags, function};
use hognose_vm::types::bytes::Bytes;
use hognose_vm::types::native::MemberDescriptor;
use hognose_vm::types::str::StrData;

use crate::regex::{Matcher, Program, Scratch, Text, lower_ascii, lower_unicode, upper_unicode};

/// The module.
pub static MODULE: ModuleDef =
    ModuleDef { name: "_srecore", doc: "", functions: FUNCTIONS, types: &[&CODE], init: Some(init) };

/// A compiled expression.
#[derive(Trace)]
pub struct SreCode {
    #[trace(skip)]
    program: Rc<Program>,
    groups: usize,
    /// What it is run on: text, bytes, or (None) either.
    #[trace(skip)]
    text: Option<bool>,
    /// Class of the match objects, and its slots: pattern, string, pos, endpos, positions.
    class: Ref<Class>,
    #[trace(skip)]
    slots: [u16; 5],
    #[trace(skip)]
    scratch: Cell<Option<Box<Scratch>>>,
    /// Never written: stands in the heap's books for the program, which is foreign memory.
    #[trace(skip)]
    _weight: HeapVec<u8>,
}

impl Payload for SreCode {
    const NAME: &'static str = "SreCode";
    const SHAPE: ShapeId = ShapeId::fixed(193);
    type Tail = ();
}

impl SreCode {
    fn scratch(&self) -> Scratch {
        self.scratch.take().map_or_else(Scratch::default, |scratch| *scratch)
    }

    fn keep(&self, scratch: Scratch) {
        self.scratch.set(Some(Box::new(scratch)));
    }
}

static CODE: TypeDef =
    TypeDef { module: "_srecore", flags: TypeFlags::NO_NEW, ..TypeDef::new::<SreCode>("Code") };

const FUNCTIONS: &[Def] = &[
    function("compile", "(words, groups, text, match_class, /)", compile),
    function("match", "(code, text, start, end, /)", |vm, a| one(vm, a, Way::Match)),
    function("search", "(code, text, start, end, /)", |vm, a| one(vm, a, Way::Search)),
    function("match_object", "(code, text, start, end, pattern, /)", |vm, a| object(vm, a, Way::Match)),
    function("fullmatch_object", "(code, text, start, end, pattern, /)", |vm, a| object(vm, a, Way::Full)),
    function("search_object", "(code, text, start, end, pattern, /)", |vm, a| object(vm, a, Way::Search)),
    function("found", "(code, text, start, end, pattern, positions, /)", |vm, a| {
        match_object(vm, payload_of::<SreCode>(vm, &a[0])?, &a[..5], &a[5])
    }),
    function("all", "(code, text, start, end, most, /)", all),
    function("findall", "(code, text, start, end, /)", findall),
    function("split", "(code, text, most, /)", split),
    function("replace", "(code, text, replacement, most, /)", replace),
    function("ascii_tolower", "(character, /)", |vm, a| fold(vm, a, lower_ascii)),
    function("unicode_tolower", "(character, /)", |vm, a| fold(vm, a, lower_unicode)),
    function("ascii_iscased", "(character, /)", ascii_iscased),
    function("unicode_iscased", "(character, /)", unicode_iscased),
];

fn init(vm: &Vm, module: &Ref<hognose_vm::types::module::Module>) -> PyResult<()> {
    module.set(vm, "MAGIC", vm.int(20230612)?)?;
    module.set(vm, "MAXREPEAT", vm.int(i64::from(u32::MAX))?)?;
    module.set(vm, "MAXGROUPS", vm.int(i64::from(i32::MAX / 2))?)
}

fn character(vm: &Vm, v: &Value) -> PyResult<u32> {
    Ok(u32::try_from(vm.index_i64(v)?).unwrap_or(0))
}

fn fold(vm: &Vm, a: &[Value], lower: fn(u32) -> u32) -> PyResult {
    vm.int(i64::from(lower(character(vm, &a[0])?)))
}

fn ascii_iscased(vm: &Vm, a: &[Value]) -> PyResult {
    Ok(Value::from_bool(u8::try_from(character(vm, &a[0])?).is_ok_and(|c| c.is_ascii_alphabetic())))
}

fn unicode_iscased(vm: &Vm, a: &[Value]) -> PyResult {
    let c = character(vm, &a[0])?;
    Ok(Value::from_bool(lower_unicode(c) != c || upper_unicode(c) != c))
}

fn compile(vm: &Vm, a: &[Value]) -> PyResult {
    let items = vm.collect(&a[0])?;
    let mut words = Vec::with_capacity(items.len());
    for item in &items {
        match u32::try_from(vm.index_i64(item)?) {
            Ok(word) => words.push(word),
            Err(_) => return Err(vm.overflow_error("regular expression code size limit exceeded")),
        }
    }
    let groups = usize::try_from(vm.index_i64(&a[1])?).unwrap_or(0);
    let making = vm.charge(words.len().saturating_mul(Program::MOST_BYTES_PER_WORD))?;
    let program = match Program::new(&words, groups) {
        Ok(program) => Rc::new(program),
        Err(_) => return Err(vm.runtime_error("invalid SRE code")),
    };
    drop(making);
    let bytes = program.foreign_bytes();
    let text = a[2].as_bool();
    let Some(class) = a[3].get::<Class>() else { return Err(vm.type_error("expected a class")) };
    let mut slots = [0; 5];
    for (slot, name) in slots.iter_mut().zip(["re", "string", "pos", "endpos", "_at"]) {
        let found = vm.class_lookup(class, &vm.intern(name)?);
        match found.as_ref().and_then(Value::get::<MemberDescriptor>) {
            Some(member) => *slot = member.slot,
            None => return Err(vm.type_error("a match class without slots")),
        }
    }
    let weight = Cell::new(vm.retry(|heap| HeapVec::try_with_capacity(heap, bytes))?);
    let made = vm.alloc(|| SreCode {
        program: program.clone(),
        groups,
        text,
        class: class.clone(),
        slots,
        scratch: Cell::new(None),
        _weight: weight.take(),
    })?;
    Ok(made.into_value())
}

/// The match object of `positions`; `a` is code, text, start, end, pattern.
fn match_object(vm: &Vm, code: &SreCode, a: &[Value], positions: &Value) -> PyResult {
    let len = vm.len(&a[1])?;
    let clamp = |v: &Value| -> PyResult {
        let at = usize::try_from(vm.index_clamped(v)?.max(0)).unwrap_or(0);
        vm.int_from_usize(at.min(len))
    };
    let values = [a[4].clone(), a[1].clone(), clamp(&a[2])?, clamp(&a[3])?, positions.clone()];
    let made = vm.new_instance(&code.class)?;
    if let Some(object) = made.as_object() {
        for (slot, value) in code.slots.iter().zip(values) {
            object.set_slot(usize::from(*slot), value);
        }
    }
    Ok(made)
}

/// A match object, or None. What cannot be searched is refused by the pattern's `_check`.
fn object(vm: &Vm, a: &[Value], way: Way) -> PyResult {
    let code = payload_of::<SreCode>(vm, &a[0])?;
    let fits = match code.text {
        Some(true) => a[1].is::<Str>(),
        Some(false) => a[1].is::<Bytes>(),
        None => a[1].is::<Str>() || a[1].is::<Bytes>(),
    };
    if !fits {
        vm.call_method(&a[4], "_check", std::slice::from_ref(&a[1]))?;
    }
    let found = one(vm, a, way)?;
    if found.is_none() { Ok(found) } else { match_object(vm, code, a, &found) }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Match,
    Full,
    Search,
}

/// Runs `f` on the characters of a text, or the bytes of a buffer.
macro_rules! with_text {
    ($vm:expr, $text:expr, $f:expr) => {
        match $text.get::<Str>() {
            Some(text) => match text.data() {
                StrData::One(units) => $f(units),
                StrData::Two(units) => $f(units),
                StrData::Four(units) => $f(units),
            },
            None => {
                let bytes = $vm.bytes_of_buffer($text)?;
                $f(bytes.tail())
            }
        }
    };
}

fn bounds(vm: &Vm, a: &[Value]) -> PyResult<(usize, usize)> {
    let clamp =
        |v: &Value| -> PyResult<usize> { Ok(usize::try_from(vm.index_clamped(v)?.max(0)).unwrap_or(0)) };
    Ok((clamp(&a[2])?, clamp(&a[3])?))
}

fn one(vm: &Vm, a: &[Value], way: Way) -> PyResult {
    let code = payload_of::<SreCode>(vm, &a[0])?;
    let (start, end) = bounds(vm, a)?;
    if start > end {
        return Ok(Value::NONE);
    }
    with_text!(vm, &a[1], |text| run(vm, code, text, start, end, way))
}

fn run<T: Text>(vm: &Vm, code: &SreCode, text: T, start: usize, end: usize, way: Way) -> PyResult {
    let start = start.min(text.len());
    if start > end {
        return Ok(Value::NONE);
    }
    let mut matcher = Matcher::new(vm, &code.program, text, end, way == Way::Full, code.scratch())?;
    let found = match way {
        Way::Search => matcher.search(start, None)?,
        Way::Match | Way::Full => matcher.match_at(start)?.map(|end| (start, end)),
    };
    let made = match found {
        Some(span) => positions(vm, &matcher, span)?,
        None => Value::NONE,
    };
    code.keep(matcher.into_scratch());
    Ok(made)
}

/// Groups of which positions are gathered on the native stack.
const FEW_GROUPS: usize = 8;

fn positions<T: Text>(vm: &Vm, matcher: &Matcher<'_, T>, (start, end): (usize, usize)) -> PyResult {
    if matcher.marks.len() <= 2 * FEW_GROUPS {
        let mut made = [const { Value::BLANK }; 3 + 2 * FEW_GROUPS];
        made[0] = vm.int_from_usize(start)?;
        made[1] = vm.int_from_usize(end)?;
        let mut n = 2;
        for pair in matcher.marks.chunks(2) {
            let taken = pair.iter().all(|at| *at != usize::MAX);
            for at in pair {
                made[n] = if taken { vm.int_from_usize(*at)? } else { Value::from_small(-1) };
                n += 1;
            }
        }
        made[n] = match matcher.last_index {
            0 => Value::from_small(-1),
            last => vm.int_from_usize(last)?,
        };
        return vm.tuple(&made[..=n]);
    }
    let mut made = HeapVec::new();
    vm.retry(|heap| made.try_reserve(heap, 3 + matcher.marks.len()))?;
    vm.push(&mut made, vm.int_from_usize(start)?)?;
    vm.push(&mut made, vm.int_from_usize(end)?)?;
    for pair in matcher.marks.chunks(2) {
        let (start, end) = match pair {
            [start, end] if *start != usize::MAX && *end != usize::MAX => (*start as i64, *end as i64),
            _ => (-1, -1),
        };
        vm.push(&mut made, vm.int(start)?)?;
        vm.push(&mut made, vm.int(end)?)?;
    }
    vm.push(
        &mut made,
        if matcher.last_index == 0 { vm.int(-1)? } else { vm.int_from_usize(matcher.last_index)? },
    )?;
    vm.tuple_from(made)
}

/// Calls `f` with each match from left to right, at most `most` (0: all).
fn for_each_match<T: Text>(
    vm: &Vm,
    code: &SreCode,
    text: T,
    (start, end): (usize, usize),
    most: &Value,
    mut f: impl FnMut(&Matcher<'_, T>, (usize, usize)) -> PyResult<()>,
) -> PyResult<()> {
    let most = match vm.index_i64(most)? {
        0 => usize::MAX,
        n => usize::try_from(n).unwrap_or(0),
    };
    if start > end || start > text.len() {
        return Ok(());
    }
    let mut matcher = Matcher::new(vm, &code.program, text, end, false, code.scratch())?;
    let (mut at, mut last) = (start, None);
    for count in 0..most {
        if count % 256 == 255 {
            vm.poll()?;
        }
        let Some(span) = matcher.search(at, last)? else { break };
        f(&matcher, span)?;
        at = span.1;
        last = (span.0 == span.1).then_some(at);
    }
    code.keep(matcher.into_scratch());
    Ok(())
}

/// Every match, as a list of positions.
fn all(vm: &Vm, a: &[Value]) -> PyResult {
    let code = payload_of::<SreCode>(vm, &a[0])?;
    let span = bounds(vm, a)?;
    let mut found = HeapVec::new();
    with_text!(vm, &a[1], |text| for_each_match(vm, code, text, span, &a[4], |matcher, span| {
        let made = positions(vm, matcher, span)?;
        vm.push(&mut found, made)
    }))?;
    vm.list_from(found)
}

/// A piece of the text: of a string a string, of a buffer bytes.
fn cut(vm: &Vm, text: &Value, start: usize, end: usize) -> PyResult {
    match text.get::<Str>() {
        Some(text) => Ok(vm.substr(text, start, end)?.into_value()),
        None => vm.bytes(vm.view(text)?.get(start..end).unwrap_or(&[])),
    }
}

/// `findall(code, text, start, end)`, the text a str or bytes.
fn findall(vm: &Vm, a: &[Value]) -> PyResult {
    let code = payload_of::<SreCode>(vm, &a[0])?;
    let span = bounds(vm, a)?;
    let mut found = HeapVec::new();
    let text = &a[1];
    let group = |marks: &[usize], i: usize| -> PyResult {
        match marks.get(2 * i..2 * i + 2) {
            Some([start, end]) if *start != usize::MAX && *end != usize::MAX => cut(vm, text, *start, *end),
            _ => cut(vm, text, 0, 0),
        }
    };
    with_text!(vm, text, |units| for_each_match(
        vm,
        code,
        units,
        span,
        &Value::from_small(0),
        |matcher, (start, end)| {
            let made = match code.groups {
                0 => cut(vm, text, start, end)?,
                1 => group(&matcher.marks, 0)?,
                n => {
                    let mut groups = HeapVec::new();
                    for i in 0..n {
                        let made = group(&matcher.marks, i)?;
                        vm.push(&mut groups, made)?;
                    }
                    vm.tuple_from(groups)?
                }
            };
            vm.push(&mut found, made)
        }
    ))?;
    vm.list_from(found)
}

/// `split(code, text, most)`, the text a str or bytes.
fn split(vm: &Vm, a: &[Value]) -> PyResult {
    let code = payload_of::<SreCode>(vm, &a[0])?;
    let mut parts = HeapVec::new();
    let mut last = 0;
    let text = &a[1];
    with_text!(vm, text, |units| for_each_match(
        vm,
        code,
        units,
        (0, usize::MAX),
        &a[2],
        |matcher, (start, end)| {
            let part = cut(vm, text, last, start)?;
            vm.push(&mut parts, part)?;
            for pair in matcher.marks.chunks(2) {
                let part = match pair {
                    [start, end] if *start != usize::MAX && *end != usize::MAX => {
                        cut(vm, text, *start, *end)?
                    }
                    _ => Value::NONE,
                };
                vm.push(&mut parts, part)?;
            }
            last = end;
            Ok(())
        }
    ))?;
    let rest = cut(vm, text, last, vm.len(text)?)?;
    vm.push(&mut parts, rest)?;
    vm.list_from(parts)
}

/// `replace(code, text, replacement, most)`: (text, count), both texts str.
fn replace(vm: &Vm, a: &[Value]) -> PyResult {
    let code = payload_of::<SreCode>(vm, &a[0])?;
    let (Some(text), Some(by)) = (a[1].get::<Str>(), a[2].get::<Str>()) else {
        return Err(vm.type_error("expected str"));
    };
    let mut out = vm.str_builder();
    let (mut last, mut count) = (0, 0);
    with_text!(vm, &a[1], |units| for_each_match(
        vm,
        code,
        units,
        (0, usize::MAX),
        &a[3],
        |_, (start, end)| {
            out.push_data(vm, text.data().slice(last, start))?;
            out.push(vm, by)?;
            last = end;
            count += 1;
            Ok(())
        }
    ))?;
    if count == 0 {
        return vm.tuple_of([vm.exact_str(text)?.into_value(), vm.int(0)?]);
    }
    out.push_data(vm, text.data().slice(last, text.len()))?;
    vm.tuple_of([out.finish_value(vm)?, vm.int(count)?])
}
