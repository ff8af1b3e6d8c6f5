//! `collections.OrderedDict`: a dict with two ends. The payload is the dict's own: its table keeps the order and
//! moves pairs to either end.
//!
//! # Invariants
//! O1: iterators hold the number of the key set; any change of keys or order ends them with an error.

use hognose_vm::prelude::*;
use hognose_vm::types::dict::{self, DictView, keys};

pub static TYPE: TypeDef = TypeDef {
    module: "collections",
    doc: "Dictionary that remembers insertion order",
    base: Some(&dict::TYPE),
    shape: shapes::ORDERED_DICT,
    new: Some(new),
    methods: &[
        method("__init__", "($self, /, *args, **kwargs)", init),
        method("__repr__", "($self, /)", repr),
        method("__iter__", "($self, /)", iter_keys),
        method("__reversed__", "($self, /)", reversed).doc("od.__reversed__() <==> reversed(od)"),
        method("__eq__", "($self, value, /)", eq),
        method("__ne__", "($self, value, /)", ne),
        method("__or__", "($self, value, /)", or),
        method("__ror__", "($self, value, /)", ror),
        method("__ior__", "($self, value, /)", ior),
        method("__reduce__", "($self, /)", reduce).doc("Return state information for pickling"),
        method("setdefault", "($self, key, default=None)", setdefault)
            .doc("Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default."),
        method("pop", "($self, key, default=<unrepresentable>)", pop)
            .doc("od.pop(key[,default]) -> v, remove specified key and return the corresponding value."),
        method("popitem", "($self, last=True)", popitem)
            .doc("Remove and return a (key, value) pair from the dictionary.\n\nPairs are returned in LIFO order if last is true or FIFO order if false."),
        method("move_to_end", "($self, key, last=True)", move_to_end)
            .doc("Move an existing element to the end (or beginning if last is false).\n\nRaise KeyError if the element does not exist."),
        method("update", "($self, /, *args, **kwargs)", update),
        method("keys", "($self, /)", keys_view),
        method("values", "($self, /)", values_view),
        method("items", "($self, /)", items_view),
        method("copy", "($self, /)", copy).doc("od.copy() -> a shallow copy of od"),
        class_method("fromkeys", "($cls, iterable, value=None)", fromkeys)
            .doc("Create a new ordered dictionary with keys from iterable and values set to value."),
    ],
    flags: TypeFlags::BASETYPE
        .union(TypeFlags::HAS_DICT)
        .union(TypeFlags::WEAKREF)
        .union(TypeFlags::MAPPING)
        .union(TypeFlags::UNHASHABLE),
    ..TypeDef::new::<Dict>("OrderedDict")
};

fn new(vm: &Vm, cls: &Ref<Class>, _args: &Args) -> PyResult {
    vm.alloc_payload(cls, Dict::new)
}

fn is_exact(v: &Value) -> bool {
    v.shape() == Some(shapes::ORDERED_DICT)
}

fn is_ordered(v: &Value) -> bool {
    is_exact(v) || v.get::<Dict>().is_some() && class_is_ordered(v)
}

/// For instances of subclasses: any class along the MRO that is made of this file's table.
fn class_is_ordered(v: &Value) -> bool {
    let Some(owner) = v.as_object().and_then(|o| o.heap().shape_owner(o.shape())) else { return false };
    let Some(class) = owner.get::<Class>() else { return false };
    class.native().is_some_and(|def| std::ptr::eq(def, &TYPE))
}

/// `self[key] = value`, as a subclass has it.
fn put(vm: &Vm, this: &Value, key: Value, value: Value) -> PyResult<()> {
    if is_exact(this) {
        payload_of::<Dict>(vm, this)?.insert(vm, key, value)?;
        return Ok(());
    }
    vm.setitem(this, &key, &value)
}

fn update_from(vm: &Vm, this: &Value, other: &Value) -> PyResult<()> {
    if is_exact(this) && (exact::<Dict>(other).is_some() || is_exact(other)) {
        return dict::merge_dict(vm, payload_of::<Dict>(vm, this)?, payload_of::<Dict>(vm, other)?);
    }
    if let Some(source) = exact::<Dict>(other) {
        let version = source.keys_version();
        let mut pos = 0;
        while let Some((next, key, value)) = source.entry_at(pos) {
            pos = next;
            put(vm, this, key, value)?;
            if source.keys_version() != version {
                return Err(vm.runtime_error("dictionary changed size during iteration"));
            }
        }
        return Ok(());
    }
    if let Some(keys) = vm.getattr_opt(other, &vm.names.keys)? {
        let keys = vm.call(&keys, &[])?;
        let keys = vm.iter(&keys)?;
        while let Some(key) = vm.next(&keys)? {
            let value = vm.getitem(other, &key)?;
            put(vm, this, key, value)?;
        }
        return Ok(());
    }
    let pairs = match vm.getattr_opt(other, &vm.names.items)? {
        Some(items) => vm.call(&items, &[])?,
        None => other.clone(),
    };
    let pairs = vm.iter(&pairs)?;
    while let Some(pair) = vm.next(&pairs)? {
        let parts = vm.collect(&pair)?;
        match &parts[..] {
            [key, value] => put(vm, this, key.clone(), value.clone())?,
            [] => return Err(vm.value_error("need more than 0 values to unpack")),
            [_] => return Err(vm.value_error("need more than 1 value to unpack")),
            _ => return Err(vm.value_error("too many values to unpack (expected 2)")),
        }
    }
    Ok(())
}

fn update_with(vm: &Vm, this: &Value, args: &Value, kwargs: &Value) -> PyResult<()> {
    match payload_of::<Tuple>(vm, args)?.items() {
        [] => {}
        [other] => update_from(vm, this, other)?,
        more => {
            let n = more.len();
            return Err(
                vm.type_error(format_args!("update() takes at most 1 positional argument ({n} given)"))
            );
        }
    }
    if kwargs.get::<Dict>().is_some_and(|d| !d.is_empty()) {
        update_from(vm, this, kwargs)?;
    }
    Ok(())
}

fn init(vm: &Vm, a: &[Value]) -> PyResult {
    let n = payload_of::<Tuple>(vm, &a[1])?.items().len();
    if n > 1 {
        return Err(vm.type_error(format_args!("OrderedDict expected at most 1 argument, got {n}")));
    }
    update_with(vm, &a[0], &a[1], &a[2])?;
    Ok(Value::NONE)
}

fn update(vm: &Vm, a: &[Value]) -> PyResult {
    update_with(vm, &a[0], &a[1], &a[2])?;
    Ok(Value::NONE)
}

fn fromkeys(vm: &Vm, a: &[Value]) -> PyResult {
    let value = given(&a[2]).cloned().unwrap_or(Value::NONE);
    let made = vm.call(&a[0], &[])?;
    let iterator = vm.iter(&a[1])?;
    while let Some(key) = vm.next(&iterator)? {
        put(vm, &made, key, value.clone())?;
    }
    Ok(made)
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let this = self_of::<Dict>(vm, a)?;
    let name = vm.class_of(&a[0]).name();
    if this.is_empty() {
        return vm.str(&format!("{name}()"));
    }
    let Some(_guard) = vm.repr_guard(&a[0]) else { return vm.str("...") };
    let plain = this.copy(vm)?;
    let mut out = vm.str_builder();
    out.push_str(vm, &name)?;
    out.push_str(vm, "(")?;
    out.push(vm, &vm.repr(plain.as_value())?)?;
    out.push_str(vm, ")")?;
    Ok(out.finish(vm)?.into_value())
}

fn reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let state = vm.call_method(&a[0], "__getstate__", &[])?;
    let items = vm.call_method(&a[0], "items", &[])?;
    let items = vm.iter(&items)?;
    let class = vm.class_of(&a[0]).into_value();
    vm.tuple_of([class, vm.tuple(&[])?, state, Value::NONE, items])
}

fn copy(vm: &Vm, a: &[Value]) -> PyResult {
    let made = vm.call(vm.class_of(&a[0]).as_value(), &[])?;
    if is_exact(&a[0]) {
        dict::merge_dict(vm, payload_of::<Dict>(vm, &made)?, self_of::<Dict>(vm, a)?)?;
        return Ok(made);
    }
    let this = self_of::<Dict>(vm, a)?;
    let mut pos = 0;
    while let Some((next, key, _)) = this.entry_at(pos) {
        pos = next;
        let value = vm.getitem(&a[0], &key)?;
        vm.setitem(&made, &key, &value)?;
    }
    Ok(made)
}

// ---- both ends ----

fn setdefault(vm: &Vm, a: &[Value]) -> PyResult {
    let this = self_of::<Dict>(vm, a)?;
    let default = given(&a[2]).cloned().unwrap_or(Value::NONE);
    if is_exact(&a[0]) {
        let hash = keys::dict_key_hash(vm, &a[1])?;
        if let Some(value) = this.find(vm, hash, &a[1])?.and_then(|i| this.value_at(i)) {
            return Ok(value);
        }
        this.append(vm, hash, a[1].clone(), default.clone())?;
        return Ok(default);
    }
    if vm.contains(&a[0], &a[1])? {
        return vm.getitem(&a[0], &a[1]);
    }
    vm.setitem(&a[0], &a[1], &default)?;
    Ok(default)
}

fn pop(vm: &Vm, a: &[Value]) -> PyResult {
    match self_of::<Dict>(vm, a)?.remove(vm, &a[1])? {
        Some(value) => Ok(value),
        None => given(&a[2]).cloned().ok_or_else(|| vm.key_error(&a[1])),
    }
}

fn flag(vm: &Vm, v: &Value) -> PyResult<bool> {
    given(v).map_or(Ok(true), |v| vm.truthy(v))
}

fn popitem(vm: &Vm, a: &[Value]) -> PyResult {
    let table = self_of::<Dict>(vm, a)?.table();
    let last = flag(vm, &a[1])?;
    match if last { table.pop_last() } else { table.pop_first() } {
        Some((key, value)) => vm.tuple_of([key, value]),
        None => Err(vm.key_error_text("dictionary is empty")),
    }
}

fn move_to_end(vm: &Vm, a: &[Value]) -> PyResult {
    let this = self_of::<Dict>(vm, a)?;
    let last = flag(vm, &a[2])?;
    let hash = keys::dict_key_hash(vm, &a[1])?;
    let Some(i) = this.find(vm, hash, &a[1])? else { return Err(vm.key_error(&a[1])) };
    let version = this.keys_version();
    vm.retry(|heap| {
        // A failed attempt may have compacted the table.
        if this.keys_version() != version {
            return Err(hognose_heap::AllocError);
        }
        if last { this.table().move_to_end(heap, i) } else { this.table().move_to_front(heap, i) }
    })?;
    Ok(Value::NONE)
}

// ---- operators ----

fn equal(vm: &Vm, a: &[Value]) -> PyResult<Option<bool>> {
    let (this, Some(other)) = (self_of::<Dict>(vm, a)?, a[1].get::<Dict>()) else { return Ok(None) };
    if !dict::equal(vm, this, other)? {
        return Ok(Some(false));
    }
    if !is_ordered(&a[1]) {
        return Ok(Some(true));
    }
    let (mut i, mut j) = (0, 0);
    loop {
        match (this.entry_at(i), other.entry_at(j)) {
            (Some((next_i, x, _)), Some((next_j, y, _))) => {
                (i, j) = (next_i, next_j);
                if !vm.eq(&x, &y)? {
                    return Ok(Some(false));
                }
            }
            (x, y) => return Ok(Some(x.is_none() && y.is_none())),
        }
    }
}

fn eq(vm: &Vm, a: &[Value]) -> PyResult {
    Ok(equal(vm, a)?.map_or(Value::NOT_IMPLEMENTED, Value::from_bool))
}

fn ne(vm: &Vm, a: &[Value]) -> PyResult {
    Ok(equal(vm, a)?.map_or(Value::NOT_IMPLEMENTED, |same| Value::from_bool(!same)))
}

fn union(vm: &Vm, like: &Value, left: &Value, right: &Value) -> PyResult {
    if !left.is::<Dict>() || !right.is::<Dict>() {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let made = vm.call(vm.class_of(like).as_value(), std::slice::from_ref(left))?;
    update_from(vm, &made, right)?;
    Ok(made)
}

fn or(vm: &Vm, a: &[Value]) -> PyResult {
    union(vm, &a[0], &a[0], &a[1])
}

fn ror(vm: &Vm, a: &[Value]) -> PyResult {
    union(vm, &a[0], &a[1], &a[0])
}

fn ior(vm: &Vm, a: &[Value]) -> PyResult {
    update_from(vm, &a[0], &a[1])?;
    Ok(a[0].clone())
}

// ---- views and iterators ----

const KEYS: u8 = 0;
const VALUES: u8 = 1;
const ITEMS: u8 = 2;

macro_rules! view {
    ($type_name:ident, $kind:ident, $name:literal, $base:ident, $shape:ident, $make:ident, $iter:ident, $reversed:ident) => {
        pub static $type_name: TypeDef = TypeDef {
            base: Some(&dict::$base),
            shape: shapes::$shape,
            methods: &[
                method("__iter__", "($self, /)", $iter),
                method("__reversed__", "($self, /)", $reversed),
            ],
            flags: TypeFlags::NO_NEW,
            ..TypeDef::new::<DictView<$kind>>($name)
        };

        fn $make(vm: &Vm, a: &[Value]) -> PyResult {
            let dict = self_of::<Dict>(vm, a)?;
            let made = vm.retry(|heap| heap.alloc(shapes::$shape, DictView::<$kind>::new(dict)))?;
            Ok(made.into_value())
        }

        fn $iter(vm: &Vm, a: &[Value]) -> PyResult {
            iterator(vm, self_of::<DictView<$kind>>(vm, a)?.dict(), $kind, false)
        }

        fn $reversed(vm: &Vm, a: &[Value]) -> PyResult {
            iterator(vm, self_of::<DictView<$kind>>(vm, a)?.dict(), $kind, true)
        }
    };
}

view!(KEYS_TYPE, KEYS, "odict_keys", KEYS_TYPE, ODICT_KEYS, keys_view, keys_iter, keys_reversed);
view!(
    VALUES_TYPE,
    VALUES,
    "odict_values",
    VALUES_TYPE,
    ODICT_VALUES,
    values_view,
    values_iter,
    values_reversed
);
view!(ITEMS_TYPE, ITEMS, "odict_items", ITEMS_TYPE, ODICT_ITEMS, items_view, items_iter, items_reversed);

/// Walks an ordered dict in one direction.
#[derive(Trace)]
pub struct OrderedIter {
    dict: RefSlot<Dict>,
    pos: Cell<u32>,
    version: Cell<u32>,
    len: usize,
    kind: u8,
    backward: bool,
}

impl Payload for OrderedIter {
    const NAME: &'static str = "odict_iterator";
    const SHAPE: ShapeId = shapes::ODICT_ITERATOR;
    const TRACED: bool = true;
    type Tail = ();
}

pub static ITERATOR_TYPE: TypeDef = TypeDef {
    iternext: Some(next),
    methods: &[
        method("__iter__", "($self, /)", return_self),
        method("__reduce__", "($self, /)", iterator_reduce).doc("Return state information for pickling"),
    ],
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<OrderedIter>("odict_iterator")
};

fn iterator(vm: &Vm, dict: &Ref<Dict>, kind: u8, backward: bool) -> PyResult {
    let made = vm.alloc(|| OrderedIter {
        dict: RefSlot::new(Some(dict.clone())),
        pos: Cell::new(if backward { u32::MAX } else { 0 }),
        version: Cell::new(dict.keys_version()),
        len: dict.len(),
        kind,
        backward,
    })?;
    Ok(made.into_value())
}

fn iter_keys(vm: &Vm, a: &[Value]) -> PyResult {
    iterator(vm, self_of::<Dict>(vm, a)?, KEYS, false)
}

fn reversed(vm: &Vm, a: &[Value]) -> PyResult {
    iterator(vm, self_of::<Dict>(vm, a)?, KEYS, true)
}

fn next(vm: &Vm, v: &Value) -> PyResult<Option<Value>> {
    let it = payload_of::<OrderedIter>(vm, v)?;
    let Some(dict) = it.dict.get() else { return Ok(None) };
    if dict.keys_version() != it.version.get() {
        // Sticky, as no key set has this number.
        it.version.set(0);
        return Err(vm.runtime_error("OrderedDict mutated during iteration"));
    }
    let table = dict.table();
    let found = if it.backward { table.prev_live(it.pos.get()) } else { table.next_live(it.pos.get()) };
    let Some(i) = found else {
        it.dict.set(None);
        return Ok(None);
    };
    it.pos.set(if it.backward { i } else { i + 1 });
    let Some(key) = table.key_at(i) else { return Ok(None) };
    if it.kind == KEYS {
        return Ok(Some(key));
    }
    // A subclass may have its own __getitem__: CPython asks the dict itself.
    let Some(value) = table.value_at(i) else { return Ok(None) };
    if it.kind == VALUES { Ok(Some(value)) } else { vm.tuple_of([key, value]).map(Some) }
}

fn iterator_reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let it = self_of::<OrderedIter>(vm, a)?;
    let copy = vm.alloc(|| OrderedIter {
        dict: RefSlot::new(it.dict.get()),
        pos: it.pos.clone(),
        version: it.version.clone(),
        len: it.len,
        kind: it.kind,
        backward: it.backward,
    })?;
    let left = vm.collect(copy.as_value())?;
    let left = vm.list_from(left)?;
    vm.tuple_of([vm.builtin("iter")?, vm.tuple_of([left])?])
}
