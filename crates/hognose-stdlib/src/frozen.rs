//! The embedded library: finds a module in the packed file that the build script made, and unpacks that one.
//!
//! It keeps nothing: the VM asks once per import.

use hognose_compiler::deserialize;
use hognose_vm::import::FrozenModule;
use hognose_vm::prelude::*;
use hognose_vm::typedef::{ModuleDef, function};

static BLOB: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/library.bin"));

/// Name, path, is package, start in the blob, bytes of packed code, bytes of packed source.
type Row = (&'static str, &'static str, bool, usize, usize, usize);

/// Sorted by name.
static INDEX: &[Row] = include!(concat!(env!("OUT_DIR"), "/library.rs"));

fn row(name: &str) -> Option<&'static Row> {
    INDEX.binary_search_by(|row| row.0.cmp(name)).ok().map(|at| &INDEX[at])
}

/// The module of that full name.
pub fn lookup(name: &str) -> Option<FrozenModule> {
    let &(_, path, is_package, start, code_len, _) = row(name)?;
    let code = deserialize(&lz4_flex::decompress_size_prepended(BLOB.get(start..start + code_len)?).ok()?)?;
    Some(FrozenModule { code, is_package, path: path.to_owned(), source: None })
}

/// The source text of a module.
pub fn source(name: &str) -> Option<String> {
    let &(_, _, _, start, code_len, text_len) = row(name)?;
    let packed = BLOB.get(start + code_len..start + code_len + text_len)?;
    String::from_utf8(lz4_flex::decompress_size_prepended(packed).ok()?).ok()
}

/// Module `_frozenlib`: what importlib asks about the embedded library.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_frozenlib",
    doc: "",
    functions: &[
        function("source", "(name, /)", |vm, a| match name_of(&a[0]).and_then(|name| source(&name)) {
            Some(text) => vm.str(&text),
            None => Ok(Value::NONE),
        }),
        function("path", "(name, /)", |vm, a| match name_of(&a[0]).and_then(|name| row(&name)) {
            Some(row) => vm.str(row.1),
            None => Ok(Value::NONE),
        }),
        function("names", "()", |vm, _| {
            let mut out = HeapVec::new();
            for (name, _) in names() {
                let name = vm.str(name)?;
                vm.push(&mut out, name)?;
            }
            vm.list_from(out)
        }),
    ],
    types: &[],
    init: None,
};

fn name_of(v: &Value) -> Option<String> {
    v.get::<Str>().map(|s| s.to_utf8().into_owned())
}

/// Every module's name, and whether it is a package.
pub fn names() -> impl Iterator<Item = (&'static str, bool)> {
    INDEX.iter().map(|row| (row.0, row.2))
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_module_unpacks() {
        for (name, _) in super::names() {
            assert!(super::lookup(name).is_some(), "{name}");
            assert!(super::source(name).is_some(), "{name}");
        }
        assert!(super::lookup("no_such_module").is_none());
    }
}
