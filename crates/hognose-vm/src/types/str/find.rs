//! Methods that look for a substring: find, index, count, replace, startswith, partition and their kin.

use hognose_heap::{Ref, Value};

use super::data::{StrData, kind_for};
use super::search::{self, count_units, find_units};
use super::{Str, StrBuilder, this};
use crate::raise::PyResult;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

/// A string argument of a method, or its TypeError.
pub(super) fn str_arg<'a>(vm: &Vm, args: &'a [Value], i: usize, function: &str) -> PyResult<&'a Ref<Str>> {
    match args[i].get::<Str>() {
        Some(s) => Ok(s),
        None => Err(vm.type_error(format_args!(
            "{function}() argument {i} must be str, not {}",
            vm.type_or_none(&args[i])
        ))),
    }
}

/// `start` and `end` arguments of a search, adjusted as for slices; `start` may lie behind `end`.
pub(crate) fn bounds(vm: &Vm, start: &Value, end: &Value, len: usize) -> PyResult<(usize, usize)> {
    let start = bound(vm, start, 0)?;
    let end = bound(vm, end, i64::MAX)?;
    let len = len as i64;
    let adjust = |i: i64| if i < 0 { (i + len).max(0) } else { i };
    // A start behind the end of the string stays there: even the empty string is not found.
    Ok((adjust(start).min(len + 1) as usize, adjust(end).min(len) as usize))
}

fn bound(vm: &Vm, v: &Value, absent: i64) -> PyResult<i64> {
    if let Some(i) = v.as_int() {
        return Ok(i);
    }
    if v.is_blank() || v.is_none() {
        return Ok(absent);
    }
    if vm.lookup_special(v, &vm.names.__index__).is_none() {
        return Err(vm.type_error("slice indices must be integers or None or have an __index__ method"));
    }
    vm.index_clamped(v)
}

/// What a search method looks at: the haystack's part and where it begins.
struct Search<'a> {
    hay: Option<StrData<'a>>,
    needle: StrData<'a>,
    start: usize,
}

fn search_args<'a>(vm: &Vm, args: &'a [Value], function: &str) -> PyResult<Search<'a>> {
    let s = this(vm, args)?;
    let needle = str_arg(vm, args, 1, function)?;
    let (start, end) = bounds(vm, &args[2], &args[3], s.len())?;
    let hay = (start <= end).then(|| s.data().slice(start, end));
    Ok(Search { hay, needle: needle.data(), start })
}

impl Search<'_> {
    fn find(&self) -> Option<usize> {
        let hay = self.hay?;
        if self.needle.is_empty() {
            return Some(self.start);
        }
        Some(self.start + search::find(hay, self.needle)?)
    }

    fn rfind(&self) -> Option<usize> {
        let hay = self.hay?;
        if self.needle.is_empty() {
            return Some(self.start + hay.len());
        }
        Some(self.start + search::rfind(hay, self.needle)?)
    }
}

fn position(vm: &Vm, found: Option<usize>) -> PyResult {
    match found {
        Some(i) => vm.int(i as i64),
        None => Ok(Value::from_small(-1)),
    }
}

fn required(vm: &Vm, found: Option<usize>) -> PyResult {
    match found {
        Some(i) => vm.int(i as i64),
        None => Err(vm.value_error("substring not found")),
    }
}

pub(super) fn find(vm: &Vm, args: &[Value]) -> PyResult {
    position(vm, search_args(vm, args, "find")?.find())
}

pub(super) fn rfind(vm: &Vm, args: &[Value]) -> PyResult {
    position(vm, search_args(vm, args, "rfind")?.rfind())
}

pub(super) fn index(vm: &Vm, args: &[Value]) -> PyResult {
    required(vm, search_args(vm, args, "index")?.find())
}

pub(super) fn rindex(vm: &Vm, args: &[Value]) -> PyResult {
    required(vm, search_args(vm, args, "rindex")?.rfind())
}

pub(super) fn count(vm: &Vm, args: &[Value]) -> PyResult {
    let search = search_args(vm, args, "count")?;
    let n = search.hay.map_or(0, |hay| search::count(hay, search.needle, usize::MAX));
    vm.int(n as i64)
}

/// Whether `s[start:end]` starts (or ends) with `affix`.
fn has_affix(s: &Str, affix: &Str, start: usize, end: usize, at_end: bool) -> bool {
    if start > end || end - start < affix.len() {
        return false;
    }
    let at = if at_end { end - affix.len() } else { start };
    s.data().slice(at, at + affix.len()).same_chars(&affix.data())
}

fn affix_test(vm: &Vm, args: &[Value], function: &str, at_end: bool) -> PyResult {
    let s = this(vm, args)?;
    if args[2].is_blank() && args[3].is_blank() {
        if let Some(affix) = args[1].get::<Str>() {
            return Ok(Value::from_bool(has_affix(s, affix, 0, s.len(), at_end)));
        }
    }
    let (start, end) = bounds(vm, &args[2], &args[3], s.len())?;
    if let Some(affixes) = args[1].get::<Tuple>() {
        for affix in affixes.items() {
            let Some(affix) = affix.get::<Str>() else {
                return Err(vm.type_error(format_args!(
                    "tuple for {function} must only contain str, not {}",
                    vm.tn(affix)
                )));
            };
            if has_affix(s, affix, start, end, at_end) {
                return Ok(Value::TRUE);
            }
        }
        return Ok(Value::FALSE);
    }
    match args[1].get::<Str>() {
        Some(affix) => Ok(Value::from_bool(has_affix(s, affix, start, end, at_end))),
        None => Err(vm.type_error(format_args!(
            "{function} first arg must be str or a tuple of str, not {}",
            vm.tn(&args[1])
        ))),
    }
}

pub(super) fn startswith(vm: &Vm, args: &[Value]) -> PyResult {
    affix_test(vm, args, "startswith", false)
}

pub(super) fn endswith(vm: &Vm, args: &[Value]) -> PyResult {
    affix_test(vm, args, "endswith", true)
}

fn affix_arg<'a>(vm: &Vm, args: &'a [Value], function: &str) -> PyResult<&'a Ref<Str>> {
    args[1].get::<Str>().ok_or_else(|| {
        vm.type_error(format_args!("{function}() argument must be str, not {}", vm.type_or_none(&args[1])))
    })
}

pub(super) fn removeprefix(vm: &Vm, args: &[Value]) -> PyResult {
    let s = this(vm, args)?;
    let prefix = affix_arg(vm, args, "removeprefix")?;
    let start = if has_affix(s, prefix, 0, s.len(), false) { prefix.len() } else { 0 };
    Ok(vm.substr(s, start, s.len())?.into_value())
}

pub(super) fn removesuffix(vm: &Vm, args: &[Value]) -> PyResult {
    let s = this(vm, args)?;
    let suffix = affix_arg(vm, args, "removesuffix")?;
    let end = if has_affix(s, suffix, 0, s.len(), true) { s.len() - suffix.len() } else { s.len() };
    Ok(vm.substr(s, 0, end)?.into_value())
}

fn separator_arg<'a>(vm: &Vm, args: &'a [Value]) -> PyResult<&'a Ref<Str>> {
    let Some(separator) = args[1].get::<Str>() else {
        return Err(vm.type_error(format_args!("must be str, not {}", vm.tn(&args[1]))));
    };
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    Ok(separator)
}

pub(super) fn partition(vm: &Vm, args: &[Value]) -> PyResult {
    let s = this(vm, args)?;
    let separator = separator_arg(vm, args)?;
    match search::find(s.data(), separator.data()) {
        Some(at) => vm.tuple_of([
            vm.substr(s, 0, at)?.into_value(),
            args[1].clone(),
            vm.substr(s, at + separator.len(), s.len())?.into_value(),
        ]),
        None => {
            let empty = vm.empty_str()?.into_value();
            vm.tuple_of([vm.exact_str(s)?.into_value(), empty.clone(), empty])
        }
    }
}

pub(super) fn rpartition(vm: &Vm, args: &[Value]) -> PyResult {
    let s = this(vm, args)?;
    let separator = separator_arg(vm, args)?;
    match search::rfind(s.data(), separator.data()) {
        Some(at) => vm.tuple_of([
            vm.substr(s, 0, at)?.into_value(),
            args[1].clone(),
            vm.substr(s, at + separator.len(), s.len())?.into_value(),
        ]),
        None => {
            let empty = vm.empty_str()?.into_value();
            vm.tuple_of([empty.clone(), empty, vm.exact_str(s)?.into_value()])
        }
    }
}

pub(super) fn replace(vm: &Vm, args: &[Value]) -> PyResult {
    let s = this(vm, args)?;
    let old = str_arg(vm, args, 1, "replace")?;
    let new = str_arg(vm, args, 2, "replace")?;
    let most = if args[3].is_blank() { -1 } else { vm.index_i64(&args[3])? };
    let most = if most < 0 { usize::MAX } else { most as usize };
    Ok(replace_all(vm, s, old, new, most)?.into_value())
}

/// `s.replace(old, new, most)`.
pub fn replace_all(vm: &Vm, s: &Ref<Str>, old: &Ref<Str>, new: &Ref<Str>, most: usize) -> PyResult<Ref<Str>> {
    if most == 0 || old.len() > s.len() || old.kind() > s.kind() {
        return vm.exact_str(s);
    }
    if old.is_empty() {
        return interleave(vm, s, new, most);
    }
    if let (StrData::One(hay), StrData::One(needle), StrData::One(with)) = (s.data(), old.data(), new.data())
    {
        return replace_latin1(vm, s, hay, needle, with, new.is_ascii(), most);
    }
    let data = s.data();
    let mut out: Option<StrBuilder> = None;
    let (mut from, mut done) = (0, 0);
    while done < most {
        let Some(i) = search::find(data.slice(from, data.len()), old.data()) else { break };
        let out = out.get_or_insert_with(|| vm.str_builder());
        out.push_data(vm, data.slice(from, from + i))?;
        out.push(vm, new)?;
        from += i + old.len();
        done += 1;
    }
    match out {
        None => vm.exact_str(s),
        Some(mut out) => {
            out.push_data(vm, data.slice(from, data.len()))?;
            out.finish(vm)
        }
    }
}

fn replace_latin1(
    vm: &Vm,
    s: &Ref<Str>,
    hay: &[u8],
    needle: &[u8],
    with: &[u8],
    with_ascii: bool,
    most: usize,
) -> PyResult<Ref<Str>> {
    let times = count_units(hay, needle, most);
    if times == 0 {
        return vm.exact_str(s);
    }
    let grown = (hay.len() - times * needle.len()) as u128 + times as u128 * with.len() as u128;
    vm.check_size(grown)?;
    let len = grown as usize;
    if len == 0 {
        return vm.empty_str();
    }
    let fill = |out: &mut [u8]| {
        let (mut from, mut at) = (0, 0);
        let mut put = |units: &[u8], at: &mut usize| {
            out[*at..*at + units.len()].copy_from_slice(units);
            *at += units.len();
        };
        for _ in 0..times {
            let Some(i) = find_units(&hay[from..], needle) else { break };
            put(&hay[from..from + i], &mut at);
            put(with, &mut at);
            from += i + needle.len();
        }
        put(&hay[from..], &mut at);
    };
    if s.is_ascii() && with_ascii {
        if len == 1 {
            let mut one = [0];
            fill(&mut one);
            return vm.char_str(one[0] as u32);
        }
        return vm.raw_str(len, 1, true, fill);
    }
    // What is taken away may have been all that was not ASCII: the builder looks again.
    let mut units = hognose_heap::HeapVec::new();
    vm.retry(|heap| units.try_resize(heap, len, 0u8))?;
    fill(&mut units);
    vm.latin1_str(&units)
}

/// Puts `new` before each of the first characters, and behind the last if `most` allows.
fn interleave(vm: &Vm, s: &Ref<Str>, new: &Ref<Str>, most: usize) -> PyResult<Ref<Str>> {
    let times = most.min(s.len() + 1);
    if new.is_empty() {
        return vm.exact_str(s);
    }
    let kind = s.kind().max(new.kind());
    let total = s.len() as u128 + times as u128 * new.len() as u128;
    vm.check_size(total * kind as u128)?;
    debug_assert!(kind >= kind_for(0));
    let mut out = vm.str_builder();
    out.reserve(vm, total as usize)?;
    for (i, c) in s.chars().enumerate() {
        if i < times {
            out.push(vm, new)?;
        }
        out.push_char(vm, c)?;
    }
    if times > s.len() {
        out.push(vm, new)?;
    }
    out.finish(vm)
}
