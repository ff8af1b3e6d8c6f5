//! Iteration.

use hognose_heap::{HeapVec, Value};

use crate::class::class_flags;
use crate::raise::PyResult;
use crate::shapes;
use crate::typedef::IterNextFn;
use crate::types::exception;
use crate::types::list::List;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

impl Vm {
    /// `iter(v)`.
    pub fn iter(&self, v: &Value) -> PyResult {
        if v.shape() == Some(shapes::LIST) {
            return crate::types::list::iter::iter(self, std::slice::from_ref(v));
        }
        if let Some(iter) = self.native_slots(v).iter {
            return iter(self, std::slice::from_ref(v));
        }
        let class = self.class_of(v);
        match self.class_lookup(&class, &self.names.__iter__) {
            Some(f) if f.is_none() => {
                Err(self.type_error(format_args!("'{}' object is not iterable", class.name())))
            }
            Some(f) => {
                let it = self.call_found(&f, v, &[])?;
                let of = self.class_of(&it);
                if of.iternext.get().is_none() && self.class_lookup(&of, &self.names.__next__).is_none() {
                    return Err(
                        self.type_error(format_args!("iter() returned non-iterator of type '{}'", of.name()))
                    );
                }
                Ok(it)
            }
            None if self.class_lookup(&class, &self.names.__getitem__).is_some() => {
                crate::types::iterators::sequence_iterator(self, v)
            }
            None => Err(self.type_error(format_args!("'{}' object is not iterable", class.name()))),
        }
    }

    /// `next(it)`; None at the end. `last_stop_value` then tells what StopIteration carried.
    #[inline]
    pub fn next(&self, it: &Value) -> PyResult<Option<Value>> {
        if let Some(next) = self.class_ref(it).iternext.get() {
            // Iterators around iterators may be nested as deep as memory reaches.
            self.check_native_stack()?;
            self.thread.stop_value.set(Value::NONE);
            return next(self, it);
        }
        self.next_slow(it)
    }

    /// What `next(it)` comes to, looked up once: a native iterator's class cannot change its mind.
    #[inline]
    pub(crate) fn stepper(&self, it: &Value) -> IterNextFn {
        let class = self.class_ref(it);
        match class.iternext.get() {
            Some(next) if !class.flag(class_flags::HEAP) => {
                self.thread.stop_value.set(Value::NONE);
                next
            }
            _ => |vm, it| vm.next(it),
        }
    }

    fn next_slow(&self, it: &Value) -> PyResult<Option<Value>> {
        let class = self.class_of(it);
        let Some(f) = self.class_lookup(&class, &self.names.__next__) else {
            return Err(self.type_error(format_args!("'{}' object is not an iterator", class.name())));
        };
        match self.call_found(&f, it, &[]) {
            Ok(v) => Ok(Some(v)),
            Err(raised) => match self.catch(&self.exc.stop_iteration) {
                Some(stop) => {
                    self.thread.stop_value.set(exception::stop_value(self, &stop));
                    Ok(None)
                }
                None => Err(raised),
            },
        }
    }

    /// What the StopIteration of the last exhausted `next` carried.
    pub(crate) fn last_stop_value(&self) -> Value {
        self.thread.stop_value.replace(Value::NONE)
    }

    pub(crate) fn set_last_stop_value(&self, v: Value) {
        self.thread.stop_value.set(v);
    }

    /// The items of an iterable.
    pub fn collect(&self, v: &Value) -> PyResult<HeapVec<Value>> {
        let mut out = HeapVec::new();
        if v.shape() == Some(shapes::TUPLE) {
            if let Some(t) = v.get::<Tuple>() {
                self.retry(|heap| out.try_extend_from_slice(heap, t.items()))?;
                return Ok(out);
            }
        }
        if v.shape() == Some(shapes::LIST) {
            if let Some(l) = v.get::<List>() {
                return self.retry(|heap| l.items.snapshot(heap));
            }
        }
        let it = self.iter(v)?;
        let hint = self.length_hint(v)?;
        if hint > 8 {
            self.check_size(hint as u128 * 8)?;
            // A hint may lie: room is made as items come, this only saves the first steps.
            let room = hint.min(1 << 16);
            self.retry(|heap| out.try_reserve(heap, room))?;
        }
        let mut n = 0u32;
        let step = self.stepper(&it);
        while let Some(item) = step(self, &it)? {
            self.push(&mut out, item)?;
            n = n.wrapping_add(1);
            if n % 4096 == 0 {
                self.poll()?;
            }
        }
        Ok(out)
    }

    /// Calls `f` with each item of an iterable.
    pub fn for_each(&self, v: &Value, mut f: impl FnMut(Value) -> PyResult<()>) -> PyResult<()> {
        let it = self.iter(v)?;
        let mut n = 0u32;
        let step = self.stepper(&it);
        while let Some(item) = step(self, &it)? {
            f(item)?;
            n = n.wrapping_add(1);
            if n % 4096 == 0 {
                self.poll()?;
            }
        }
        Ok(())
    }
}
