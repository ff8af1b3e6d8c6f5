//! Stable sorting: natural runs, binary insertion, galloping merges in powersort's order.
//!
//! Sorting never looks at a list that user code can reach: the items are moved out first, so the list
//! appears empty, and whatever a comparison puts there is refused afterwards. Elements only change places,
//! so an exception leaves a permutation of the items behind.
//!
//! Sources: Tim Peters, listsort.txt; Munro and Wild, "Nearly-Optimal Mergesorts" (2018).
//!
//! # Invariants
//! - S1: during a merge, the items and the scratch buffer together hold every element once; the other
//!   places hold None. Upheld by moving with `swap` alone.

use super::List;
use crate::prelude::*;

/// The keyword arguments of `list.sort` and `sorted`.
#[derive(Default)]
pub struct SortOptions {
    pub key: Option<Value>,
    pub reverse: bool,
}

impl SortOptions {
    pub fn from_args(vm: &Vm, key: &Value, reverse: &Value) -> PyResult<SortOptions> {
        let reverse = match given(reverse) {
            None => false,
            Some(v) => vm.truthy(v)?,
        };
        Ok(SortOptions { key: given(key).filter(|k| !k.is_none()).cloned(), reverse })
    }
}

pub fn sort_method(vm: &Vm, a: &[Value]) -> PyResult {
    let options = SortOptions::from_args(vm, &a[1], &a[2])?;
    sort_list(vm, self_of::<List>(vm, a)?, &options)?;
    Ok(Value::NONE)
}

/// Sorts `list` in place.
pub fn sort_list(vm: &Vm, list: &Ref<List>, options: &SortOptions) -> PyResult<()> {
    let mut items = list.items.take();
    let result = sort_items(vm, &mut items, options);
    if options.key.is_some() {
        // The keys are gone: their finalizers belong to the time when the list must not be touched.
        crate::runtime::drain_pending_keeping_raised(vm);
    }
    let modified = list.items.capacity() != 0;
    let intruders = list.items.replace(items);
    drop(intruders);
    result?;
    if modified {
        return Err(vm.value_error(format_args!("list modified during sort")));
    }
    Ok(())
}

/// What the keys have in common, which decides how they are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum KeyKind {
    Int,
    Float,
    Ascii,
    Any,
}

fn kind_of<'a>(mut keys: impl Iterator<Item = &'a Value>) -> KeyKind {
    let Some(first) = keys.next() else { return KeyKind::Any };
    if first.is_int() {
        return if keys.all(|k| k.is_int()) { KeyKind::Int } else { KeyKind::Any };
    }
    if first.is_f64() {
        return if keys.all(|k| k.is_f64()) { KeyKind::Float } else { KeyKind::Any };
    }
    let ascii = |k: &Value| exact::<Str>(k).is_some_and(|s| s.is_ascii());
    if ascii(first) && keys.all(ascii) { KeyKind::Ascii } else { KeyKind::Any }
}

fn sort_items(vm: &Vm, items: &mut HeapVec<Value>, options: &SortOptions) -> PyResult<()> {
    let Some(key) = &options.key else {
        if items.len() < 2 {
            return Ok(());
        }
        if options.reverse {
            items.reverse();
        }
        let result = sort_keys(vm, items, |v| v);
        if options.reverse {
            items.reverse();
        }
        return result;
    };
    let mut pairs: HeapVec<Pair> = vm.retry(|heap| HeapVec::try_with_capacity(heap, items.len()))?;
    for item in items.iter() {
        let key = vm.call(key, std::slice::from_ref(item))?;
        let mut pair = Some(Pair { key, item: item.clone() });
        // Capacity was reserved, so the first attempt succeeds.
        vm.retry(|heap| match pair.take() {
            Some(pair) => pairs.try_push(heap, pair),
            None => Ok(()),
        })?;
    }
    if options.reverse {
        pairs.reverse();
    }
    let result = sort_keys(vm, &mut pairs, |pair| &pair.key);
    if options.reverse {
        pairs.reverse();
    }
    for (place, pair) in items.iter_mut().zip(pairs.iter_mut()) {
        std::mem::swap(place, &mut pair.item);
    }
    result
}

/// An element that stands beside its key.
struct Pair {
    key: Value,
    item: Value,
}

/// What can be moved about by swapping with an empty place.
trait Element {
    fn hole() -> Self;
}

impl Element for Value {
    fn hole() -> Value {
        Value::NONE
    }
}

impl Element for Pair {
    fn hole() -> Pair {
        Pair { key: Value::NONE, item: Value::NONE }
    }
}

fn sort_keys<T: Element>(vm: &Vm, items: &mut HeapVec<T>, key: impl Fn(&T) -> &Value + Copy) -> PyResult<()> {
    match kind_of(items.iter().map(key)) {
        KeyKind::Int => {
            let int = |t: &T| key(t).as_int().unwrap_or(0);
            merge_sort(vm, items, |a, b| Ok(int(a) < int(b)))
        }
        KeyKind::Float => {
            let float = |t: &T| key(t).as_f64().unwrap_or(0.0);
            merge_sort(vm, items, |a, b| Ok(float(a) < float(b)))
        }
        KeyKind::Ascii => merge_sort(vm, items, |a, b| {
            Ok(match (key(a).get::<Str>(), key(b).get::<Str>()) {
                (Some(a), Some(b)) => a.ascii_bytes() < b.ascii_bytes(),
                _ => false,
            })
        }),
        KeyKind::Any => merge_sort(vm, items, |a, b| less(vm, key(a), key(b))),
    }
}

/// `a < b` for arbitrary keys; tuples that differ in a leading int or string need no call.
fn less(vm: &Vm, a: &Value, b: &Value) -> PyResult<bool> {
    if let (Some(x), Some(y)) = (exact::<Tuple>(a), exact::<Tuple>(b)) {
        if let (Some(x), Some(y)) = (x.items().first(), y.items().first()) {
            match quick_order(x, y) {
                Some(Ordering::Less) => return Ok(true),
                Some(Ordering::Greater) => return Ok(false),
                _ => {}
            }
        }
    }
    vm.compare_bool(a, b, CmpOp::Lt)
}

fn quick_order(x: &Value, y: &Value) -> Option<Ordering> {
    if let (Some(x), Some(y)) = (x.as_int(), y.as_int()) {
        return Some(x.cmp(&y));
    }
    if let (Some(x), Some(y)) = (x.as_f64(), y.as_f64()) {
        return x.partial_cmp(&y);
    }
    let (x, y) = (exact::<Str>(x)?, exact::<Str>(y)?);
    Some(x.ascii_bytes()?.cmp(y.ascii_bytes()?))
}

/// How many wins in a row start galloping.
const MIN_GALLOP: usize = 7;
/// Runs on the stack of pending merges: powers grow strictly, so 64 bits of length need no more.
const MAX_RUNS: usize = 66;

#[derive(Clone, Copy, Default)]
struct Run {
    start: usize,
    len: usize,
    power: u32,
}

/// Sorts `items` stably by `less`.
fn merge_sort<T: Element, F: FnMut(&T, &T) -> PyResult<bool>>(
    vm: &Vm,
    items: &mut HeapVec<T>,
    mut less: F,
) -> PyResult<()> {
    let n = items.len();
    if n < 2 {
        return Ok(());
    }
    let min_run = min_run_len(n);
    let mut scratch: HeapVec<T> = HeapVec::new();
    let mut runs = [Run::default(); MAX_RUNS];
    let mut run_count = 0;
    let mut start = 0;
    while start < n {
        vm.poll()?;
        let mut len = natural_run(&mut items[start..], &mut less)?;
        if len < min_run {
            let forced = min_run.min(n - start);
            insertion_sort(&mut items[start..start + forced], len, &mut less)?;
            len = forced;
        }
        if run_count > 0 {
            let last = runs[run_count - 1];
            let power = node_power(last.start, last.len, len, n);
            while run_count > 1 && runs[run_count - 2].power > power {
                merge_top(vm, items, &mut scratch, &mut runs, &mut run_count, &mut less)?;
            }
            runs[run_count - 1].power = power;
        }
        runs[run_count] = Run { start, len, power: 0 };
        run_count += 1;
        start += len;
    }
    while run_count > 1 {
        merge_top(vm, items, &mut scratch, &mut runs, &mut run_count, &mut less)?;
    }
    Ok(())
}

/// Length below which runs are extended: n/2^k in 32..=64, so that n/min_run is a little below a power of two.
fn min_run_len(mut n: usize) -> usize {
    let mut odd = 0;
    while n >= 64 {
        odd |= n & 1;
        n >>= 1;
    }
    n + odd
}

/// Depth of the boundary between two neighbouring runs in the ideal merge tree.
fn node_power(start: usize, len1: usize, len2: usize, n: usize) -> u32 {
    let n = n as u128;
    let mut a = 2 * start as u128 + len1 as u128;
    let mut b = a + len1 as u128 + len2 as u128;
    let mut power = 0;
    loop {
        power += 1;
        if a >= n {
            a -= n;
            b -= n;
        } else if b >= n {
            return power;
        }
        a <<= 1;
        b <<= 1;
    }
}

/// Length of the run at the front; a strictly descending one is reversed.
fn natural_run<T, F: FnMut(&T, &T) -> PyResult<bool>>(items: &mut [T], less: &mut F) -> PyResult<usize> {
    if items.len() < 2 {
        return Ok(items.len());
    }
    let mut len = 2;
    if less(&items[1], &items[0])? {
        while len < items.len() && less(&items[len], &items[len - 1])? {
            len += 1;
        }
        items[..len].reverse();
    } else {
        while len < items.len() && !less(&items[len], &items[len - 1])? {
            len += 1;
        }
    }
    Ok(len)
}

/// Sorts `items` of which the first `sorted` are in order.
fn insertion_sort<T, F: FnMut(&T, &T) -> PyResult<bool>>(
    items: &mut [T],
    sorted: usize,
    less: &mut F,
) -> PyResult<()> {
    for i in sorted..items.len() {
        let (mut low, mut high) = (0, i);
        while low < high {
            let middle = low + (high - low) / 2;
            if less(&items[i], &items[middle])? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        items[low..=i].rotate_right(1);
    }
    Ok(())
}

fn merge_top<T: Element, F: FnMut(&T, &T) -> PyResult<bool>>(
    vm: &Vm,
    items: &mut HeapVec<T>,
    scratch: &mut HeapVec<T>,
    runs: &mut [Run; MAX_RUNS],
    run_count: &mut usize,
    less: &mut F,
) -> PyResult<()> {
    let (left, right) = (runs[*run_count - 2], runs[*run_count - 1]);
    *run_count -= 1;
    runs[*run_count - 1] = Run { start: left.start, len: left.len + right.len, power: left.power };
    vm.poll()?;
    let all = &mut items[left.start..right.start + right.len];
    let middle = left.len;
    // What is already in its place at either end needs no merging.
    let skip = gallop_right(&all[middle], &all[..middle], true, less)?;
    let all = &mut all[skip..];
    let middle = middle - skip;
    if middle == 0 {
        return Ok(());
    }
    let keep = gallop_left(&all[middle - 1], &all[middle..], false, less)?;
    if keep == 0 {
        return Ok(());
    }
    let all = &mut all[..middle + keep];
    let need = middle.min(keep);
    if scratch.len() < need {
        vm.retry(|heap| scratch.try_reserve(heap, need))?;
        while scratch.len() < need {
            vm.retry(|heap| scratch.try_push(heap, T::hole()))?;
        }
    }
    if middle <= keep {
        merge_low(all, middle, scratch, less)
    } else {
        merge_high(all, middle, scratch, less)
    }
}

/// Position in sorted `run` where `key` goes, behind everything equal to it. `from_front`: search from there.
fn gallop_right<T, F: FnMut(&T, &T) -> PyResult<bool>>(
    key: &T,
    run: &[T],
    from_front: bool,
    less: &mut F,
) -> PyResult<usize> {
    gallop(run.len(), from_front, |i| Ok(!less(key, &run[i])?))
}

/// Position in sorted `run` where `key` goes, before everything equal to it.
fn gallop_left<T, F: FnMut(&T, &T) -> PyResult<bool>>(
    key: &T,
    run: &[T],
    from_front: bool,
    less: &mut F,
) -> PyResult<usize> {
    gallop(run.len(), from_front, |i| less(&run[i], key))
}

/// First index for which `before` is false; exponential search from one end, then binary search.
fn gallop(n: usize, from_front: bool, mut before: impl FnMut(usize) -> PyResult<bool>) -> PyResult<usize> {
    let (mut low, mut high) = (0, n);
    let mut step = 1;
    if from_front {
        while low < n {
            let probe = (low + step - 1).min(n - 1);
            if before(probe)? {
                low = probe + 1;
                step = step.saturating_mul(2);
            } else {
                high = probe;
                break;
            }
        }
    } else {
        while high > 0 {
            let probe = high.saturating_sub(step);
            if before(probe)? {
                low = probe + 1;
                break;
            }
            high = probe;
            step = step.saturating_mul(2);
        }
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle)? {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}

/// Merges `all[..middle]` and `all[middle..]`, the left run moved to the scratch buffer.
fn merge_low<T, F: FnMut(&T, &T) -> PyResult<bool>>(
    all: &mut [T],
    middle: usize,
    scratch: &mut [T],
    less: &mut F,
) -> PyResult<()> {
    let left = &mut scratch[..middle];
    left.swap_with_slice(&mut all[..middle]);
    let (mut write, mut i, mut j) = (0, 0, middle);
    let outcome = merge_low_steps(all, left, &mut write, &mut i, &mut j, less);
    // S1: whatever is left in the scratch buffer fills the holes, after an exception too.
    let rest = middle - i;
    left[i..].swap_with_slice(&mut all[write..write + rest]);
    outcome
}

fn merge_low_steps<T, F: FnMut(&T, &T) -> PyResult<bool>>(
    all: &mut [T],
    left: &mut [T],
    write: &mut usize,
    i: &mut usize,
    j: &mut usize,
    less: &mut F,
) -> PyResult<()> {
    let (middle, n) = (left.len(), all.len());
    let mut min_gallop = MIN_GALLOP;
    while *i < middle && *j < n {
        let (mut left_wins, mut right_wins) = (0, 0);
        while *i < middle && *j < n {
            if less(&all[*j], &left[*i])? {
                all.swap(*write, *j);
                *j += 1;
                right_wins += 1;
                left_wins = 0;
            } else {
                std::mem::swap(&mut all[*write], &mut left[*i]);
                *i += 1;
                left_wins += 1;
                right_wins = 0;
            }
            *write += 1;
            if left_wins >= min_gallop || right_wins >= min_gallop {
                break;
            }
        }
        while *i < middle && *j < n {
            let count = gallop_right(&all[*j], &left[*i..], true, less)?;
            all[*write..*write + count].swap_with_slice(&mut left[*i..*i + count]);
            *write += count;
            *i += count;
            if *i == middle {
                break;
            }
            let moved = gallop_left(&left[*i], &all[*j..], true, less)?;
            for _ in 0..moved {
                all.swap(*write, *j);
                *write += 1;
                *j += 1;
            }
            if count < MIN_GALLOP && moved < MIN_GALLOP {
                min_gallop += 1;
                break;
            }
            min_gallop = min_gallop.saturating_sub(1).max(1);
        }
    }
    Ok(())
}

/// Merges `all[..middle]` and `all[middle..]` from the back, the right run moved to the scratch buffer.
fn merge_high<T, F: FnMut(&T, &T) -> PyResult<bool>>(
    all: &mut [T],
    middle: usize,
    scratch: &mut [T],
    less: &mut F,
) -> PyResult<()> {
    let n = all.len();
    let right = &mut scratch[..n - middle];
    right.swap_with_slice(&mut all[middle..]);
    // i and j: how many of the left and right run are still to be placed; write: end of the holes.
    let (mut write, mut i, mut j) = (n, middle, n - middle);
    let outcome = merge_high_steps(all, right, &mut write, &mut i, &mut j, less);
    // S1: the holes are all[i..i + j].
    right[..j].swap_with_slice(&mut all[i..i + j]);
    outcome
}

fn merge_high_steps<T, F: FnMut(&T, &T) -> PyResult<bool>>(
    all: &mut [T],
    right: &mut [T],
    write: &mut usize,
    i: &mut usize,
    j: &mut usize,
    less: &mut F,
) -> PyResult<()> {
    let mut min_gallop = MIN_GALLOP;
    while *i > 0 && *j > 0 {
        let (mut left_wins, mut right_wins) = (0, 0);
        while *i > 0 && *j > 0 {
            if less(&right[*j - 1], &all[*i - 1])? {
                *write -= 1;
                *i -= 1;
                all.swap(*write, *i);
                left_wins += 1;
                right_wins = 0;
            } else {
                *write -= 1;
                *j -= 1;
                std::mem::swap(&mut all[*write], &mut right[*j]);
                right_wins += 1;
                left_wins = 0;
            }
            if left_wins >= min_gallop || right_wins >= min_gallop {
                break;
            }
        }
        while *i > 0 && *j > 0 {
            let stay = gallop_right(&right[*j - 1], &all[..*i], false, less)?;
            let count = *i - stay;
            for _ in 0..count {
                *write -= 1;
                *i -= 1;
                all.swap(*write, *i);
            }
            if *i == 0 {
                break;
            }
            let stay = gallop_left(&all[*i - 1], &right[..*j], false, less)?;
            let moved = *j - stay;
            *write -= moved;
            all[*write..*write + moved].swap_with_slice(&mut right[stay..*j]);
            *j = stay;
            if count < MIN_GALLOP && moved < MIN_GALLOP {
                min_gallop += 1;
                break;
            }
            min_gallop = min_gallop.saturating_sub(1).max(1);
        }
    }
    Ok(())
}
