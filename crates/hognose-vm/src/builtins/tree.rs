//! Syntax trees: `compile` with `ast.PyCF_ONLY_AST`, and `compile` of trees.
//!
//! The classes are Python's, in the embedded module `_ast`; a tree given to `compile` is written as text by
//! `ast.unparse`, and the code made of that gets the positions of the tree's nodes (`Places`).

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "one entry for each kind of node; places of a tree are charged"
)]

use std::collections::HashMap;

use hognose_compiler::code::{CodeUnit, Const};
use hognose_compiler::positions::{Position, Positions};
use hognose_compiler::tree::{Node, Tree};
use hognose_compiler::{Mode, SyntaxError, parse_tree};

use crate::prelude::*;

/// Whether the value is an `ast.AST`. Does not import anything: without the module there is none.
pub(super) fn is_tree(vm: &Vm, v: &Value) -> PyResult<bool> {
    if v.get::<Str>().is_some() || !v.is_object() {
        return Ok(false);
    }
    let Some(module) = vm.modules.get(vm, &vm.str("_ast")?)? else { return Ok(false) };
    let base = vm.getattr_str(&module, "AST")?;
    vm.is_instance(v, &base)
}

/// A place in a text: line, column, end line, end column.
type Place = (u32, u32, u32, u32);

/// Where the text of a tree comes from.
#[derive(Default)]
pub(crate) struct Places {
    /// The tree's line of each line of the text.
    lines: Vec<u32>,
    expressions: HashMap<Place, Place>,
}

impl Places {
    fn line(&self, line: u32) -> u32 {
        self.lines.get(line as usize).copied().unwrap_or(line)
    }

    /// Gives the code the tree's positions.
    pub(crate) fn apply(&self, unit: &mut CodeUnit) {
        if unit.name != "<module>" {
            unit.first_line = self.line(unit.first_line);
        }
        let moved: Vec<Position> = unit
            .positions
            .iter()
            .map(|p| match self.expressions.get(&(p.line, p.col, p.end_line, p.end_col)) {
                _ if p.line == 0 => p,
                Some(&(line, col, end_line, end_col)) => {
                    Position { word: p.word, line, end_line, col, end_col }
                }
                None => {
                    let line = self.line(p.line);
                    Position { word: p.word, line, end_line: line, col: 0, end_col: 0 }
                }
            })
            .collect();
        unit.positions = Positions::pack(&moved);
        for constant in &mut unit.consts {
            if let Const::Code(inner) = constant {
                self.apply(inner);
            }
        }
    }

    /// An error of the compiler's: its line in the tree.
    pub(crate) fn apply_to_error(&self, error: &mut SyntaxError) {
        error.line = self.line(error.line);
        error.end_line = error.line;
        error.text = None;
    }
}

/// The text of a tree and its places, after a check that it is of the kind that `mode` takes.
pub(super) fn unparse(vm: &Vm, tree: &Value, mode: &str) -> PyResult<(Value, Places)> {
    let module = vm.import("_ast")?;
    let wanted = match mode {
        "eval" => "Expression",
        "single" => "Interactive",
        "func_type" => "FunctionType",
        _ => "Module",
    };
    if !vm.is_instance(tree, &vm.getattr_str(&module, wanted)?)? {
        return Err(vm.type_error(format_args!("expected {wanted} node, got {}", vm.class_of(tree).name())));
    }
    let text_of = vm.getattr_str(&module, "_text_of")?;
    let made = vm.call(&text_of, std::slice::from_ref(tree))?;
    let made = vm.collect(&made)?;
    let [text, lines, expressions] = made.as_slice() else {
        return Err(vm.system_error("a tree's text lacks its places"));
    };
    let numbers = |v: &Value| -> PyResult<Vec<u32>> {
        let items = vm.collect(v)?;
        let _charge = vm.charge(items.len() * 16)?;
        items.iter().map(|n| Ok(u32::try_from(vm.index_i64(n)?).unwrap_or(0))).collect()
    };
    let mut places = Places { lines: numbers(lines)?, ..Places::default() };
    let _charge = vm.charge(places.lines.len() * 16)?;
    for place in numbers(expressions)?.chunks_exact(8) {
        let [a, b, c, d, e, f, g, h] = *place else { continue };
        places.expressions.insert((a, b, c, d), (e, f, g, h));
    }
    Ok((text.clone(), places))
}

/// The tree of a source text.
pub(super) fn parse(vm: &Vm, text: &str, filename: &str, mode: &str) -> PyResult {
    let mode = match mode {
        "eval" => Mode::Eval,
        "single" => Mode::Single,
        _ => Mode::Exec,
    };
    // The tree outside the heap takes up to so much beside the parser's.
    let _charge = vm.charge(text.len().saturating_mul(400).saturating_add(64 * 1024))?;
    let tree = match parse_tree(text, mode) {
        Ok(tree) => tree,
        Err(error) => return Err(vm.syntax_error(&error, filename)),
    };
    let module = vm.import("_ast")?;
    let object = vm.types.object.as_value();
    let maker =
        Maker { vm, module: &module, new: vm.getattr_str(object, "__new__")?, known: Default::default() };
    maker.value(&tree)
}

struct Maker<'a> {
    vm: &'a Vm,
    module: &'a Value,
    /// `object.__new__`
    new: Value,
    /// The nodes without fields and place (`Load()`, `Add()`), which are shared.
    known: std::cell::RefCell<Vec<(&'static str, Value)>>,
}

impl Maker<'_> {
    fn value(&self, tree: &Tree) -> PyResult {
        let vm = self.vm;
        match tree {
            Tree::None => Ok(Value::NONE),
            Tree::Name(name) => Ok(vm.intern(name)?.into_value()),
            Tree::Const(value) => vm.constant(value),
            Tree::Int(i) => vm.int(*i),
            Tree::List(items) => {
                let _guard = vm.enter_recursion(" during ast construction")?;
                let mut made = HeapVec::new();
                for item in items {
                    let item = self.value(item)?;
                    vm.push(&mut made, item)?;
                }
                vm.list_from(made)
            }
            Tree::Node(node) => {
                let _guard = vm.enter_recursion(" during ast construction")?;
                self.node(node)
            }
        }
    }

    fn node(&self, node: &Node) -> PyResult {
        let vm = self.vm;
        let shared = node.fields.is_empty() && node.place.is_none();
        if shared {
            if let Some((_, known)) = self.known.borrow().iter().find(|(class, _)| *class == node.class) {
                return Ok(known.clone());
            }
        }
        let class = vm.getattr_str(self.module, node.class)?;
        let made = vm.call(&self.new, &[class])?;
        for (field, value) in &node.fields {
            let value = self.value(value)?;
            vm.setattr(&made, &vm.intern(field)?, &value)?;
        }
        if let Some(place) = node.place {
            for (name, number) in ["lineno", "col_offset", "end_lineno", "end_col_offset"].iter().zip(place) {
                vm.setattr(&made, &vm.intern(name)?, &vm.int(i64::from(number))?)?;
            }
        }
        if shared {
            self.known.borrow_mut().push((node.class, made.clone()));
        }
        Ok(made)
    }
}
