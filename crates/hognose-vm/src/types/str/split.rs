//! split, rsplit, splitlines.

use hognose_heap::{HeapVec, Ref, Value};

use super::data::{StrData, Unit, with_units};
use super::search;
use super::unicode::{is_line_break, is_space};
use super::{Str, this};
use crate::raise::PyResult;
use crate::vm::Vm;

/// Where pieces go: a vector in the heap.
struct Pieces<'a> {
    vm: &'a Vm,
    s: &'a Ref<Str>,
    list: HeapVec<Value>,
}

impl Pieces<'_> {
    #[inline]
    fn push(&mut self, start: usize, end: usize) -> PyResult<()> {
        let piece = self.vm.substr(self.s, start, end)?;
        self.vm.push(&mut self.list, piece.into_value())
    }
}

fn most_arg(vm: &Vm, v: &Value) -> PyResult<usize> {
    let most = if v.is_blank() { -1 } else { vm.index_i64(v)? };
    Ok(if most < 0 { usize::MAX } else { most as usize })
}

enum By<'a> {
    Space,
    Text(&'a Ref<Str>),
}

fn separator<'a>(vm: &Vm, v: &'a Value) -> PyResult<By<'a>> {
    if v.is_blank() || v.is_none() {
        return Ok(By::Space);
    }
    match v.get::<Str>() {
        None => Err(vm.type_error(format_args!("must be str or None, not {}", vm.tn(v)))),
        Some(s) if s.is_empty() => Err(vm.value_error("empty separator")),
        Some(s) => Ok(By::Text(s)),
    }
}

#[inline(always)]
fn space<U: Unit>(c: U) -> bool {
    is_space(c.into())
}

/// Calls `piece` with the bounds of each word, at most `most` words and then the rest.
pub(crate) fn split_space<U: Unit, E>(
    units: &[U],
    most: usize,
    space: impl Fn(U) -> bool,
    mut piece: impl FnMut(usize, usize) -> Result<(), E>,
) -> Result<(), E> {
    let n = units.len();
    let (mut i, mut done) = (0, 0);
    loop {
        while i < n && space(units[i]) {
            i += 1;
        }
        if i == n {
            return Ok(());
        }
        if done >= most {
            return piece(i, n);
        }
        let start = i;
        while i < n && !space(units[i]) {
            i += 1;
        }
        piece(start, i)?;
        done += 1;
    }
}

/// As `split_space`, from the right: pieces come last first.
pub(crate) fn rsplit_space<U: Unit, E>(
    units: &[U],
    most: usize,
    space: impl Fn(U) -> bool,
    mut piece: impl FnMut(usize, usize) -> Result<(), E>,
) -> Result<(), E> {
    let (mut i, mut done) = (units.len(), 0);
    loop {
        while i > 0 && space(units[i - 1]) {
            i -= 1;
        }
        if i == 0 {
            return Ok(());
        }
        if done >= most {
            return piece(0, i);
        }
        let end = i;
        while i > 0 && !space(units[i - 1]) {
            i -= 1;
        }
        piece(i, end)?;
        done += 1;
    }
}

pub(super) fn split(vm: &Vm, args: &[Value]) -> PyResult {
    let s = this(vm, args)?;
    let most = most_arg(vm, &args[2])?;
    let by = separator(vm, &args[1])?;
    let mut pieces = Pieces { vm, s, list: HeapVec::new() };
    match by {
        By::Space => with_units!(s.data(), u => split_space(u, most, space, |a, b| pieces.push(a, b)))?,
        By::Text(separator) => {
            let mut from = 0;
            let mut done = 0;
            match (s.data(), separator.data()) {
                (StrData::One(hay), StrData::One([byte])) => {
                    for at in memchr::memchr_iter(*byte, hay).take(most) {
                        pieces.push(from, at)?;
                        from = at + 1;
                    }
                }
                (StrData::One(hay), StrData::One(needle)) => {
                    let finder = memchr::memmem::Finder::new(needle);
                    while done < most {
                        let Some(i) = finder.find(&hay[from..]) else { break };
                        pieces.push(from, from + i)?;
                        from += i + needle.len();
                        done += 1;
                    }
                }
                (hay, needle) => {
                    while done < most {
                        let Some(i) = search::find(hay.slice(from, hay.len()), needle) else { break };
                        pieces.push(from, from + i)?;
                        from += i + needle.len();
                        done += 1;
                    }
                }
            }
            pieces.push(from, s.len())?;
        }
    }
    vm.list_from(pieces.list)
}

pub(super) fn rsplit(vm: &Vm, args: &[Value]) -> PyResult {
    let s = this(vm, args)?;
    let most = most_arg(vm, &args[2])?;
    let by = separator(vm, &args[1])?;
    let mut pieces = Pieces { vm, s, list: HeapVec::new() };
    match by {
        By::Space => with_units!(s.data(), u => rsplit_space(u, most, space, |a, b| pieces.push(a, b)))?,
        By::Text(separator) => {
            let (hay, needle) = (s.data(), separator.data());
            let (mut end, mut done) = (s.len(), 0);
            while done < most {
                let Some(i) = search::rfind(hay.slice(0, end), needle) else { break };
                pieces.push(i + needle.len(), end)?;
                end = i;
                done += 1;
            }
            pieces.push(0, end)?;
        }
    }
    pieces.list.reverse();
    vm.list_from(pieces.list)
}

/// Calls `piece` with the bounds of each line.
pub(crate) fn split_lines<U: Unit, E>(
    units: &[U],
    keep_ends: bool,
    breaks: impl Fn(U) -> bool,
    mut piece: impl FnMut(usize, usize) -> Result<(), E>,
) -> Result<(), E> {
    let n = units.len();
    let mut i = 0;
    while i < n {
        let start = i;
        while i < n && !breaks(units[i]) {
            i += 1;
        }
        let mut end = i;
        if i < n {
            let pair = units[i].into() == 0x0d && units.get(i + 1).is_some_and(|&c| c.into() == 0x0a);
            i += if pair { 2 } else { 1 };
            if keep_ends {
                end = i;
            }
        }
        piece(start, end)?;
    }
    Ok(())
}

pub(super) fn splitlines(vm: &Vm, args: &[Value]) -> PyResult {
    let s = this(vm, args)?;
    let keep = !args[1].is_blank() && vm.truthy(&args[1])?;
    let mut pieces = Pieces { vm, s, list: HeapVec::new() };
    with_units!(s.data(), u => split_lines(u, keep, |c| is_line_break(c.into()), |a, b| pieces.push(a, b)))?;
    vm.list_from(pieces.list)
}
