//! `types.MappingProxyType`: a read-only view of a mapping (class namespaces show themselves through it).

use crate::prelude::*;
use crate::types::dict::Dict;

/// The proxy's payload.
#[derive(Trace)]
pub struct MappingProxy {
    mapping: Value,
}

impl Payload for MappingProxy {
    const NAME: &'static str = "mappingproxy";
    const SHAPE: ShapeId = shapes::MAPPING_PROXY;
    const TRACED: bool = true;
    type Tail = ();
}

pub static TYPE: TypeDef = TypeDef {
    doc: "Read-only proxy of a mapping.",
    new: Some(proxy_new),
    methods: &[
        method("__repr__", "($self, /)", repr),
        method("__str__", "($self, /)", str),
        method("__hash__", "($self, /)", hash),
        method("__len__", "($self, /)", len),
        method("__iter__", "($self, /)", iter),
        method("__reversed__", "($self, /)", reversed),
        method("__contains__", "($self, key, /)", contains),
        method("__getitem__", "($self, key, /)", getitem),
        method("__eq__", "($self, value, /)", eq),
        method("__ne__", "($self, value, /)", ne),
        method("__lt__", "($self, value, /)", lt),
        method("__le__", "($self, value, /)", le),
        method("__gt__", "($self, value, /)", gt),
        method("__ge__", "($self, value, /)", ge),
        method("__or__", "($self, value, /)", or),
        method("__ror__", "($self, value, /)", ror),
        method("__ior__", "($self, value, /)", ior),
        method("get", "($self, key, default=None, /)", get)
            .doc("Return the value for key if key is in the mapping, else default."),
        method("keys", "($self, /)", keys).doc("a set-like object providing a view on D's keys"),
        method("values", "($self, /)", values).doc("an object providing a view on D's values"),
        method("items", "($self, /)", items).doc("a set-like object providing a view on D's items"),
        method("copy", "($self, /)", copy).doc("D.copy() -> a shallow copy of D"),
        class_method("__class_getitem__", "($cls, object, /)", class_getitem).doc("See PEP 585"),
    ],
    flags: TypeFlags::MAPPING,
    ..TypeDef::new::<MappingProxy>("mappingproxy")
};

/// A proxy of `mapping`.
pub fn new(vm: &Vm, mapping: &Value) -> PyResult {
    Ok(vm.alloc(|| MappingProxy { mapping: mapping.clone() })?.into_value())
}

impl Vm {
    /// A proxy of `mapping`.
    pub fn mapping_proxy(&self, mapping: &Value) -> PyResult {
        new(self, mapping)
    }
}

fn proxy_new(vm: &Vm, _cls: &Ref<Class>, args: &Args) -> PyResult {
    let [mapping] = args.bind::<1>(vm, "mappingproxy", "(mapping)")?;
    let is_sequence = mapping.is::<List>() || mapping.is::<Tuple>();
    if is_sequence || vm.lookup_special(&mapping, &vm.names.__getitem__).is_none() {
        return Err(
            vm.type_error(format_args!("mappingproxy() argument must be a mapping, not {}", vm.tn(&mapping)))
        );
    }
    new(vm, &mapping)
}

fn mapping<'a>(vm: &Vm, a: &'a [Value]) -> PyResult<&'a Value> {
    Ok(&self_of::<MappingProxy>(vm, a)?.mapping)
}

/// An operand with a proxy taken off.
fn bare(v: &Value) -> &Value {
    v.get::<MappingProxy>().map_or(v, |p| &p.mapping)
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let mut out = vm.str_builder();
    out.push_str(vm, "mappingproxy(")?;
    out.push(vm, &vm.repr(mapping(vm, a)?)?)?;
    out.push_str(vm, ")")?;
    Ok(out.finish(vm)?.into_value())
}

fn str(vm: &Vm, a: &[Value]) -> PyResult {
    Ok(vm.to_str(mapping(vm, a)?)?.into_value())
}

fn hash(vm: &Vm, a: &[Value]) -> PyResult {
    vm.int(vm.hash(mapping(vm, a)?)?)
}

fn len(vm: &Vm, a: &[Value]) -> PyResult {
    vm.int_from_usize(vm.len(mapping(vm, a)?)?)
}

fn iter(vm: &Vm, a: &[Value]) -> PyResult {
    vm.iter(mapping(vm, a)?)
}

fn reversed(vm: &Vm, a: &[Value]) -> PyResult {
    vm.call_method(mapping(vm, a)?, "__reversed__", &[])
}

fn contains(vm: &Vm, a: &[Value]) -> PyResult {
    Ok(Value::from_bool(vm.contains(mapping(vm, a)?, &a[1])?))
}

fn getitem(vm: &Vm, a: &[Value]) -> PyResult {
    vm.getitem(mapping(vm, a)?, &a[1])
}

fn get(vm: &Vm, a: &[Value]) -> PyResult {
    let default = given(&a[2]).cloned().unwrap_or(Value::NONE);
    let mapping = mapping(vm, a)?;
    if let Some(dict) = exact::<Dict>(mapping) {
        return Ok(dict.get(vm, &a[1])?.unwrap_or(default));
    }
    vm.call_method(mapping, "get", &[a[1].clone(), default])
}

fn keys(vm: &Vm, a: &[Value]) -> PyResult {
    vm.call_method(mapping(vm, a)?, "keys", &[])
}

fn values(vm: &Vm, a: &[Value]) -> PyResult {
    vm.call_method(mapping(vm, a)?, "values", &[])
}

fn items(vm: &Vm, a: &[Value]) -> PyResult {
    vm.call_method(mapping(vm, a)?, "items", &[])
}

fn copy(vm: &Vm, a: &[Value]) -> PyResult {
    vm.call_method(mapping(vm, a)?, "copy", &[])
}

fn class_getitem(vm: &Vm, a: &[Value]) -> PyResult {
    vm.generic_alias(&a[0], &a[1])
}

fn eq(vm: &Vm, a: &[Value]) -> PyResult {
    vm.rich_compare(mapping(vm, a)?, &a[1], CmpOp::Eq)
}
fn ne(vm: &Vm, a: &[Value]) -> PyResult {
    vm.rich_compare(mapping(vm, a)?, &a[1], CmpOp::Ne)
}
fn lt(vm: &Vm, a: &[Value]) -> PyResult {
    vm.rich_compare(mapping(vm, a)?, &a[1], CmpOp::Lt)
}
fn le(vm: &Vm, a: &[Value]) -> PyResult {
    vm.rich_compare(mapping(vm, a)?, &a[1], CmpOp::Le)
}
fn gt(vm: &Vm, a: &[Value]) -> PyResult {
    vm.rich_compare(mapping(vm, a)?, &a[1], CmpOp::Gt)
}
fn ge(vm: &Vm, a: &[Value]) -> PyResult {
    vm.rich_compare(mapping(vm, a)?, &a[1], CmpOp::Ge)
}

fn or(vm: &Vm, a: &[Value]) -> PyResult {
    vm.binary(BinOp::Or, bare(&a[0]), bare(&a[1]))
}

fn ror(vm: &Vm, a: &[Value]) -> PyResult {
    vm.binary(BinOp::Or, bare(&a[1]), bare(&a[0]))
}

fn ior(vm: &Vm, a: &[Value]) -> PyResult {
    Err(vm.type_error(format_args!("'|=' is not supported by {}; use '|' instead", vm.tn(&a[0]))))
}
