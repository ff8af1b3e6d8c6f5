//! `sum`: ints in machine integers, floats with Neumaier's compensation as CPython 3.12 and later, the rest by `+`.

use super::numbers::small_int;
use crate::prelude::*;

/// A float sum with the error it has made so far (Neumaier 1974).
#[derive(Clone, Copy)]
struct Compensated {
    high: f64,
    low: f64,
}

impl Compensated {
    fn add(&mut self, x: f64) {
        let sum = self.high + x;
        if self.high.abs() >= x.abs() {
            self.low += (self.high - sum) + x;
        } else {
            self.low += (x - sum) + self.high;
        }
        self.high = sum;
    }

    fn value(self) -> f64 {
        // An infinite sum makes the error NaN: it is left out then.
        if self.low != 0.0 && self.low.is_finite() { self.high + self.low } else { self.high }
    }
}

/// Items of an iterable: straight from a list or tuple, else by its iterator.
pub(super) enum Items<'a> {
    List(&'a Ref<List>, usize),
    Tuple(&'a Ref<Tuple>, usize),
    Iterator(Value),
}

impl<'a> Items<'a> {
    pub(super) fn of(vm: &Vm, iterable: &'a Value) -> PyResult<Items<'a>> {
        if let Some(list) = exact::<List>(iterable) {
            return Ok(Items::List(list, 0));
        }
        if let Some(tuple) = exact::<Tuple>(iterable) {
            return Ok(Items::Tuple(tuple, 0));
        }
        Ok(Items::Iterator(vm.iter(iterable)?))
    }

    #[inline]
    pub(super) fn next(&mut self, vm: &Vm) -> PyResult<Option<Value>> {
        match self {
            Items::List(list, i) => {
                let item = list.get(*i);
                *i += 1;
                if i.is_multiple_of(POLL_STEPS) {
                    vm.poll()?;
                }
                Ok(item)
            }
            Items::Tuple(tuple, i) => {
                let item = tuple.items().get(*i).cloned();
                *i += 1;
                if i.is_multiple_of(POLL_STEPS) {
                    vm.poll()?;
                }
                Ok(item)
            }
            Items::Iterator(iterator) => {
                vm.poll()?;
                vm.next(iterator)
            }
        }
    }
}

pub(super) fn sum(vm: &Vm, a: &[Value]) -> PyResult {
    let start = given(&a[1]).cloned().unwrap_or(Value::from_small(0));
    let mut items = Items::of(vm, &a[0])?;
    let mut next = ints(vm, &mut items, start)?;
    if let Sum::More(start, item) = next {
        next = floats(vm, &mut items, start, item)?;
    }
    match next {
        Sum::Done(total) => Ok(total),
        Sum::More(start, item) => objects(vm, &mut items, start, item),
    }
}

/// What one of the loops came to.
enum Sum {
    Done(Value),
    /// The total so far, and an item that the loop cannot add.
    More(Value, Option<Value>),
}

fn ints(vm: &Vm, items: &mut Items<'_>, start: Value) -> PyResult<Sum> {
    if !start.is_int() {
        refuse_text(vm, &start)?;
        return Ok(Sum::More(start, None));
    }
    let mut total = start.as_int().unwrap_or(0);
    while let Some(item) = items.next(vm)? {
        let added = match item.as_int() {
            Some(i) => total.checked_add(i),
            None if item.as_bool().is_some() => small_int(&item).and_then(|i| total.checked_add(i)),
            None => None,
        };
        match added {
            Some(sum) => total = sum,
            None => return Ok(Sum::More(vm.int(total)?, Some(item))),
        }
    }
    Ok(Sum::Done(vm.int(total)?))
}

fn floats(vm: &Vm, items: &mut Items<'_>, start: Value, first: Option<Value>) -> PyResult<Sum> {
    // A float among ints makes the int total a float, as `+` would.
    let total = match (start.as_f64(), &first) {
        (Some(f), None) => f,
        (None, Some(item)) if item.is_f64() && start.is_int() => start.as_int().unwrap_or(0) as f64,
        _ => return Ok(Sum::More(start, first)),
    };
    let mut total = Compensated { high: total, low: 0.0 };
    let mut pending = first;
    loop {
        let item = match pending.take() {
            Some(item) => item,
            None => match items.next(vm)? {
                Some(item) => item,
                None => return Ok(Sum::Done(vm.float(total.value())?)),
            },
        };
        if let Some(f) = item.as_f64() {
            total.add(f);
        } else if let Some(i) = small_int(&item).filter(|_| item.is_int() || item.as_bool().is_some()) {
            total.add(i as f64);
        } else {
            return Ok(Sum::More(vm.float(total.value())?, Some(item)));
        }
    }
}

/// A sum whose items come one by one, as its caller keeps it.
pub(crate) struct Running {
    pub total: Value,
    /// BLANK while the total is an int, then the error of a float sum, None once items are added as objects.
    pub low: Value,
}

impl Running {
    /// Adds an item as `sum` does.
    pub(crate) fn add(&mut self, vm: &Vm, item: Value) -> PyResult<()> {
        if self.low.is_blank() {
            if let Some(total) = self.total.as_int() {
                let number = if item.is_int() || item.as_bool().is_some() { small_int(&item) } else { None };
                if let Some(sum) = number.and_then(|i| total.checked_add(i)) {
                    self.total = vm.int(sum)?;
                    if !self.total.is_int() {
                        self.low = Value::NONE;
                    }
                    return Ok(());
                }
                if item.is_f64() {
                    self.total = vm.float(total as f64)?;
                    self.low = vm.float(0.0)?;
                }
            }
        }
        if let (Some(high), Some(low)) = (self.total.as_f64(), self.low.as_f64()) {
            let number = match item.as_f64() {
                Some(f) => Some(f),
                None if item.is_int() || item.as_bool().is_some() => small_int(&item).map(|i| i as f64),
                None => None,
            };
            let mut sum = Compensated { high, low };
            if let Some(f) = number {
                sum.add(f);
                self.total = vm.float(sum.high)?;
                self.low = vm.float(sum.low)?;
                return Ok(());
            }
            self.total = vm.float(sum.value())?;
        }
        self.low = Value::NONE;
        self.total = vm.binary(BinOp::Add, &self.total, &item)?;
        Ok(())
    }

    /// What the items came to.
    pub(crate) fn value(self, vm: &Vm) -> PyResult {
        match (self.total.as_f64(), self.low.as_f64()) {
            (Some(high), Some(low)) => vm.float(Compensated { high, low }.value()),
            _ => Ok(self.total),
        }
    }
}

/// Joining strings by `+` would take quadratic time: CPython refuses the start value.
fn refuse_text(vm: &Vm, start: &Value) -> PyResult<()> {
    if start.get::<Str>().is_some() {
        return Err(vm.type_error("sum() can't sum strings [use ''.join(seq) instead]"));
    }
    if vm.value_is_instance(start, &vm.types.bytes) {
        return Err(vm.type_error("sum() can't sum bytes [use b''.join(seq) instead]"));
    }
    if vm.value_is_instance(start, &vm.types.bytearray) {
        return Err(vm.type_error("sum() can't sum bytearray [use b''.join(seq) instead]"));
    }
    Ok(())
}

fn objects(vm: &Vm, items: &mut Items<'_>, start: Value, first: Option<Value>) -> PyResult {
    let mut total = start;
    let mut pending = first;
    loop {
        let item = match pending.take() {
            Some(item) => item,
            None => match items.next(vm)? {
                Some(item) => item,
                None => return Ok(total),
            },
        };
        total = vm.binary(BinOp::Add, &total, &item)?;
    }
}
