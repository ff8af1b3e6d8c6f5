//! Code objects: verified bytecode with its constants, names and inline caches.
//!
//! # Invariants
//! CO1: the words were verified (or made by the compiler in this process), so the eval loop reads operands unchecked.
//! CO2: `words` and `caches` never move or grow once the code object stands.

use std::cell::Cell;

use hognose_compiler::code::{CodeUnit, Const, Handler, Position, flags};
use hognose_compiler::positions::{Iter, Mark, unpack};
use hognose_heap::{HeapVec, Payload, Ref, RefSlot, Trace, Value};

use crate::eval::attr::Cache;
use crate::raise::PyResult;
use crate::shapes;
use crate::typedef::{GetSet, TypeDef, getset, member};
use crate::types::str::Str;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

/// A code object.
#[derive(Trace)]
pub struct Code {
    pub(crate) words: HeapVec<u32>,
    pub(super) consts: HeapVec<Value>,
    pub(super) names: HeapVec<Value>,
    pub(super) sites: HeapVec<u32>,
    #[trace(skip)]
    pub(super) caches: HeapVec<Cache>,
    #[trace(skip)]
    pub(super) handlers: HeapVec<Handler>,
    pub(super) positions: HeapVec<u8>,
    pub(super) cells: HeapVec<u16>,
    pub(super) self_attributes: HeapVec<u32>,
    pub varnames: Ref<Tuple>,
    pub freevars: Ref<Tuple>,
    pub name: Ref<Str>,
    pub qualname: Ref<Str>,
    pub filename: RefSlot<Str>,
    pub first_line: u32,
    pub flags: u32,
    pub posonly_count: u32,
    pub arg_count: u32,
    pub kwonly_count: u32,
    pub nlocals: u32,
    pub nregs: u32,
    /// Positional parameters only: arguments in place are locals in place.
    pub simple: bool,
    /// `arg_count` of a simple code object; u32::MAX of others.
    pub plain_args: u32,
    /// How often functions of it were made; for statistics.
    pub made: Cell<u32>,
    /// Where `line` last stopped, and what it answered; 0: never asked.
    #[trace(skip)]
    pub(super) last_line: Cell<(Mark, u32)>,
}

impl Payload for Code {
    const NAME: &'static str = "code";
    const SHAPE: hognose_heap::ShapeId = shapes::CODE;
    /// Its constants are immutable: no cycle goes through it.
    const TRACED: bool = false;
    type Tail = ();
}

impl Code {
    /// First word; see CO2.
    #[inline(always)]
    pub(crate) fn words_start(&self) -> *const u32 {
        self.words.as_ptr()
    }

    /// First constant; the table never moves (CO2).
    #[inline(always)]
    pub(crate) fn consts_start(&self) -> *const Value {
        self.consts.as_ptr()
    }

    /// First inline cache; see CO2.
    #[inline(always)]
    pub(crate) fn caches_start(&self) -> *const Cache {
        self.caches.as_ptr()
    }

    /// A name; names are interned strings.
    #[inline(always)]
    pub(crate) fn name(&self, i: u32) -> &Ref<Str> {
        match self.names[i as usize].get::<Str>() {
            Some(name) => name,
            None => unreachable!("names are strings"),
        }
    }

    #[inline(always)]
    pub(crate) fn site_name(&self, site: u32) -> &Ref<Str> {
        self.name(self.sites[site as usize])
    }

    #[inline(always)]
    pub(crate) fn cache(&self, site: u32) -> &Cache {
        &self.caches[site as usize]
    }

    pub(crate) fn clear_caches(&self) {
        for cache in self.caches.iter() {
            cache.clear();
        }
    }

    /// The innermost handler that covers a word.
    pub(crate) fn handler_at(&self, word: u32) -> Option<Handler> {
        self.handlers.iter().find(|h| h.start <= word && word < h.end).copied()
    }

    /// Source position of the instruction that a word belongs to.
    pub fn position(&self, word: u32) -> Option<Position> {
        let mut found = None;
        for p in unpack(&self.positions) {
            if p.word > word {
                break;
            }
            found = Some(p);
        }
        found
    }

    /// Line of a word; instructions without one belong to the line before them.
    pub fn line(&self, word: u32) -> u32 {
        // Questions come in the order of execution, mostly: the last answer is where to go on.
        let (mut mark, mut line) = self.last_line.get();
        if mark.word > word || line == 0 {
            (mark, line) = (Mark::default(), self.first_line);
        }
        let mut entries = Iter::resume(&self.positions, mark);
        while let Some(p) = entries.next().filter(|p| p.word <= word) {
            line = if p.line != 0 { p.line } else { line };
            mark = entries.mark();
        }
        self.last_line.set((mark, line));
        line
    }

    /// Name of local register `i`.
    pub fn varname(&self, i: usize) -> Option<&Ref<Str>> {
        self.varnames.items().get(i)?.get::<Str>()
    }

    /// Name of free variable `i`.
    pub fn freevar(&self, i: usize) -> Option<&Ref<Str>> {
        self.freevars.items().get(i)?.get::<Str>()
    }

    /// Local register `i` holds a cell.
    pub fn is_cell(&self, i: usize) -> bool {
        self.cells.iter().any(|c| *c as usize == i)
    }

    pub fn cell_registers(&self) -> &[u16] {
        &self.cells
    }

    /// Attribute names stored to the first parameter.
    pub fn self_attribute_names(&self) -> impl Iterator<Item = &Ref<Str>> {
        self.self_attributes.iter().map(|i| self.name(*i))
    }

    pub fn is_generator(&self) -> bool {
        self.flags & (flags::GENERATOR | flags::COROUTINE | flags::ASYNC_GENERATOR) != 0
    }

    pub fn has_varargs(&self) -> bool {
        self.flags & flags::VARARGS != 0
    }

    pub fn has_varkeywords(&self) -> bool {
        self.flags & flags::VARKEYWORDS != 0
    }

    /// The documentation string: the first constant, if the flags say so.
    pub fn doc(&self) -> Value {
        if self.flags & flags::HAS_DOCSTRING != 0 {
            self.consts.first().cloned().unwrap_or(Value::NONE)
        } else {
            Value::NONE
        }
    }

    pub fn constants(&self) -> &[Value] {
        &self.consts
    }

    pub fn name_values(&self) -> &[Value] {
        &self.names
    }

    pub fn handlers(&self) -> &[Handler] {
        &self.handlers
    }
}

impl Vm {
    /// A code object of a unit, its nested units included. Equal constants are shared within the unit by the compiler.
    pub fn code_from_unit(&self, unit: &CodeUnit) -> PyResult<Ref<Code>> {
        let _guard = self.enter_recursion(" while making code")?;
        let mut consts = HeapVec::new();
        for c in &unit.consts {
            let v = self.constant(c)?;
            self.push(&mut consts, v)?;
        }
        let mut names = HeapVec::new();
        for n in &unit.names {
            let v = self.intern(n)?.into_value();
            self.push(&mut names, v)?;
        }
        let copy = |from: &[u32]| -> PyResult<HeapVec<u32>> {
            let mut to = HeapVec::new();
            self.retry(|heap| to.try_extend_from_slice(heap, from))?;
            Ok(to)
        };
        let (words, sites, self_attributes) =
            (copy(&unit.words)?, copy(&unit.sites)?, copy(&unit.self_attributes)?);
        let mut caches = HeapVec::new();
        self.retry(|heap| caches.try_reserve(heap, unit.sites.len()))?;
        for _ in &unit.sites {
            self.retry(|heap| caches.try_push(heap, Cache::default()))?;
        }
        let mut handlers = HeapVec::new();
        self.retry(|heap| handlers.try_extend_from_slice(heap, &unit.handlers))?;
        let mut positions = HeapVec::new();
        self.retry(|heap| positions.try_extend_from_slice(heap, unit.positions.as_bytes()))?;
        let mut cells = HeapVec::new();
        self.retry(|heap| cells.try_extend_from_slice(heap, &unit.cell_registers))?;
        let varnames = self.name_tuple(&unit.varnames)?;
        let freevars = self.name_tuple(&unit.freevars)?;
        let simple = unit.kwonly_count == 0 && unit.flags & (flags::VARARGS | flags::VARKEYWORDS) == 0;
        let code = Code {
            words,
            consts,
            names,
            sites,
            caches,
            handlers,
            positions,
            cells,
            self_attributes,
            varnames,
            freevars,
            name: self.intern(&unit.name)?,
            qualname: self.intern(&unit.qualname)?,
            filename: RefSlot::new(Some(self.intern(&unit.filename)?)),
            first_line: unit.first_line,
            flags: unit.flags,
            posonly_count: unit.posonly_count,
            arg_count: unit.arg_count,
            kwonly_count: unit.kwonly_count,
            nlocals: unit.nlocals,
            nregs: unit.nregs.max(unit.nlocals).max(1),
            simple,
            plain_args: if simple { unit.arg_count } else { u32::MAX },
            made: Cell::new(0),
            last_line: Cell::default(),
        };
        match self.heap().alloc(shapes::CODE, code) {
            Ok(code) => Ok(code),
            Err(_) => Err(self.memory_error()),
        }
    }

    fn name_tuple(&self, names: &[String]) -> PyResult<Ref<Tuple>> {
        let mut out = HeapVec::new();
        for n in names {
            let v = self.intern(n)?.into_value();
            self.push(&mut out, v)?;
        }
        self.new_tuple(&out)
    }

    pub(crate) fn constant(&self, c: &Const) -> PyResult {
        Ok(match c {
            Const::None => Value::NONE,
            Const::True => Value::TRUE,
            Const::False => Value::FALSE,
            Const::Ellipsis => Value::ELLIPSIS,
            Const::Int(i) => self.int(*i)?,
            Const::BigInt { negative, magnitude } => {
                let sign = if *negative { num_bigint::Sign::Minus } else { num_bigint::Sign::Plus };
                self.bigint(&num_bigint::BigInt::from_bytes_le(sign, magnitude))?
            }
            Const::Float(f) => self.float(*f)?,
            Const::Complex(re, im) => self.complex(*re, *im)?,
            Const::Str(text) => match std::str::from_utf8(text) {
                Ok(text) if looks_like_name(text) => self.intern(text)?.into_value(),
                Ok(text) => self.str(text)?,
                Err(_) => self.str_from_wtf8(text)?.into_value(),
            },
            Const::Bytes(bytes) => self.bytes(bytes)?,
            Const::Tuple(items) => {
                let mut out = HeapVec::new();
                for item in items {
                    let v = self.constant(item)?;
                    self.push(&mut out, v)?;
                }
                self.tuple(&out)?
            }
            Const::FrozenSet(items) => {
                let mut out = HeapVec::new();
                for item in items {
                    let v = self.constant(item)?;
                    self.push(&mut out, v)?;
                }
                // CPython's compiler makes it twice, the second time from the order of the first: programs see that.
                let first = self.frozenset(&out)?;
                let order = self.collect(&first)?;
                self.frozenset(&order)?
            }
            Const::Code(unit) => self.code_from_unit(unit)?.into_value(),
        })
    }
}

/// Strings that CPython interns as constants: identifiers.
fn looks_like_name(text: &str) -> bool {
    text.len() <= 64 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

fn code(v: &Value) -> &Ref<Code> {
    match v.get::<Code>() {
        Some(code) => code,
        None => unreachable!("the descriptor checked the type"),
    }
}

const GETSETS: &[GetSet] = &[
    member("co_name", |_, v| Ok(code(v).name.to_value())),
    member("co_qualname", |_, v| Ok(code(v).qualname.to_value())),
    member("co_filename", |_, v| Ok(code(v).filename.get().map_or(Value::NONE, Ref::into_value))),
    member("co_firstlineno", |vm, v| vm.int(code(v).first_line as i64)),
    member("co_flags", |vm, v| vm.int(code(v).flags as i64)),
    member("co_argcount", |vm, v| vm.int(code(v).arg_count as i64)),
    member("co_posonlyargcount", |vm, v| vm.int(code(v).posonly_count as i64)),
    member("co_kwonlyargcount", |vm, v| vm.int(code(v).kwonly_count as i64)),
    member("co_nlocals", |vm, v| vm.int(visible_locals(code(v)).count() as i64)),
    member("co_stacksize", |vm, v| vm.int((code(v).nregs - code(v).nlocals) as i64)),
    getset("co_consts", |vm, v| vm.tuple(code(v).constants()), None),
    getset("co_names", |vm, v| vm.tuple(code(v).name_values()), None),
    getset("co_varnames", |vm, v| names_where(vm, code(v), |c, i| is_parameter(c, i) || !c.is_cell(i)), None),
    getset("co_cellvars", |vm, v| names_where(vm, code(v), |c, i| c.is_cell(i)), None),
    getset("co_freevars", |_, v| Ok(code(v).freevars.to_value()), None),
    getset(
        "co_code",
        |vm, v| vm.bytes(&code(v).words.iter().flat_map(|w| w.to_le_bytes()).collect::<Vec<u8>>()),
        None,
    ),
];

fn is_parameter(code: &Code, i: usize) -> bool {
    i < (code.arg_count + code.kwonly_count) as usize
        + usize::from(code.has_varargs())
        + usize::from(code.has_varkeywords())
}

fn visible_locals(code: &Ref<Code>) -> impl Iterator<Item = usize> + '_ {
    (0..code.nlocals as usize).filter(|i| {
        code.varname(*i).is_some_and(|n| n.as_str().is_none_or(|s| !s.starts_with('.')))
            && (is_parameter(code, *i) || !code.is_cell(*i))
    })
}

fn names_where(vm: &Vm, code: &Ref<Code>, keep: impl Fn(&Code, usize) -> bool) -> PyResult {
    let mut out = HeapVec::new();
    for i in 0..code.nlocals as usize {
        if let Some(name) = code.varname(i) {
            if keep(code, i) && name.as_str().is_none_or(|s| !s.starts_with('.')) {
                vm.push(&mut out, name.to_value())?;
            }
        }
    }
    vm.tuple(&out)
}

fn lines(vm: &Vm, a: &[Value]) -> PyResult {
    let code = code(&a[0]);
    // Offsets as `tb_lasti` and `f_lasti` count them: two for each word.
    let end = code.words.len() as i64 * 2;
    let mut out = HeapVec::new();
    let mut rows = unpack(&code.positions).peekable();
    while let Some(p) = rows.next() {
        let to = rows.peek().map_or(end, |n| n.word as i64 * 2);
        let line = if p.line == 0 { Value::NONE } else { vm.int(p.line as i64)? };
        let row = vm.tuple_of([vm.int(p.word as i64 * 2)?, vm.int(to)?, line])?;
        vm.push(&mut out, row)?;
    }
    vm.iter(&vm.list_from(out)?)
}

fn co_positions(vm: &Vm, a: &[Value]) -> PyResult {
    let code = code(&a[0]);
    let mut out = HeapVec::new();
    for word in 0..code.words.len() as u32 {
        let row = match code.position(word) {
            Some(p) if p.line != 0 => {
                let n = |i: u32| vm.int(i as i64);
                vm.tuple_of([n(p.line)?, n(p.end_line)?, n(p.col)?, n(p.end_col)?])?
            }
            _ => vm.tuple_of([Value::NONE, Value::NONE, Value::NONE, Value::NONE])?,
        };
        vm.push(&mut out, row)?;
    }
    vm.iter(&vm.list_from(out)?)
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let c = code(&a[0]);
    let file = c.filename.get().map_or_else(String::new, |f| f.to_utf8().into_owned());
    vm.str(&format!(
        "<code object {} at {:#x}, file \"{file}\", line {}>",
        c.name.to_utf8(),
        c.address(),
        c.first_line
    ))
}

pub static TYPE: TypeDef = TypeDef {
    getsets: GETSETS,
    methods: &[
        crate::typedef::method("co_lines", "($self, /)", lines),
        crate::typedef::method("co_positions", "($self, /)", co_positions),
        crate::typedef::method("__repr__", "($self, /)", repr),
        super::code_replace::REPLACE,
        super::code_replace::DUNDER_REPLACE,
    ],
    flags: crate::typedef::TypeFlags::WEAKREF,
    ..TypeDef::new::<Code>("code")
};
