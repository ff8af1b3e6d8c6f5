//! Traceback objects, and the text that an uncaught exception shows.
//!
//! `format.rs` lays the text out, `anchors.rs` places the markers under source lines, `suggest.rs` finds
//! near names, `source.rs` finds source lines.
//!
//! # Invariants
//! - TB1: the chain of `next` links has no cycle (the setter of `tb_next` checks).

mod anchors;
mod format;
mod hints;
mod source;
mod suggest;

pub use format::{format_exception, print_exception, write_stderr};
pub use source::register_source;
pub use suggest::closest_name;

use crate::prelude::*;
use crate::types::frame::FrameObject;

/// One frame that an exception passed.
#[derive(Trace)]
pub struct Traceback {
    pub next: RefSlot<Traceback>,
    pub frame: Ref<FrameObject>,
    /// The word of the instruction that raised.
    pub word: u32,
    /// The line; None in a traceback made by hand from a wrong number.
    pub line: Cell<i64>,
}

impl Payload for Traceback {
    const NAME: &'static str = "traceback";
    const SHAPE: ShapeId = shapes::TRACEBACK;
    type Tail = ();
}

/// `tb_lasti` counts bytes of CPython's two-byte instructions: `co_positions` has a row per word.
const LASTI_PER_WORD: i64 = 2;

pub static TYPE: TypeDef = TypeDef {
    doc: "Create a new traceback object.",
    new: Some(traceback_new),
    methods: &[method("__dir__", "($self, /)", dir)],
    getsets: &[
        getset("tb_next", get_next, Some(set_next)),
        getset("tb_frame", |vm, v| Ok(payload_of::<Traceback>(vm, v)?.frame.to_value()), None),
        getset(
            "tb_lasti",
            |vm, v| vm.int(payload_of::<Traceback>(vm, v)?.word as i64 * LASTI_PER_WORD),
            None,
        ),
        getset("tb_lineno", |vm, v| vm.int(payload_of::<Traceback>(vm, v)?.line.get()), None),
    ],
    ..TypeDef::new::<Traceback>("traceback")
};

fn traceback_new(vm: &Vm, _cls: &Ref<Class>, args: &Args<'_>) -> PyResult {
    let [next, frame, lasti, line] =
        args.bind(vm, "traceback", "(tb_next, tb_frame, tb_lasti, tb_lineno)")?;
    let next = match next.get::<Traceback>() {
        Some(next) => Some(next.clone()),
        None if next.is_none() => None,
        None => {
            return Err(
                vm.type_error(format_args!("expected traceback object or None, got '{}'", vm.tn(&next)))
            );
        }
    };
    let Some(frame) = frame.get::<FrameObject>() else {
        return Err(vm.type_error(format_args!(
            "traceback() argument 'tb_frame' must be frame, not {}",
            vm.tn(&frame)
        )));
    };
    let (lasti, line) = (vm.index_i64(&lasti)?, vm.index_i64(&line)?);
    let word = (lasti / LASTI_PER_WORD).clamp(0, u32::MAX as i64) as u32;
    Ok(make(vm, next, frame, word, line)?.into_value())
}

fn make(
    vm: &Vm,
    next: Option<Ref<Traceback>>,
    frame: &Ref<FrameObject>,
    word: u32,
    line: i64,
) -> PyResult<Ref<Traceback>> {
    vm.alloc(|| Traceback {
        next: RefSlot::new(next.clone()),
        frame: frame.clone(),
        word,
        line: Cell::new(line),
    })
}

/// A traceback entry in front of `next` (an exception's traceback so far; BLANK for none).
pub fn push(vm: &Vm, next: &Value, frame: &Ref<FrameObject>, word: u32) -> PyResult {
    let line = frame.code().map_or(0, |code| code.line(word)) as i64;
    let next = next.get::<Traceback>().cloned();
    Ok(make(vm, next, frame, word, line)?.into_value())
}

fn dir(vm: &Vm, _a: &[Value]) -> PyResult {
    let names = ["tb_frame", "tb_next", "tb_lasti", "tb_lineno"];
    let mut out = HeapVec::new();
    for name in names {
        vm.push(&mut out, vm.str(name)?)?;
    }
    vm.list_from(out)
}

fn get_next(vm: &Vm, v: &Value) -> PyResult {
    Ok(payload_of::<Traceback>(vm, v)?.next.get().map_or(Value::NONE, Ref::into_value))
}

fn set_next(vm: &Vm, v: &Value, value: Option<&Value>) -> PyResult<()> {
    let traceback = payload_of::<Traceback>(vm, v)?;
    let Some(value) = value else { return Err(vm.type_error("can't delete tb_next attribute")) };
    if value.is_none() {
        traceback.next.set(None);
        return Ok(());
    }
    let Some(next) = value.get::<Traceback>() else {
        return Err(vm.type_error(format_args!("expected traceback object, got '{}'", vm.tn(value))));
    };
    // TB1.
    let mut at = Some(next.clone());
    while let Some(tb) = at {
        if tb.ptr_eq(traceback) {
            return Err(vm.value_error("traceback loop detected"));
        }
        at = tb.next.get();
    }
    traceback.next.set(Some(next.clone()));
    Ok(())
}
