//! `list[int]`, `int | str` and `types.SimpleNamespace`.

#![allow(clippy::disallowed_methods, reason = "arguments of one alias, which are in the heap")]

use hognose_heap::{HeapVec, Instance, Payload, Ref, ShapeId, Trace, Value, ValueCell};

use crate::class::Class;
use crate::raise::PyResult;
use crate::shapes;
use crate::typedef::{Args, TypeDef, TypeFlags, getset, method};
use crate::types::dict::Dict;
use crate::types::str::Str;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

/// `origin[args]`.
#[derive(Trace)]
pub struct GenericAlias {
    origin: Value,
    args: Ref<Tuple>,
    parameters: ValueCell,
    starred: bool,
}

impl Payload for GenericAlias {
    const NAME: &'static str = "types.GenericAlias";
    const SHAPE: ShapeId = shapes::GENERIC_ALIAS;
    type Tail = ();
}

/// `origin[item]`.
pub(crate) fn alias(vm: &Vm, origin: &Value, item: &Value) -> PyResult {
    make_alias(vm, origin, item, false)
}

fn make_alias(vm: &Vm, origin: &Value, item: &Value, starred: bool) -> PyResult {
    let args = match item.get::<Tuple>() {
        Some(args) => args.clone(),
        None => vm.new_tuple(std::slice::from_ref(item))?,
    };
    let made = vm.alloc(|| GenericAlias {
        origin: origin.clone(),
        args: args.clone(),
        parameters: ValueCell::new(Value::BLANK),
        starred,
    })?;
    Ok(made.into_value())
}

impl Vm {
    /// `origin[item]`.
    pub fn generic_alias(&self, origin: &Value, item: &Value) -> PyResult {
        alias(self, origin, item)
    }
}

fn this(v: &Value) -> &Ref<GenericAlias> {
    match v.get::<GenericAlias>() {
        Some(a) => a,
        None => unreachable!("the descriptor checked the type"),
    }
}

/// Text of a type argument: classes by their qualified names.
fn argument_text(vm: &Vm, v: &Value) -> PyResult<String> {
    if v.same(&Value::ELLIPSIS) {
        return Ok("...".to_owned());
    }
    if v.is_none() {
        return Ok("None".to_owned());
    }
    if v.same(vm.types.none_type.as_value()) {
        return Ok("None".to_owned());
    }
    if let Some(list) = v.get::<crate::types::list::List>() {
        let items = vm.retry(|heap| list.items.snapshot(heap))?;
        let parts: PyResult<Vec<String>> = items.iter().map(|i| argument_text(vm, i)).collect();
        return Ok(format!("[{}]", parts?.join(", ")));
    }
    if let Some(class) = v.get::<Class>() {
        let module = crate::types::type_::module_of(vm, class)?;
        let name = class.qualname.get().map_or_else(String::new, |n| n.to_utf8().into_owned());
        return Ok(if module == "builtins" { name } else { format!("{module}.{name}") });
    }
    Ok(vm.repr(v)?.to_utf8().into_owned())
}

fn alias_repr(vm: &Vm, a: &[Value]) -> PyResult {
    let _guard = vm.enter_recursion(" while getting the repr of an object")?;
    let alias = this(&a[0]);
    let origin = argument_text(vm, &alias.origin)?;
    let parts: PyResult<Vec<String>> = alias.args.items().iter().map(|i| argument_text(vm, i)).collect();
    let parts = parts?;
    let inner = if parts.is_empty() { "()".to_owned() } else { parts.join(", ") };
    let star = if alias.starred { "*" } else { "" };
    vm.str(&format!("{star}{origin}[{inner}]"))
}

fn parameters(vm: &Vm, v: &Value) -> PyResult {
    let alias = this(v);
    let known = alias.parameters.get();
    if !known.is_blank() {
        return Ok(known);
    }
    let made = parameters_of(vm, alias.args.items())?;
    alias.parameters.set(made.clone());
    Ok(made)
}

/// Type variables among arguments, in order of appearance.
fn parameters_of(vm: &Vm, args: &[Value]) -> PyResult {
    let mut out: HeapVec<Value> = HeapVec::new();
    for v in args {
        if v.get::<Class>().is_some() {
            continue;
        }
        if vm.lookup_special(v, &vm.names.__typing_subst__).is_some() {
            if !out.iter().any(|o| o.same(v)) {
                vm.push(&mut out, v.clone())?;
            }
        } else if let Some(inner) = vm.getattr_opt(v, &vm.names.__parameters__)? {
            for p in &vm.collect(&inner)? {
                if !out.iter().any(|o| o.same(p)) {
                    vm.push(&mut out, p.clone())?;
                }
            }
        }
    }
    vm.tuple(&out)
}

fn alias_getitem(vm: &Vm, a: &[Value]) -> PyResult {
    let alias = this(&a[0]);
    let parameters = parameters(vm, &a[0])?;
    let parameters = vm.collect(&parameters)?;
    if parameters.is_empty() {
        return Err(vm.type_error(format_args!("{} is not a generic class", vm.repr(&a[0])?.to_utf8())));
    }
    let given = match a[1].get::<Tuple>() {
        Some(t) => vm.collect(t.as_value())?,
        None => {
            let mut one = HeapVec::new();
            vm.push(&mut one, a[1].clone())?;
            one
        }
    };
    if given.len() != parameters.len() {
        let what = if given.len() > parameters.len() { "many" } else { "few" };
        let text = vm.repr(&a[0])?;
        let message = format!(
            "Too {what} arguments for {}; actual {}, expected {}",
            text.to_utf8(),
            given.len(),
            parameters.len()
        );
        return Err(vm.type_error(message));
    }
    let mut out = HeapVec::new();
    for v in alias.args.items() {
        let new = if let Some(i) = parameters.iter().position(|p| p.same(v)) {
            match vm.call_special(v, &vm.names.__typing_subst__, &given[i..=i])? {
                Some(new) => new,
                None => given[i].clone(),
            }
        } else if v.get::<Class>().is_some() {
            v.clone()
        } else {
            match vm.getattr_opt(v, &vm.names.__parameters__)? {
                Some(inner) => {
                    let inner = vm.collect(&inner)?;
                    if inner.is_empty() {
                        v.clone()
                    } else {
                        let mut sub = HeapVec::new();
                        for p in &inner {
                            if let Some(i) = parameters.iter().position(|q| q.same(p)) {
                                vm.push(&mut sub, given[i].clone())?;
                            }
                        }
                        let sub = vm.tuple(&sub)?;
                        vm.getitem(v, &sub)?
                    }
                }
                None => v.clone(),
            }
        };
        vm.push(&mut out, new)?;
    }
    let args = vm.tuple(&out)?;
    make_alias(vm, &alias.origin, &args, alias.starred)
}

fn alias_getattribute(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(name) = a[1].get::<Str>() else { return vm.generic_getattr(&a[0], &a[1]) };
    let own = [
        "__class__",
        "__origin__",
        "__args__",
        "__parameters__",
        "__mro_entries__",
        "__reduce_ex__",
        "__reduce__",
        "__copy__",
        "__deepcopy__",
        "__unpacked__",
        "__typing_unpacked_tuple_args__",
    ];
    let text = name.to_utf8();
    if !own.contains(&text.as_ref())
        && !(text.starts_with("__")
            && text.ends_with("__")
            && vm.class_lookup(&vm.types.generic_alias, name).is_some()
            && text != "__name__"
            && text != "__qualname__"
            && text != "__module__"
            && text != "__doc__")
    {
        return vm.getattr(&this(&a[0]).origin, name);
    }
    vm.object_getattr(&a[0], name)
}

pub static ALIAS: TypeDef = TypeDef {
    module: "types",
    new: Some(|vm, _, args| {
        let [origin, item] = args.bind(vm, "GenericAlias", "(origin, args, /)")?;
        alias(vm, &origin, &item)
    }),
    getsets: &[
        getset("__origin__", |_, v| Ok(this(v).origin.clone()), None),
        getset("__args__", |_, v| Ok(this(v).args.to_value()), None),
        getset("__parameters__", parameters, None),
        getset("__unpacked__", |_, v| Ok(Value::from_bool(this(v).starred)), None),
        getset(
            "__typing_unpacked_tuple_args__",
            |vm, v| {
                let alias = this(v);
                Ok(if alias.starred && alias.origin.same(vm.types.tuple.as_value()) {
                    alias.args.to_value()
                } else {
                    Value::NONE
                })
            },
            None,
        ),
    ],
    methods: &[
        method("__repr__", "($self, /)", alias_repr),
        method("__getitem__", "($self, key, /)", alias_getitem),
        method("__getattribute__", "($self, name, /)", alias_getattribute),
        method("__mro_entries__", "($self, bases, /)", |vm, a| vm.tuple_of([this(&a[0]).origin.clone()])),
        method("__hash__", "($self, /)", |vm, a| {
            let alias = this(&a[0]);
            vm.int(vm.hash(&alias.origin)? ^ vm.hash(alias.args.as_value())?)
        }),
        method("__eq__", "($self, other, /)", |vm, a| {
            let (x, Some(y)) = (this(&a[0]), a[1].get::<GenericAlias>()) else {
                return Ok(Value::NOT_IMPLEMENTED);
            };
            let same = x.starred == y.starred
                && vm.eq(&x.origin, &y.origin)?
                && vm.eq(x.args.as_value(), y.args.as_value())?;
            Ok(Value::from_bool(same))
        }),
        method("__instancecheck__", "($self, instance, /)", |vm, _| {
            Err(vm.type_error("isinstance() argument 2 cannot be a parameterized generic"))
        }),
        method("__subclasscheck__", "($self, subclass, /)", |vm, _| {
            Err(vm.type_error("issubclass() argument 2 cannot be a parameterized generic"))
        }),
        method("__or__", "($self, value, /)", |vm, a| union(vm, &a[0], &a[1])),
        method("__ror__", "($self, value, /)", |vm, a| union(vm, &a[1], &a[0])),
        method("__iter__", "($self, /)", |vm, a| {
            let alias = this(&a[0]);
            let starred = make_alias(vm, &alias.origin, alias.args.as_value(), true)?;
            vm.iter(&vm.tuple_of([starred])?)
        }),
        method("__reduce__", "($self, /)", |vm, a| {
            let alias = this(&a[0]);
            let class = vm.types.generic_alias.to_value();
            vm.tuple_of([class, vm.tuple_of([alias.origin.clone(), alias.args.to_value()])?])
        }),
    ],
    call: Some(|vm, f, args| {
        let alias = this(f);
        let made = vm.call_args(&alias.origin, args)?;
        let set = vm.setattr(&made, &vm.intern("__orig_class__")?, f);
        if let Err(raised) = set {
            if vm.catch(&vm.exc.attribute_error).is_none() && vm.catch(&vm.exc.type_error).is_none() {
                return Err(raised);
            }
        }
        Ok(made)
    }),
    flags: TypeFlags::BASETYPE.union(TypeFlags::WEAKREF),
    ..TypeDef::new::<GenericAlias>("GenericAlias")
};

/// `a | b | c` of types.
#[derive(Trace)]
pub struct Union {
    members: Ref<Tuple>,
}

impl Payload for Union {
    const NAME: &'static str = "typing.Union";
    const SHAPE: ShapeId = shapes::UNION;
    type Tail = ();
}

fn the_union(v: &Value) -> &Ref<Union> {
    match v.get::<Union>() {
        Some(u) => u,
        None => unreachable!("the descriptor checked the type"),
    }
}

fn is_unionable(vm: &Vm, v: &Value) -> bool {
    v.is_none()
        || v.get::<Class>().is_some()
        || v.get::<GenericAlias>().is_some()
        || v.get::<Union>().is_some()
        || vm.lookup_special(v, &vm.names.__typing_subst__).is_some()
}

/// `a | b`; NotImplemented unless both can be in a union.
pub(crate) fn union(vm: &Vm, a: &Value, b: &Value) -> PyResult {
    if !is_unionable(vm, a) || !is_unionable(vm, b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    union_of(vm, &[a.clone(), b.clone()])
}

fn union_of(vm: &Vm, given: &[Value]) -> PyResult {
    let mut members: HeapVec<Value> = HeapVec::new();
    for v in given {
        let parts = match v.get::<Union>() {
            Some(u) => vm.collect(u.members.as_value())?,
            None => {
                let mut one = HeapVec::new();
                vm.push(&mut one, if v.is_none() { vm.types.none_type.to_value() } else { v.clone() })?;
                one
            }
        };
        for part in &parts {
            let mut known = false;
            for m in members.iter() {
                known |= m.same(part) || m.get::<Class>().is_none() && vm.eq(m, part)?;
            }
            if !known {
                vm.push(&mut members, part.clone())?;
            }
        }
    }
    if let [one] = &members[..] {
        return Ok(one.clone());
    }
    let members = vm.new_tuple(&members)?;
    Ok(vm.alloc(|| Union { members: members.clone() })?.into_value())
}

pub static UNION: TypeDef = TypeDef {
    module: "typing",
    getsets: &[
        getset("__args__", |_, v| Ok(the_union(v).members.to_value()), None),
        getset("__origin__", |vm, _| Ok(vm.types.union.to_value()), None),
        getset("__parameters__", |vm, v| parameters_of(vm, the_union(v).members.items()), None),
    ],
    methods: &[
        method("__repr__", "($self, /)", |vm, a| {
            let parts: PyResult<Vec<String>> =
                the_union(&a[0]).members.items().iter().map(|m| argument_text(vm, m)).collect();
            vm.str(&parts?.join(" | "))
        }),
        method("__eq__", "($self, other, /)", |vm, a| {
            let Some(other) = a[1].get::<Union>() else { return Ok(Value::NOT_IMPLEMENTED) };
            let (x, y) = (the_union(&a[0]).members.items(), other.members.items());
            if x.len() != y.len() {
                return Ok(Value::FALSE);
            }
            for m in x {
                let mut found = false;
                for n in y {
                    found |= vm.eq(m, n)?;
                }
                if !found {
                    return Ok(Value::FALSE);
                }
            }
            Ok(Value::TRUE)
        }),
        method("__hash__", "($self, /)", |vm, a| {
            let mut h = 0;
            for m in the_union(&a[0]).members.items() {
                h ^= vm.hash(m)?;
            }
            vm.int(h)
        }),
        method("__or__", "($self, value, /)", |vm, a| union(vm, &a[0], &a[1])),
        method("__ror__", "($self, value, /)", |vm, a| union(vm, &a[1], &a[0])),
        method("__instancecheck__", "($self, instance, /)", |vm, a| {
            for m in the_union(&a[0]).members.items() {
                if vm.is_instance(&a[1], m)? {
                    return Ok(Value::TRUE);
                }
            }
            Ok(Value::FALSE)
        }),
        method("__subclasscheck__", "($self, subclass, /)", |vm, a| {
            for m in the_union(&a[0]).members.items() {
                if vm.is_subclass(&a[1], m)? {
                    return Ok(Value::TRUE);
                }
            }
            Ok(Value::FALSE)
        }),
        method("__mro_entries__", "($self, bases, /)", |vm, a| {
            let text = vm.repr(&a[0])?;
            Err(vm.type_error(format_args!("Cannot subclass {}", text.to_utf8())))
        }),
        method("__getitem__", "($self, key, /)", |vm, a| {
            let members = &the_union(&a[0]).members;
            let parameters = parameters_of(vm, members.items())?;
            let origin = vm.types.tuple.to_value();
            let inner = alias(vm, &origin, members.as_value())?;
            if vm.len(&parameters)? == 0 {
                return Err(
                    vm.type_error(format_args!("{} is not a generic class", vm.repr(&a[0])?.to_utf8()))
                );
            }
            let filled = vm.getitem(&inner, &a[1])?;
            union_of(vm, this(&filled).args.items())
        }),
        crate::typedef::class_method("__class_getitem__", "($cls, item, /)", |vm, a| {
            match a[1].get::<Tuple>() {
                Some(t) if t.items().is_empty() => Err(vm.type_error("Cannot take a Union of no types.")),
                Some(t) => union_of(vm, t.items()),
                None => union_of(vm, &a[1..2]),
            }
        }),
    ],
    flags: TypeFlags::WEAKREF.union(TypeFlags::NO_NEW),
    ..TypeDef::new::<Union>("Union")
};

fn namespace_init(vm: &Vm, a: &[Value]) -> PyResult {
    if let Some(positional) = a[1].get::<Tuple>() {
        match positional.items() {
            [] => {}
            [mapping] => {
                let dict = vm.call(vm.types.dict.as_value(), std::slice::from_ref(mapping))?;
                set_all(vm, &a[0], &dict)?;
            }
            more => {
                return Err(vm.type_error(format_args!(
                    "{} expected at most 1 argument, got {}",
                    vm.tn(&a[0]),
                    more.len()
                )));
            }
        }
    }
    set_all(vm, &a[0], &a[2])?;
    Ok(Value::NONE)
}

fn set_all(vm: &Vm, object: &Value, dict: &Value) -> PyResult<()> {
    let Some(dict) = dict.get::<Dict>() else { return Ok(()) };
    let mut at = 0;
    while let Some((next, key, value)) = dict.entry_at(at) {
        at = next;
        match key.get::<Str>() {
            Some(name) => drop(vm.instance_set(object, name, &value)?),
            None => return Err(vm.type_error("keywords must be strings")),
        }
    }
    Ok(())
}

fn namespace_repr(vm: &Vm, a: &[Value]) -> PyResult {
    let class = vm.class_of(&a[0]);
    let name = if class.ptr_eq(&vm.types.namespace) { "namespace".to_owned() } else { class.name() };
    let Some(_guard) = vm.repr_guard(&a[0]) else { return vm.str(&format!("{name}(...)")) };
    let mut parts = Vec::new();
    for (key, value) in vm.instance_items(&a[0])? {
        parts.push(format!("{}={}", key.to_utf8(), vm.repr(&value)?.to_utf8()));
    }
    vm.str(&format!("{name}({})", parts.join(", ")))
}

pub static NAMESPACE: TypeDef = TypeDef {
    module: "types",
    shape: shapes::NAMESPACE,
    new: Some(|vm: &Vm, class: &Ref<Class>, _: &Args<'_>| vm.new_instance(class)),
    getsets: &[getset("__dict__", crate::types::object::get_dict, Some(crate::types::object::set_dict))],
    methods: &[
        method("__init__", "($self, /, *args, **kwargs)", namespace_init),
        method("__repr__", "($self, /)", namespace_repr),
        method("__eq__", "($self, other, /)", |vm, a| {
            if !vm.value_is_instance(&a[1], &vm.types.namespace) {
                return Ok(Value::NOT_IMPLEMENTED);
            }
            let (x, y) =
                (crate::types::object::get_dict(vm, &a[0])?, crate::types::object::get_dict(vm, &a[1])?);
            Ok(Value::from_bool(vm.eq(&x, &y)?))
        }),
        method("__reduce__", "($self, /)", |vm, a| {
            let state = crate::types::object::get_dict(vm, &a[0])?;
            vm.tuple_of([vm.class_of(&a[0]).into_value(), vm.tuple(&[])?, state])
        }),
        method("__replace__", "($self, /, **changes)", |vm, a| {
            let made = vm.call(&vm.class_of(&a[0]).into_value(), &[])?;
            for (key, value) in vm.instance_items(&a[0])? {
                vm.instance_set(&made, &key, &value)?;
            }
            set_all(vm, &made, &a[1])?;
            Ok(made)
        }),
    ],
    flags: TypeFlags::BASETYPE.union(TypeFlags::HAS_DICT),
    ..TypeDef::new::<Instance>("SimpleNamespace")
};
