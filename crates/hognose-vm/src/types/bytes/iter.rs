//! The iterators over bytes and bytearray.

use std::cell::Cell;

use hognose_derive::Trace;
use hognose_heap::{Payload, ShapeId, Value, ValueCell};

use super::kind::this;
use crate::prelude::self_of;
use crate::raise::PyResult;
use crate::typedef::{Def, TypeDef, TypeFlags, method};
use crate::vm::Vm;

macro_rules! iterator {
    ($payload:ident, $name:literal, $shape:ident, $iter:ident, $table:ident, $type:ident) => {
        /// Position in an object, which is let go at the end.
        #[derive(Trace)]
        pub struct $payload {
            of: ValueCell,
            next: Cell<usize>,
        }

        impl Payload for $payload {
            const NAME: &'static str = $name;
            const SHAPE: ShapeId = crate::shapes::$shape;
            type Tail = ();
        }

        impl $payload {
            fn advance(&self, vm: &Vm) -> PyResult<Option<Value>> {
                let of = self.of.get();
                if of.is_blank() {
                    return Ok(None);
                }
                let i = self.next.get();
                let item = vm.view(&of)?.get(i).copied();
                match item {
                    Some(byte) => {
                        self.next.set(i + 1);
                        Ok(Some(Value::from_small(byte as i32)))
                    }
                    None => {
                        self.of.set(Value::BLANK);
                        Ok(None)
                    }
                }
            }
        }

        pub(super) fn $iter(vm: &Vm, args: &[Value]) -> PyResult {
            this(vm, args)?;
            let iterator =
                vm.alloc(|| $payload { of: ValueCell::new(args[0].clone()), next: Cell::new(0) })?;
            Ok(iterator.into_value())
        }

        const $table: &[Def] = {
            fn length_hint(vm: &Vm, args: &[Value]) -> PyResult {
                let it = self_of::<$payload>(vm, args)?;
                let of = it.of.get();
                let left = if of.is_blank() { 0 } else { vm.view(&of)?.len().saturating_sub(it.next.get()) };
                vm.int(left as i64)
            }
            fn reduce(vm: &Vm, args: &[Value]) -> PyResult {
                let it = self_of::<$payload>(vm, args)?;
                let function = vm.builtin("iter")?;
                let of = it.of.get();
                if of.is_blank() {
                    let empty = vm.tuple(&[])?;
                    let of = vm.tuple_of([empty])?;
                    return vm.tuple_of([function, of]);
                }
                let of = vm.tuple_of([of])?;
                vm.tuple_of([function, of, vm.int(it.next.get() as i64)?])
            }
            fn setstate(vm: &Vm, args: &[Value]) -> PyResult {
                let it = self_of::<$payload>(vm, args)?;
                let at = vm.index_i64(&args[1])?.max(0) as usize;
                let of = it.of.get();
                if !of.is_blank() {
                    it.next.set(at.min(vm.view(&of)?.len()));
                }
                Ok(Value::NONE)
            }
            &[
                method("__iter__", "($self, /)", |_, args| Ok(args[0].clone())),
                method("__length_hint__", "($self, /)", length_hint),
                method("__reduce__", "($self, /)", reduce),
                method("__setstate__", "($self, state, /)", setstate),
            ]
        };

        pub static $type: TypeDef = TypeDef {
            methods: $table,
            iternext: Some(|vm, v| match v.get::<$payload>() {
                Some(it) => it.advance(vm),
                None => Ok(None),
            }),
            flags: TypeFlags::NO_NEW,
            ..TypeDef::new::<$payload>($name)
        };
    };
}

iterator!(BytesIterator, "bytes_iterator", BYTES_ITERATOR, iter_bytes, BYTES_METHODS, BYTES_ITERATOR_TYPE);
iterator!(
    ByteArrayIterator,
    "bytearray_iterator",
    BYTEARRAY_ITERATOR,
    iter_bytearray,
    BYTEARRAY_METHODS,
    BYTEARRAY_ITERATOR_TYPE
);
