//! Module `_json`: the scanner and the encoder behind `json`.
//!
//! The scanner calls no user code but hooks; what it returns and raises is what the Python versions in
//! `json.scanner` and `json.encoder` return and raise.

mod encode;
mod scan;
mod text;

use hognose_vm::prelude::*;

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_json",
    doc: "json speedups\n",
    functions: &[text::ENCODE_ASCII, text::ENCODE, text::SCANSTRING],
    types: &[&scan::TYPE, &encode::TYPE],
    init: None,
};

/// Raises `json.JSONDecodeError(message, doc, pos)`.
#[cold]
fn decode_error(vm: &Vm, message: &str, doc: &Ref<Str>, pos: usize) -> Raised {
    let made = vm.import("json.decoder").and_then(|module| {
        let class = vm.getattr_str(&module, "JSONDecodeError")?;
        vm.call(&class, &[vm.str(message)?, doc.to_value(), vm.int_from_usize(pos)?])
    });
    match made {
        Ok(exc) => vm.raise_value(exc),
        Err(raised) => raised,
    }
}
