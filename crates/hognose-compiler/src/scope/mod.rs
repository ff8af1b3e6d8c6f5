//! Scopes: which names a block binds, and where each name that it uses lives.
//!
//! `build` walks the AST once and notes uses and bindings (and reports the errors that need only that); `resolve` then
//! decides for each name: local, cell, free, global. List, set and dict comprehensions have scopes of their own but
//! share the code unit of the block around them (PEP 709): their names become hidden locals there.
//!
//! # Invariants
//! - S1: scopes are numbered so that a parent precedes its children.
//! - S2: a symbol has a register exactly if it is resolved to Local or Cell and its unit has fast locals (resolve).
//! - S3: the free variables of a unit are sorted by name, and every unit between a use and the binding lists the name.

mod build;
mod expr;
mod pattern;
mod resolve;

use std::borrow::Cow;

use ruff_python_ast::StmtAnnAssign;
use rustc_hash::FxHashMap;

pub(crate) use resolve::CLASS_CELL;

pub(crate) use build::{Source, annotations_key, build, docstring};

pub(crate) type NameId = u32;
pub(crate) type ScopeId = u32;

/// Names as numbers.
#[derive(Default)]
pub(crate) struct Names<'a> {
    map: FxHashMap<Cow<'a, str>, NameId>,
    texts: Vec<Cow<'a, str>>,
}

impl<'a> Names<'a> {
    pub fn intern(&mut self, text: &'a str) -> NameId {
        if let Some(&id) = self.map.get(text) {
            return id;
        }
        self.add(Cow::Borrowed(text))
    }

    pub fn intern_owned(&mut self, text: String) -> NameId {
        if let Some(&id) = self.map.get(text.as_str()) {
            return id;
        }
        self.add(Cow::Owned(text))
    }

    fn add(&mut self, text: Cow<'a, str>) -> NameId {
        let id = self.texts.len() as NameId;
        self.texts.push(text.clone());
        self.map.insert(text, id);
        id
    }

    /// The number of a name that may never have been seen.
    pub fn known(&self, text: &str) -> NameId {
        self.map.get(text).copied().unwrap_or(NameId::MAX)
    }

    pub fn text(&self, id: NameId) -> &str {
        &self.texts[id as usize]
    }

    /// The name as a class body or its methods see it: `__x` in class `C` is `_C__x`.
    pub fn mangled(&mut self, text: &'a str, class: Option<&str>) -> NameId {
        match class.and_then(|class| mangle(text, class)) {
            Some(mangled) => self.intern_owned(mangled),
            None => self.intern(text),
        }
    }
}

/// The mangled form of a private name, if it is one.
pub(crate) fn mangle(text: &str, class: &str) -> Option<String> {
    if !text.starts_with("__") || text.ends_with("__") || text.contains('.') {
        return None;
    }
    let class = class.trim_start_matches('_');
    if class.is_empty() { None } else { Some(format!("_{class}{text}")) }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Module,
    Class,
    Function,
    Lambda,
    /// A generator expression: a function of its own.
    Generator,
    /// Another comprehension: part of the unit around it.
    Comprehension,
    /// The function that computes annotations (PEP 649).
    Annotations,
    /// The function that makes type parameters (PEP 695).
    TypeParams,
    /// The function that computes a type alias's value, a bound or a default.
    TypeValue,
}

/// What a block does with a name.
pub(crate) mod sym {
    pub const USED: u16 = 1;
    pub const PARAM: u16 = 2;
    pub const ASSIGNED: u16 = 4;
    pub const GLOBAL: u16 = 8;
    pub const NONLOCAL: u16 = 16;
    /// Deleted, or unbound after `except ... as`.
    pub const UNBOUND: u16 = 32;
    pub const ANNOTATED: u16 = 64;
    /// Target of a comprehension's `for`.
    pub const ITERATION: u16 = 128;
    pub const TYPE_PARAM: u16 = 256;
    /// A unit within uses it: it lives in a cell.
    pub const CAPTURED: u16 = 512;
    pub const BOUND: u16 = PARAM | ASSIGNED;
}

/// Where a name lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Local,
    Cell,
    Free,
    GlobalExplicit,
    GlobalImplicit,
    /// In another scope of the same unit.
    Enclosing(ScopeId),
    /// In the namespace of the class body or module.
    Namespace,
}

#[derive(Clone, Debug)]
pub(crate) struct Symbol {
    pub name: NameId,
    pub flags: u16,
    pub place: Place,
    pub register: u32,
}

/// An annotation of a module or class that is computed when asked for.
#[derive(Clone, Copy)]
pub(crate) struct Deferred<'a> {
    pub statement: &'a StmtAnnAssign,
    /// Its number in `__conditional_annotations__`, if it may not be executed.
    pub index: Option<u32>,
}

pub(crate) struct Scope<'a> {
    pub kind: Kind,
    pub parent: Option<ScopeId>,
    /// The scope whose code unit this belongs to.
    pub unit: ScopeId,
    pub symbols: Vec<Symbol>,
    /// Name of the class that mangles private names here.
    pub class: Option<&'a str>,
    pub is_generator: bool,
    pub is_async: bool,
    /// An annotation scope within a class looks into the class's namespace first.
    pub sees_class: bool,
    /// Free variables of the unit.
    pub freevars: Vec<NameId>,
    /// Of a unit: offsets of the `:=` in it, ascending.
    pub walrus: Vec<u32>,
    /// Of a unit: the number of its locals and their names.
    pub varnames: Vec<NameId>,
    pub hidden: Vec<(NameId, bool, u32)>,
    pub cells: Vec<u32>,
    /// Locals that may become unbound again.
    pub unbound: Vec<u32>,
    pub annotations: Vec<Deferred<'a>>,
    pub conditional_annotations: bool,
    pub has_docstring: bool,
}

impl Scope<'_> {
    /// Whether names are fast locals here (all but modules and classes).
    pub fn is_function(&self) -> bool {
        !matches!(self.kind, Kind::Module | Kind::Class)
    }
}

/// All scopes of a source.
pub(crate) struct Scopes<'a> {
    pub list: Vec<Scope<'a>>,
    pub index: FxHashMap<u64, u32>,
    /// Scopes by the address of their AST node, plus a number for the second and third scope of a node.
    pub by_node: FxHashMap<usize, ScopeId>,
    pub future_annotations: bool,
}

/// Which of a node's scopes.
#[derive(Clone, Copy)]
pub(crate) enum Part {
    Body = 0,
    Annotations = 1,
    TypeParams = 2,
    Default = 3,
}

pub(crate) fn key<T>(node: &T, part: Part) -> usize {
    std::ptr::from_ref(node) as usize + part as usize
}

impl<'a> Scopes<'a> {
    pub fn get(&self, id: ScopeId) -> &Scope<'a> {
        &self.list[id as usize]
    }

    pub fn symbol(&self, scope: ScopeId, name: NameId) -> Option<&Symbol> {
        let at = *self.index.get(&(u64::from(scope) << 32 | u64::from(name)))?;
        Some(&self.list[scope as usize].symbols[at as usize])
    }

    pub fn of<T>(&self, node: &T, part: Part) -> Option<ScopeId> {
        self.by_node.get(&key(node, part)).copied()
    }

    /// Adds flags to a name of a scope.
    pub fn note(&mut self, scope: ScopeId, name: NameId, flags: u16) -> &mut Symbol {
        let symbols = &mut self.list[scope as usize].symbols;
        let at = *self.index.entry(u64::from(scope) << 32 | u64::from(name)).or_insert_with(|| {
            symbols.push(Symbol { name, flags: 0, place: Place::GlobalImplicit, register: u32::MAX });
            symbols.len() as u32 - 1
        });
        let symbol = &mut symbols[at as usize];
        symbol.flags |= flags;
        symbol
    }
}
