//! Syntax trees: `compile` with `ast.PyCF_ONLY_AST`, and `compile` of trees.
//!
//! The classes are Python's, in the embedded module `_ast`; a tree given to `compile` goes through `ast.unparse`, so
//! that the code it gives has the positions of that text.

#![allow(clippy::disallowed_methods, reason = "one entry for each kind of node")]

use hognose_compiler::tree::{Node, Tree};
use hognose_compiler::{Mode, parse_tree};

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

/// The text of a tree, after a check that it is of the kind that `mode` takes.
pub(super) fn unparse(vm: &Vm, tree: &Value, mode: &str) -> PyResult {
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
    vm.call(&text_of, std::slice::from_ref(tree))
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
