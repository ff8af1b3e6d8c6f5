//! Module `_srecore`: runs compiled regular expressions (the code lists that `re._compiler` makes) on a crate's engine.
//!
//! The classes Pattern and Match are Python, in the embedded `_sre.py`.
//! A match is a tuple of positions: start, end, then start and end of each group (-1 if it took no part), then the last group.
//!
//! # Invariants
//! SR1: the engine never sees a text that can change while it runs: buffers are copied to bytes first.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use hognose_vm::prelude::*;
use hognose_vm::typedef::{Def, ModuleDef, TypeDef, TypeFlags, function};
use hognose_vm::types::str::StrData;
use rustpython_sre_engine::{Request, State, StrDrive, string};

/// The module.
pub static MODULE: ModuleDef =
    ModuleDef { name: "_srecore", doc: "", functions: FUNCTIONS, types: &[&CODE], init: Some(init) };

/// A compiled expression.
#[derive(Trace)]
pub struct SreCode {
    #[trace(skip)]
    words: Rc<[u32]>,
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
    function("ascii_tolower", "(character, /)", |vm, a| fold(vm, a, string::lower_ascii)),
    function("unicode_tolower", "(character, /)", |vm, a| fold(vm, a, string::lower_unicode)),
    function("ascii_iscased", "(character, /)", ascii_iscased),
    function("unicode_iscased", "(character, /)", unicode_iscased),
];

fn init(vm: &Vm, module: &Ref<hognose_vm::types::module::Module>) -> PyResult<()> {
    module.set(vm, "MAGIC", vm.int(rustpython_sre_engine::SRE_MAGIC as i64)?)?;
    module.set(vm, "MAXREPEAT", vm.int(rustpython_sre_engine::MAXREPEAT as i64)?)?;
    module.set(vm, "MAXGROUPS", vm.int(rustpython_sre_engine::MAXGROUPS as i64)?)
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
    Ok(Value::from_bool(string::lower_unicode(c) != c || string::upper_unicode(c) != c))
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
    let words: Rc<[u32]> = words.into();
    let groups = usize::try_from(vm.index_i64(&a[1])?).unwrap_or(0);
    Ok(vm.alloc(|| SreCode { words: words.clone(), groups })?.into_value())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Match,
    Full,
    Search,
}

/// Runs `f` on the text in the form that the engine takes fastest.
macro_rules! with_text {
    ($vm:expr, $text:expr, $f:expr) => {
        match $text.get::<Str>() {
            Some(text) => match text.data() {
                StrData::One(units) => $f(units),
                // The engine knows no lone surrogates; the stand-ins keep the positions.
                _ => $f(&*text.to_utf8()),
            },
            None => {
                let bytes = $vm.bytes_of_buffer($text)?;
                $f(bytes.tail())
            }
        }
    };
}

/// The engine's own faults must not end the process.
fn guarded<R>(vm: &Vm, run: impl FnOnce() -> R) -> PyResult<R> {
    catch_unwind(AssertUnwindSafe(run)).map_err(|_| vm.runtime_error("invalid SRE code"))
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
    let positions = with_text!(vm, &a[1], |text| guarded(vm, || run(code, text, start, end, way)))?;
    match positions {
        Some(positions) => match_tuple(vm, &positions),
        None => Ok(Value::NONE),
    }
}

fn run<S: StrDrive>(code: &SreCode, text: S, start: usize, end: usize, way: Way) -> Option<Vec<i64>> {
    let mut state = State::default();
    let request = Request::new(text, start, end, &code.words, way == Way::Full);
    state.reset(&request, request.start);
    let found = if way == Way::Search { state.search(request) } else { state.py_match(&request) };
    found.then(|| positions(code, &state))
}

fn positions(code: &SreCode, state: &State) -> Vec<i64> {
    let mut out = Vec::with_capacity(3 + 2 * code.groups);
    out.push(state.start as i64);
    out.push(state.cursor.position as i64);
    for group in 0..code.groups {
        let (start, end) = state.marks.get(group);
        match (start.into_option(), end.into_option()) {
            (Some(start), Some(end)) => out.extend([start as i64, end as i64]),
            _ => out.extend([-1, -1]),
        }
    }
    out.push(state.marks.last_index() as i64);
    out
}

fn match_tuple(vm: &Vm, positions: &[i64]) -> PyResult {
    let mut made = HeapVec::new();
    for at in positions {
        let at = vm.int(*at)?;
        vm.push(&mut made, at)?;
    }
    vm.tuple_from(made)
}

/// Matches that `all` finds between two looks at the eval breaker.
const BATCH: usize = 1024;

/// Every match from left to right, at most `most` (0: all), as a list.
fn all(vm: &Vm, a: &[Value]) -> PyResult {
    let code = payload_of::<SreCode>(vm, &a[0])?;
    let (start, end) = bounds(vm, a)?;
    let most = match vm.index_i64(&a[4])? {
        0 => usize::MAX,
        n => usize::try_from(n).unwrap_or(0),
    };
    if start > end {
        return vm.list(&[]);
    }
    with_text!(vm, &a[1], |text| gather(vm, code, text, start, end, most))
}

fn gather<S: StrDrive>(vm: &Vm, code: &SreCode, text: S, start: usize, end: usize, most: usize) -> PyResult {
    let mut found = HeapVec::new();
    let mut request = Request::new(text, start, end, &code.words, false);
    let mut state = State::default();
    let mut left = most;
    loop {
        let count = left.min(BATCH);
        let batch = guarded(vm, || {
            let mut batch = Vec::new();
            while batch.len() < count && request.start <= request.end {
                state.reset(&request, request.start);
                if !state.search(request) {
                    request.start = request.end + 1;
                    break;
                }
                batch.push(positions(code, &state));
                request.must_advance = state.cursor.position == state.start;
                request.start = state.cursor.position;
            }
            batch
        })?;
        for positions in &batch {
            let made = match_tuple(vm, positions)?;
            vm.push(&mut found, made)?;
        }
        left -= batch.len();
        if batch.len() < count || left == 0 || count == 0 {
            return vm.list_from(found);
        }
        vm.poll()?;
    }
}
