//! Module `_string`: what `string.Formatter` needs.

use hognose_heap::{Ref, Value};

use super::template::{parse_template, split_field_name};
use crate::raise::PyResult;
use crate::typedef::{Def, ModuleDef, function};
use crate::types::str::Str;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

fn text<'a>(vm: &Vm, v: &'a Value) -> PyResult<&'a Ref<Str>> {
    v.get::<Str>().ok_or_else(|| vm.type_error(format_args!("expected str, got {}", vm.tn(v))))
}

fn formatter_parser(vm: &Vm, args: &[Value]) -> PyResult {
    vm.iter(&parse_template(vm, text(vm, &args[0])?)?)
}

fn formatter_field_name_split(vm: &Vm, args: &[Value]) -> PyResult {
    let pair = split_field_name(vm, text(vm, &args[0])?)?;
    match pair.get::<Tuple>().map(|t| t.items()) {
        Some([first, rest]) => vm.tuple_of([first.clone(), vm.iter(rest)?]),
        _ => Ok(pair),
    }
}

const FUNCTIONS: &[Def] = &[
    function("formatter_parser", "(format_string, /)", formatter_parser),
    function("formatter_field_name_split", "(format_string, /)", formatter_field_name_split),
];

pub static MODULE: ModuleDef = ModuleDef {
    name: "_string",
    doc: "Helpers of module string.",
    functions: FUNCTIONS,
    types: &[],
    init: None,
};
