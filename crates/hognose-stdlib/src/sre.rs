//! Module `_srecore`: runs compiled regular expressions (the code lists that `re._compiler` makes) on our engine.
//!
//! The classes Pattern and Match are Python, in the embedded `_sre.py`.
//! A match is a tuple of positions: start, end, then start and end of each group (-1 if it took no part), then the last group.
//!
//! # Invariants
//! SR1: the engine never sees a text that can change while it runs: buffers are copied to bytes first.

use std::rc::Rc;

use hognose_vm::prelude::*;
use hognose_vm::typedef::{Def, ModuleDef, TypeDef, TypeFlags, function};
use hognose_vm::types::str::StrData;

use crate::regex::{Matcher, Program, Text, lower_ascii, lower_unicode, upper_unicode};

/// The module.
pub static MODULE: ModuleDef =
    ModuleDef { name: "_srecore", doc: "", functions: FUNCTIONS, types: &[&CODE], init: Some(init) };

/// A compiled expression.
#[derive(Trace)]
pub struct SreCode {
    #[trace(skip)]
    program: Rc<Program>,
    groups: usize,
}

impl Payload for SreCode {
    const NAME: &'static str = "SreCode";
    const SHAPE: ShapeId = ShapeId::fixed(193);
    type Tail = ();
}

static CODE: TypeDef =
    TypeDef { module: "_srecore", flags: TypeFlags::NO_NEW, ..TypeDef::new::<SreCode>("Code") };

const FUNCTIONS: &[Def] = &[
    function("compile", "(words, groups, /)", compile),
    function("match", "(code, text, start, end, /)", |vm, a| one(vm, a, Way::Match)),
    function("fullmatch", "(code, text, start, end, /)", |vm, a| one(vm, a, Way::Full)),
    function("search", "(code, text, start, end, /)", |vm, a| one(vm, a, Way::Search)),
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
    let program = match Program::new(&words, groups) {
        Ok(program) => Rc::new(program),
        Err(_) => return Err(vm.runtime_error("invalid SRE code")),
    };
    Ok(vm.alloc(|| SreCode { program: program.clone(), groups })?.into_value())
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
    let mut matcher = Matcher::new(vm, &code.program, text, end, way == Way::Full)?;
    let found = match way {
        Way::Search => matcher.search(start, None)?,
        Way::Match | Way::Full => matcher.match_at(start)?.map(|end| (start, end)),
    };
    match found {
        Some(span) => positions(vm, &matcher, span),
        None => Ok(Value::NONE),
    }
}

fn positions<T: Text>(vm: &Vm, matcher: &Matcher<'_, T>, (start, end): (usize, usize)) -> PyResult {
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
    let mut matcher = Matcher::new(vm, &code.program, text, end, false)?;
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
