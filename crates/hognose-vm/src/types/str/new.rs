//! The constructor: `str()`, `str(x)`, `str(bytes, encoding, errors)`; and `encode`.

use hognose_heap::{Ref, Value};

use super::{Str, codec, this};
use crate::class::Class;
use crate::raise::PyResult;
use crate::typedef::Args;
use crate::vm::Vm;

/// An argument that must be a string, absent as None.
pub(crate) fn text_option<'a>(
    vm: &Vm,
    v: &'a Value,
    function: &str,
    argument: &str,
) -> PyResult<Option<&'a Ref<Str>>> {
    if v.is_blank() {
        return Ok(None);
    }
    match v.get::<Str>() {
        Some(s) if s.holds_nul() => Err(vm.value_error("embedded null character")),
        Some(s) => Ok(Some(s)),
        None => Err(vm.type_error(format_args!(
            "{function}() argument '{argument}' must be str, not {}",
            vm.type_or_none(v)
        ))),
    }
}

pub(super) fn new(vm: &Vm, class: &Ref<Class>, args: &Args<'_>) -> PyResult {
    let exact = class.ptr_eq(&vm.types.str);
    if let ([one], []) = (args.pos, args.kw_values) {
        let text = vm.to_str(one)?;
        return if exact { Ok(text.into_value()) } else { vm.str_of_class(class, &text) };
    }
    let [object, encoding, errors] = match (args.pos, args.kw_values) {
        ([object, encoding], []) => [object.clone(), encoding.clone(), Value::BLANK],
        ([object, encoding, errors], []) => [object.clone(), encoding.clone(), errors.clone()],
        _ => args.bind::<3>(vm, "str", "(object=b'', encoding='utf-8', errors='strict')")?,
    };
    let text = if object.is_blank() {
        vm.empty_str()?
    } else if encoding.is_blank() && errors.is_blank() {
        vm.to_str(&object)?
    } else {
        let encoding = text_option(vm, &encoding, "str", "encoding")?;
        let errors = text_option(vm, &errors, "str", "errors")?;
        if object.get::<Str>().is_some() {
            return Err(vm.type_error("decoding str is not supported"));
        }
        if !vm.is_buffer(&object) {
            return Err(vm.type_error(format_args!(
                "decoding to str: need a bytes-like object, {} found",
                vm.tn(&object)
            )));
        }
        codec::decode(vm, &object, encoding, errors)?
    };
    if exact { Ok(text.into_value()) } else { vm.str_of_class(class, &text) }
}

pub(super) fn encode(vm: &Vm, args: &[Value]) -> PyResult {
    let s = this(vm, args)?;
    let encoding = text_option(vm, &args[1], "encode", "encoding")?;
    let errors = text_option(vm, &args[2], "encode", "errors")?;
    codec::encode(vm, s, encoding, errors)
}
