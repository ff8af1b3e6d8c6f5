//! Frame objects: frames as Python code sees them.
//!
//! # Invariants
//! FO1: `live` names a frame of the frame stack exactly while that frame runs and holds this object.

use std::cell::Cell;

use hognose_heap::{CellVec, Payload, Ref, RefSlot, ShapeId, Trace, Value, ValueCell};

use crate::raise::PyResult;
use crate::shapes;
use crate::typedef::{TypeDef, TypeFlags, getset, method};
use crate::types::code::Code;
use crate::types::function::Function;
use crate::types::generator::Generator;
use crate::vm::Vm;

/// A frame.
#[derive(Trace)]
pub struct FrameObject {
    func: ValueCell,
    /// Locals mapping of modules and class bodies; BLANK in functions.
    mapping: ValueCell,
    /// Locals by register, once the frame has ended.
    values: CellVec<Value>,
    back: RefSlot<FrameObject>,
    /// The generator whose suspended frame this is.
    generator: RefSlot<Generator>,
    /// Index of the running frame.
    live: Cell<Option<u32>>,
    /// The thread whose stack that is.
    thread: Cell<u64>,
    word: Cell<u32>,
    pub trace: ValueCell,
    /// `f_trace_lines` and `f_trace_opcodes`.
    pub(crate) trace_lines: Cell<bool>,
    trace_opcodes: Cell<bool>,
    /// The line and the word that a trace function was last told.
    pub(crate) traced_line: Cell<u32>,
    pub(crate) traced_word: Cell<u32>,
    /// What `f_lineno` is while a trace function runs; 0: where the frame stands.
    pub(crate) shown_line: Cell<u32>,
}

impl Payload for FrameObject {
    const NAME: &'static str = "frame";
    const SHAPE: ShapeId = shapes::FRAME;
    type Tail = ();
}

impl FrameObject {
    pub(crate) fn create(vm: &Vm, func: Value, mapping: Value, index: usize) -> PyResult<Ref<FrameObject>> {
        vm.alloc(|| FrameObject {
            func: ValueCell::new(func.clone()),
            mapping: ValueCell::new(mapping.clone()),
            values: CellVec::new(),
            back: RefSlot::new(None),
            generator: RefSlot::new(None),
            live: Cell::new(Some(index as u32)),
            thread: Cell::new(vm.thread.id.get()),
            word: Cell::new(0),
            trace: ValueCell::new(Value::NONE),
            trace_lines: Cell::new(true),
            trace_opcodes: Cell::new(false),
            traced_line: Cell::new(0),
            traced_word: Cell::new(0),
            shown_line: Cell::new(0),
        })
    }

    /// The frame of a generator that does not run.
    pub(crate) fn create_suspended(vm: &Vm, generator: &Ref<Generator>) -> PyResult<Ref<FrameObject>> {
        let frame = FrameObject::create(vm, generator.func.get(), Value::BLANK, 0)?;
        frame.suspend(generator);
        Ok(frame)
    }

    pub(crate) fn attach(&self, vm: &Vm, index: usize) {
        self.thread.set(vm.thread.id.get());
        self.live.set(Some(index as u32));
        self.generator.set(None);
    }

    /// The frame leaves the stack but lives on in its generator. Weak in effect: the generator holds this object, not the other way
    /// round while it runs; the cycle is the collector's to find.
    pub(crate) fn suspend(&self, generator: &Ref<Generator>) {
        self.live.set(None);
        self.generator.set(Some(generator.clone()));
        self.word.set(generator.word());
    }

    /// The frame ended and nobody else holds this object.
    pub(crate) fn forget_frame(&self, word: u32) {
        self.live.set(None);
        self.word.set(word);
    }

    /// The frame ended: its locals go on here.
    pub(crate) fn detach(&self, vm: &Vm, locals: &[Value], word: u32, back: Option<Ref<FrameObject>>) {
        self.live.set(None);
        self.word.set(word);
        if self.mapping.is_blank() && self.values.try_extend(vm.heap(), locals).is_err() {
            drop(self.values.take());
        }
        self.back.set(back);
    }

    /// Where the function is kept.
    pub(crate) fn func(&self) -> &ValueCell {
        &self.func
    }

    pub fn code(&self) -> Option<Ref<Code>> {
        self.func.get().get::<Function>().map(|f| (*f.code).clone())
    }

    pub fn function(&self) -> Option<Ref<Function>> {
        self.func.get().get::<Function>().cloned()
    }

    /// The word it stands at.
    pub fn word(&self, vm: &Vm) -> u32 {
        match self.live.get() {
            Some(index) => crate::eval::ops::live_word(vm, self.thread.get(), index as usize),
            None => match self.generator.get() {
                Some(g) => g.word(),
                None => self.word.get(),
            },
        }
    }

    pub fn line(&self, vm: &Vm) -> u32 {
        if self.shown_line.get() != 0 {
            return self.shown_line.get();
        }
        let word = self.word(vm);
        self.code().map_or(0, |c| c.line(word))
    }

    /// A copy of local register `i`; BLANK when unbound.
    pub(crate) fn local(&self, vm: &Vm, i: usize) -> Value {
        if let Some(index) = self.live.get() {
            return crate::eval::ops::live_local(vm, self.thread.get(), index as usize, i);
        }
        match self.generator.get() {
            Some(g) => g.tail().get(i).cloned().unwrap_or(Value::BLANK),
            None => self.values.get(i).unwrap_or(Value::BLANK),
        }
    }

    /// The locals mapping: the module's or class body's own, or a snapshot of a function's.
    pub fn locals(&self, vm: &Vm) -> PyResult {
        let mapping = self.mapping.get();
        if !mapping.is_blank() {
            return Ok(mapping);
        }
        let dict = vm.new_dict()?;
        let Some(function) = self.function() else { return Ok(dict.into_value()) };
        let code = &function.code;
        for i in 0..code.nlocals as usize {
            let Some(name) = code.varname(i) else { continue };
            if name.as_str().is_some_and(|s| s.starts_with('.')) {
                continue;
            }
            let mut v = self.local(vm, i);
            if code.is_cell(i) {
                if let Some(cell) = v.get::<crate::types::cell::Cell>() {
                    let inside = cell.get();
                    v = inside;
                }
            }
            if !v.is_blank() {
                dict.set_str(vm, name, v)?;
            }
        }
        if let Some(closure) = function.closure.get() {
            for (i, cell) in closure.items().iter().enumerate() {
                if let (Some(name), Some(cell)) = (code.freevar(i), cell.get::<crate::types::cell::Cell>()) {
                    let v = cell.get();
                    if !v.is_blank() {
                        dict.set_str(vm, name, v)?;
                    }
                }
            }
        }
        Ok(dict.into_value())
    }

    pub fn back(&self, vm: &Vm) -> PyResult<Option<Ref<FrameObject>>> {
        match (self.live.get(), self.generator.get()) {
            (Some(index), _) => crate::eval::threads::as_thread(vm, self.thread.get(), || {
                crate::eval::ops::frame_back(vm, index as usize)
            })
            .unwrap_or(Ok(None)),
            (None, Some(generator)) => crate::eval::ops::back_of_delegator(vm, &generator),
            (None, None) => Ok(self.back.get()),
        }
    }

    fn clear(&self, vm: &Vm) -> PyResult<()> {
        if self.live.get().is_some() {
            return Err(vm.runtime_error("cannot clear an executing frame"));
        }
        if let Some(g) = self.generator.get() {
            if crate::eval::chain::runs_inside(&g) {
                return Err(vm.runtime_error("cannot clear an executing frame"));
            }
            crate::types::generator::close_generator(vm, &g)?;
        }
        drop(self.values.take());
        Ok(())
    }
}

impl Vm {
    /// The frame object of the Python frame `depth` frames down; None if there are not so many.
    pub fn current_frame(&self, depth: usize) -> PyResult<Option<Ref<FrameObject>>> {
        let count = self.thread.frames.depth();
        if (0..count.min(depth)).any(|i| crate::eval::ops::stands_for_others(self, count - 1 - i)) {
            let mut frame = crate::eval::ops::frame_object_at(self, count - 1)?;
            for _ in 0..depth {
                let Some(back) = frame.back(self)? else { return Ok(None) };
                frame = back;
            }
            return Ok(Some(frame));
        }
        if depth >= count {
            return Ok(None);
        }
        crate::eval::ops::frame_object_at(self, count - 1 - depth).map(Some)
    }
}

fn this(v: &Value) -> &Ref<FrameObject> {
    match v.get::<FrameObject>() {
        Some(frame) => frame,
        None => unreachable!("the descriptor checked the type"),
    }
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let f = this(&a[0]);
    let (file, name) = f.code().map_or_else(Default::default, |c| {
        (
            c.filename.get().map_or_else(String::new, |f| f.to_utf8().into_owned()),
            c.name.to_utf8().into_owned(),
        )
    });
    vm.str(&format!("<frame at {:#x}, file '{file}', line {}, code {name}>", f.address(), f.line(vm)))
}

pub static TYPE: TypeDef = TypeDef {
    getsets: &[
        getset("f_code", |_, v| Ok(this(v).code().map_or(Value::NONE, Ref::into_value)), None),
        getset("f_lineno", |vm, v| vm.int(this(v).line(vm) as i64), None),
        getset("f_lasti", |vm, v| vm.int(this(v).word(vm) as i64 * 2), None),
        getset(
            "f_globals",
            |_, v| Ok(this(v).function().map_or(Value::NONE, |f| f.globals.to_value())),
            None,
        ),
        getset("f_builtins", |vm, _| Ok(vm.builtins.to_value()), None),
        getset("f_locals", |vm, v| this(v).locals(vm), None),
        getset("f_back", |vm, v| Ok(this(v).back(vm)?.map_or(Value::NONE, Ref::into_value)), None),
        getset("f_generator", |_, v| Ok(this(v).generator.get().map_or(Value::NONE, Ref::into_value)), None),
        getset(
            "f_trace_lines",
            |_, v| Ok(Value::from_bool(this(v).trace_lines.get())),
            Some(|vm, v, new| {
                this(v).trace_lines.set(vm.truthy(new.unwrap_or(&Value::NONE))?);
                Ok(())
            }),
        ),
        getset(
            "f_trace_opcodes",
            |_, v| Ok(Value::from_bool(this(v).trace_opcodes.get())),
            Some(|vm, v, new| {
                this(v).trace_opcodes.set(vm.truthy(new.unwrap_or(&Value::NONE))?);
                Ok(())
            }),
        ),
        getset(
            "f_trace",
            |_, v| Ok(this(v).trace.get()),
            Some(|_, v, new| {
                this(v).trace.set(new.cloned().unwrap_or(Value::NONE));
                Ok(())
            }),
        ),
    ],
    methods: &[
        method("clear", "($self, /)", |vm, a| {
            this(&a[0]).clear(vm)?;
            Ok(Value::NONE)
        }),
        method("__repr__", "($self, /)", repr),
    ],
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<FrameObject>("frame")
};
