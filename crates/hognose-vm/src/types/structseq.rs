//! Struct sequences: tuples whose items also have names (`time.struct_time`, `sys.version_info`).
//!
//! Each is a native subclass of tuple, declared with `struct_seq!`. Fields beyond the sequence's length
//! (`tm_zone`) live in the instance's `__dict__`.

use hognose_heap::{Ref, Value};

use super::tuple::Tuple;
use crate::class::Class;
use crate::raise::PyResult;
use crate::typedef::{Args, Def, method};
use crate::vm::Vm;

/// Declares the class of a struct sequence: `struct_seq!(pub static TYPE: "time", "struct_time", "doc", ["tm_year" 0, ...], hidden ["tm_zone"])`.
#[macro_export]
macro_rules! struct_seq {
    ($vis:vis static $type:ident : $module:literal, $name:literal, $doc:expr,
     [$($field:literal $at:literal),* $(,)?], hidden [$($hidden:literal),* $(,)?]) => {
        $vis static $type: $crate::typedef::TypeDef = {
            const FIELDS: &[&str] = &[$($field),*];
            const HIDDEN: &[&str] = &[$($hidden),*];
            const GETSETS: &[$crate::typedef::GetSet] =
                &[$($crate::typedef::getset($field, $crate::types::structseq::field::<$at>, None)),*];
            $crate::typedef::TypeDef {
                module: $module,
                doc: $doc,
                base: Some(&$crate::types::tuple::TYPE),
                shape: ::hognose_heap::ShapeId::NONE,
                new: Some(|vm, class, args| $crate::types::structseq::new(vm, class, args, FIELDS, HIDDEN)),
                methods: $crate::types::structseq::METHODS,
                getsets: GETSETS,
                flags: $crate::typedef::TypeFlags::HAS_DICT,
                init: Some(|vm, class| $crate::types::structseq::init(vm, class, FIELDS, HIDDEN)),
                ..$crate::typedef::TypeDef::new::<$crate::types::tuple::Tuple>($name)
            }
        };
    };
}

/// Methods of every struct sequence.
pub const METHODS: &[Def] = &[
    method("__repr__", "($self, /)", repr),
    method("__reduce__", "($self, /)", reduce),
    method("__replace__", "($self, /, **changes)", replace),
];

/// The getter of a field.
pub fn field<const AT: usize>(vm: &Vm, v: &Value) -> PyResult {
    let item = v.get::<Tuple>().and_then(|t| t.items().get(AT).cloned());
    item.ok_or_else(|| vm.system_error("a struct sequence is too short"))
}

/// Class attributes that describe the fields.
pub fn init(vm: &Vm, class: &Ref<Class>, fields: &[&str], hidden: &[&str]) -> PyResult<()> {
    let set = |name: &str, value: Value| vm.class_set(class, &vm.intern(name)?, value);
    set("n_sequence_fields", vm.int_from_usize(fields.len())?)?;
    set("n_fields", vm.int_from_usize(fields.len() + hidden.len())?)?;
    set("n_unnamed_fields", Value::from_small(0))?;
    let names: Vec<Value> = fields.iter().map(|f| Ok(vm.intern(f)?.into_value())).collect::<PyResult<_>>()?;
    set("__match_args__", vm.tuple(&names)?)
}

/// A struct sequence of these items.
pub fn make(vm: &Vm, class: &Ref<Class>, items: &[Value]) -> PyResult {
    vm.alloc_payload_tail(class, items.len(), || Tuple::of_len(items.len()), |at| items[at].clone())
}

/// `cls(sequence, dict={})`
pub fn new(vm: &Vm, class: &Ref<Class>, args: &Args<'_>, fields: &[&str], hidden: &[&str]) -> PyResult {
    let name = class.name();
    let [sequence, dict] = args.bind::<2>(vm, &name, "(sequence, dict=None)")?;
    let items = vm.collect(&sequence)?;
    let (least, most) = (fields.len(), fields.len() + hidden.len());
    if items.len() < least || items.len() > most {
        let module = class.native().map_or("", |def| def.module);
        let given = items.len();
        let bound = match (least == most, given < least) {
            (true, _) => "a",
            (false, true) => "an at least",
            (false, false) => "an at most",
        };
        let wanted = if given < least { least } else { most };
        return Err(vm.type_error(format_args!(
            "{module}.{name}() takes {bound} {wanted}-sequence ({given}-sequence given)"
        )));
    }
    let made = make(vm, class, &items[..least])?;
    for (at, field) in hidden.iter().enumerate() {
        let field = vm.intern(field)?;
        let value = match items.get(least + at) {
            Some(item) => item.clone(),
            None if dict.is_blank() || dict.is_none() => Value::NONE,
            None => vm.call_method(&dict, "get", &[field.to_value()])?,
        };
        vm.setattr(&made, &field, &value)?;
    }
    Ok(made)
}

fn names(vm: &Vm, v: &Value) -> Vec<&'static str> {
    let class = vm.class_of(v);
    class.native().map_or(Vec::new(), |def| def.getsets.iter().map(|g| g.name).collect())
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let _guard = vm.enter_recursion(" while getting the repr of an object")?;
    let class = vm.class_of(&a[0]);
    let module = class.native().map_or("", |def| def.module);
    let mut out = vm.str_builder();
    out.push_str(vm, &format!("{module}.{}(", class.name()))?;
    if let Some(tuple) = a[0].get::<Tuple>() {
        for (at, (name, item)) in names(vm, &a[0]).iter().zip(tuple.items()).enumerate() {
            let separator = if at == 0 { "" } else { ", " };
            out.push_str(vm, &format!("{separator}{name}="))?;
            out.push(vm, &vm.repr(item)?)?;
        }
    }
    out.push_str(vm, ")")?;
    Ok(out.finish(vm)?.into_value())
}

fn reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let items = a[0].get::<Tuple>().map_or(&[][..], |t| t.items());
    let plain = vm.tuple(items)?;
    let dict = vm.getattr(&a[0], &vm.names.__dict__)?;
    let arguments = vm.tuple_of([plain, dict])?;
    vm.tuple_of([vm.class_of(&a[0]).into_value(), arguments])
}

fn replace(vm: &Vm, a: &[Value]) -> PyResult {
    let class = vm.class_of(&a[0]);
    let mut items = hognose_heap::HeapVec::new();
    let Some(changes) = a[1].get::<super::dict::Dict>() else { return Ok(a[0].clone()) };
    let tuple = a[0].get::<Tuple>().map_or(&[][..], |t| t.items());
    let mut used = 0;
    for (name, item) in names(vm, &a[0]).iter().zip(tuple) {
        let change = changes.get_str(&vm.intern(name)?);
        used += usize::from(change.is_some());
        vm.push(&mut items, change.unwrap_or_else(|| item.clone()))?;
    }
    if used != changes.len() {
        return Err(vm.type_error("Got unexpected field name(s)"));
    }
    make(vm, &class, &items)
}
