//! Module `_operator`: the operators as functions, and itemgetter, attrgetter, methodcaller.

use hognose_vm::prelude::*;
use hognose_vm::typedef::{Args, Def, ModuleDef, TypeDef, TypeFlags, function, method};

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "_operator",
    doc: "Operator interface.\n\nThis module exports a set of functions implemented in C corresponding\nto the intrinsic operators of \
          Python.  For example, operator.add(x, y)\nis equivalent to the expression x+y.",
    functions: FUNCTIONS,
    types: &[&ITEMGETTER, &ATTRGETTER, &METHODCALLER],
    init: None,
};

const FUNCTIONS: &[Def] = &[
    function("truth", "(a, /)", |vm, a| Ok(Value::from_bool(vm.truthy(&a[0])?))),
    function("contains", "(a, b, /)", |vm, a| Ok(Value::from_bool(vm.contains(&a[0], &a[1])?))),
    function("indexOf", "(a, b, /)", index_of),
    function("countOf", "(a, b, /)", count_of),
    function("is_", "(a, b, /)", |_, a| Ok(Value::from_bool(a[0].same(&a[1])))),
    function("is_not", "(a, b, /)", |_, a| Ok(Value::from_bool(!a[0].same(&a[1])))),
    function("is_none", "(a, /)", |_, a| Ok(Value::from_bool(a[0].is_none()))),
    function("is_not_none", "(a, /)", |_, a| Ok(Value::from_bool(!a[0].is_none()))),
    function("not_", "(a, /)", |vm, a| Ok(Value::from_bool(!vm.truthy(&a[0])?))),
    function("index", "(a, /)", |vm, a| {
        let index = vm.index(&a[0])?;
        vm.int_of_class(&vm.types.int, &index)
    }),
    function("neg", "(a, /)", |vm, a| vm.negative(&a[0])),
    function("pos", "(a, /)", |vm, a| vm.positive(&a[0])),
    function("abs", "(a, /)", |vm, a| vm.absolute(&a[0])),
    function("inv", "(a, /)", |vm, a| vm.invert(&a[0])),
    function("invert", "(a, /)", |vm, a| vm.invert(&a[0])),
    function("add", "(a, b, /)", |vm, a| vm.binary(BinOp::Add, &a[0], &a[1])),
    function("sub", "(a, b, /)", |vm, a| vm.binary(BinOp::Sub, &a[0], &a[1])),
    function("mul", "(a, b, /)", |vm, a| vm.binary(BinOp::Mul, &a[0], &a[1])),
    function("matmul", "(a, b, /)", |vm, a| vm.binary(BinOp::MatMul, &a[0], &a[1])),
    function("truediv", "(a, b, /)", |vm, a| vm.binary(BinOp::TrueDiv, &a[0], &a[1])),
    function("floordiv", "(a, b, /)", |vm, a| vm.binary(BinOp::FloorDiv, &a[0], &a[1])),
    function("mod", "(a, b, /)", |vm, a| vm.binary(BinOp::Mod, &a[0], &a[1])),
    function("pow", "(a, b, /)", |vm, a| vm.binary(BinOp::Pow, &a[0], &a[1])),
    function("lshift", "(a, b, /)", |vm, a| vm.binary(BinOp::LShift, &a[0], &a[1])),
    function("rshift", "(a, b, /)", |vm, a| vm.binary(BinOp::RShift, &a[0], &a[1])),
    function("and_", "(a, b, /)", |vm, a| vm.binary(BinOp::And, &a[0], &a[1])),
    function("or_", "(a, b, /)", |vm, a| vm.binary(BinOp::Or, &a[0], &a[1])),
    function("xor", "(a, b, /)", |vm, a| vm.binary(BinOp::Xor, &a[0], &a[1])),
    function("iadd", "(a, b, /)", |vm, a| vm.inplace(BinOp::Add, &a[0], &a[1])),
    function("isub", "(a, b, /)", |vm, a| vm.inplace(BinOp::Sub, &a[0], &a[1])),
    function("imul", "(a, b, /)", |vm, a| vm.inplace(BinOp::Mul, &a[0], &a[1])),
    function("imatmul", "(a, b, /)", |vm, a| vm.inplace(BinOp::MatMul, &a[0], &a[1])),
    function("itruediv", "(a, b, /)", |vm, a| vm.inplace(BinOp::TrueDiv, &a[0], &a[1])),
    function("ifloordiv", "(a, b, /)", |vm, a| vm.inplace(BinOp::FloorDiv, &a[0], &a[1])),
    function("imod", "(a, b, /)", |vm, a| vm.inplace(BinOp::Mod, &a[0], &a[1])),
    function("ipow", "(a, b, /)", |vm, a| vm.inplace(BinOp::Pow, &a[0], &a[1])),
    function("ilshift", "(a, b, /)", |vm, a| vm.inplace(BinOp::LShift, &a[0], &a[1])),
    function("irshift", "(a, b, /)", |vm, a| vm.inplace(BinOp::RShift, &a[0], &a[1])),
    function("iand", "(a, b, /)", |vm, a| vm.inplace(BinOp::And, &a[0], &a[1])),
    function("ior", "(a, b, /)", |vm, a| vm.inplace(BinOp::Or, &a[0], &a[1])),
    function("ixor", "(a, b, /)", |vm, a| vm.inplace(BinOp::Xor, &a[0], &a[1])),
    function("concat", "(a, b, /)", |vm, a| concat(vm, a, false)),
    function("iconcat", "(a, b, /)", |vm, a| concat(vm, a, true)),
    function("getitem", "(a, b, /)", |vm, a| vm.getitem(&a[0], &a[1])),
    function("setitem", "(a, b, c, /)", |vm, a| vm.setitem(&a[0], &a[1], &a[2]).map(|()| Value::NONE)),
    function("delitem", "(a, b, /)", |vm, a| vm.delitem(&a[0], &a[1]).map(|()| Value::NONE)),
    function("lt", "(a, b, /)", |vm, a| vm.rich_compare(&a[0], &a[1], CmpOp::Lt)),
    function("le", "(a, b, /)", |vm, a| vm.rich_compare(&a[0], &a[1], CmpOp::Le)),
    function("eq", "(a, b, /)", |vm, a| vm.rich_compare(&a[0], &a[1], CmpOp::Eq)),
    function("ne", "(a, b, /)", |vm, a| vm.rich_compare(&a[0], &a[1], CmpOp::Ne)),
    function("gt", "(a, b, /)", |vm, a| vm.rich_compare(&a[0], &a[1], CmpOp::Gt)),
    function("ge", "(a, b, /)", |vm, a| vm.rich_compare(&a[0], &a[1], CmpOp::Ge)),
    function("length_hint", "(obj, default=0, /)", length_hint),
    function("call", "(obj, /, *args, **kwargs)", call),
    function("_compare_digest", "(a, b, /)", compare_digest),
];

/// `+` of sequences; `has_getitem` is CPython's test for one.
fn concat(vm: &Vm, a: &[Value], inplace: bool) -> PyResult {
    if vm.lookup_special(&a[0], &vm.names.__getitem__).is_none() {
        return Err(vm.type_error(format_args!("'{}' object can't be concatenated", vm.tn(&a[0]))));
    }
    if inplace { vm.inplace(BinOp::Add, &a[0], &a[1]) } else { vm.binary(BinOp::Add, &a[0], &a[1]) }
}

fn index_of(vm: &Vm, a: &[Value]) -> PyResult {
    let iterator = vm.iter(&a[0])?;
    let mut at = 0;
    while let Some(item) = vm.next(&iterator)? {
        if vm.eq(&item, &a[1])? {
            return vm.int(at);
        }
        at += 1;
        vm.poll()?;
    }
    Err(vm.value_error("sequence.index(x): x not in sequence"))
}

fn count_of(vm: &Vm, a: &[Value]) -> PyResult {
    let iterator = vm.iter(&a[0])?;
    let mut count = 0;
    while let Some(item) = vm.next(&iterator)? {
        count += i64::from(vm.eq(&item, &a[1])?);
        vm.poll()?;
    }
    vm.int(count)
}

/// `length_hint(obj, default)`: `len`, `__length_hint__`, or the default.
fn length_hint(vm: &Vm, a: &[Value]) -> PyResult {
    let default = match given(&a[1]) {
        Some(default) if !hognose_vm::types::int::is_int(default) => {
            return Err(vm.type_error(format_args!(
                "'{}' object cannot be interpreted as an integer",
                vm.tn(default)
            )));
        }
        Some(default) => vm.index_i64(default)?,
        None => 0,
    };
    // A TypeError from either method means that there is none.
    if vm.lookup_special(&a[0], &vm.names.__len__).is_some() {
        if let Some(len) = vm.ignore(vm.len(&a[0]), &vm.exc.type_error)? {
            return vm.int_from_usize(len);
        }
    }
    let hint =
        vm.ignore(vm.call_special(&a[0], &vm.names.__length_hint__, &[]), &vm.exc.type_error)?.flatten();
    let Some(hint) = hint.filter(|hint| !hint.same(&Value::NOT_IMPLEMENTED)) else { return vm.int(default) };
    if !hognose_vm::types::int::is_int(&hint) {
        return Err(vm.type_error(format_args!("__length_hint__ must be an integer, not {}", vm.tn(&hint))));
    }
    let hint = vm.index_i64(&hint)?;
    if hint < 0 {
        return Err(vm.value_error("__length_hint__() should return >= 0"));
    }
    vm.int(hint)
}

/// `call(obj, *args, **kwargs)`
fn call(vm: &Vm, a: &[Value]) -> PyResult {
    let args = payload_of::<Tuple>(vm, &a[1])?;
    let keywords = payload_of::<Dict>(vm, &a[2])?;
    call_with(vm, &a[0], args.items(), keywords)
}

/// Calls with positional arguments and the entries of a dict.
fn call_with(vm: &Vm, f: &Value, args: &[Value], keywords: &Ref<Dict>) -> PyResult {
    if keywords.len() == 0 {
        return vm.call(f, args);
    }
    let mut values = HeapVec::new();
    let mut names = HeapVec::new();
    for arg in args {
        vm.push(&mut values, arg.clone())?;
    }
    let mut at = 0;
    while let Some((next, key, value)) = keywords.entry_at(at) {
        at = next;
        vm.push(&mut names, key)?;
        vm.push(&mut values, value)?;
    }
    let names = vm.new_tuple(&names)?;
    vm.call_kw(f, &values, &names)
}

/// Compares without saying by its time where a difference is.
fn compare_digest(vm: &Vm, a: &[Value]) -> PyResult {
    if let (Some(x), Some(y)) = (a[0].get::<Str>(), a[1].get::<Str>()) {
        let (Some(x), Some(y)) = (x.as_str(), y.as_str()) else {
            return Err(vm.type_error("comparing strings with non-ASCII characters is not supported"));
        };
        return Ok(Value::from_bool(same_bytes(x.as_bytes(), y.as_bytes())));
    }
    match (vm.view_opt(&a[0])?, vm.view_opt(&a[1])?) {
        (Some(x), Some(y)) => Ok(Value::from_bool(same_bytes(&x, &y))),
        _ => Err(vm.type_error(format_args!(
            "unsupported operand types(s) or combination of types: '{}' and '{}'",
            vm.tn(&a[0]),
            vm.tn(&a[1])
        ))),
    }
}

fn same_bytes(x: &[u8], y: &[u8]) -> bool {
    let difference = x.iter().zip(y).fold(0, |difference, (a, b)| difference | (a ^ b));
    x.len() == y.len() && std::hint::black_box(difference) == 0
}

#[derive(Trace)]
struct ItemGetter {
    items: Ref<Tuple>,
}

impl Payload for ItemGetter {
    const NAME: &'static str = "itemgetter";
    type Tail = ();
}

static ITEMGETTER: TypeDef = TypeDef {
    module: "operator",
    doc: "Return a callable object that fetches the given item(s) from its operand.\nAfter f = itemgetter(2), the call f(r) \
          returns r[2].\nAfter g = itemgetter(2, 5, 3), the call g(r) returns (r[2], r[5], r[3])",
    new: Some(itemgetter_new),
    methods: &[
        method("__repr__", "($self, /)", |vm, a| {
            let items = &self_of::<ItemGetter>(vm, a)?.items;
            getter_repr(vm, "operator.itemgetter", items.items(), None)
        }),
        method("__reduce__", "($self, /)", |vm, a| {
            let items = &self_of::<ItemGetter>(vm, a)?.items;
            vm.tuple_of([vm.class_of(&a[0]).into_value(), items.to_value()])
        }),
    ],
    call: Some(itemgetter_call),
    flags: TypeFlags::BASETYPE,
    ..TypeDef::new::<ItemGetter>("itemgetter")
};

fn itemgetter_new(vm: &Vm, class: &Ref<Class>, args: &Args<'_>) -> PyResult {
    args.no_keywords(vm, "itemgetter")?;
    if args.pos.is_empty() {
        return Err(vm.type_error("itemgetter expected 1 argument, got 0"));
    }
    let items = vm.new_tuple(args.pos)?;
    vm.alloc_payload(class, || ItemGetter { items: items.clone() })
}

/// The one positional argument of a getter's call.
fn operand<'a>(vm: &Vm, name: &str, args: &Args<'a>) -> PyResult<&'a Value> {
    args.no_keywords(vm, name)?;
    match args.pos {
        [object] => Ok(object),
        more => Err(vm.type_error(format_args!("{name} expected 1 argument, got {}", more.len()))),
    }
}

fn itemgetter_call(vm: &Vm, this: &Value, args: &Args<'_>) -> PyResult {
    let object = operand(vm, "itemgetter", args)?;
    let items = payload_of::<ItemGetter>(vm, this)?.items.clone();
    if let [item] = items.items() {
        return vm.getitem(object, item);
    }
    let mut results = HeapVec::new();
    for item in items.items() {
        vm.push(&mut results, vm.getitem(object, item)?)?;
    }
    vm.tuple_from(results)
}

#[derive(Trace)]
struct AttrGetter {
    /// Interned strings, or tuples of them for dotted names.
    paths: Ref<Tuple>,
    names: Ref<Tuple>,
}

impl Payload for AttrGetter {
    const NAME: &'static str = "attrgetter";
    type Tail = ();
}

static ATTRGETTER: TypeDef = TypeDef {
    module: "operator",
    doc: "Return a callable object that fetches the given attribute(s) from its operand.\nAfter f = attrgetter('name'), the \
          call f(r) returns r.name.\nAfter g = attrgetter('name', 'date'), the call g(r) returns (r.name, r.date).\nAfter h = \
          attrgetter('name.first', 'name.last'), the call h(r) returns\n(r.name.first, r.name.last).",
    new: Some(attrgetter_new),
    methods: &[
        method("__repr__", "($self, /)", |vm, a| {
            let names = &self_of::<AttrGetter>(vm, a)?.names;
            getter_repr(vm, "operator.attrgetter", names.items(), None)
        }),
        method("__reduce__", "($self, /)", |vm, a| {
            let names = &self_of::<AttrGetter>(vm, a)?.names;
            vm.tuple_of([vm.class_of(&a[0]).into_value(), names.to_value()])
        }),
    ],
    call: Some(attrgetter_call),
    flags: TypeFlags::BASETYPE,
    ..TypeDef::new::<AttrGetter>("attrgetter")
};

fn attrgetter_new(vm: &Vm, class: &Ref<Class>, args: &Args<'_>) -> PyResult {
    args.no_keywords(vm, "attrgetter")?;
    if args.pos.is_empty() {
        return Err(vm.type_error("attrgetter expected 1 argument, got 0"));
    }
    let mut paths = HeapVec::new();
    for name in args.pos {
        let Some(text) = name.get::<Str>() else {
            return Err(vm.type_error("attribute name must be a string"));
        };
        let text = text.to_utf8();
        if !text.contains('.') {
            vm.push(&mut paths, vm.intern(&text)?.into_value())?;
            continue;
        }
        let mut steps = HeapVec::new();
        for step in text.split('.') {
            vm.push(&mut steps, vm.intern(step)?.into_value())?;
        }
        vm.push(&mut paths, vm.tuple_from(steps)?)?;
    }
    let (paths, names) = (vm.new_tuple(&paths)?, vm.new_tuple(args.pos)?);
    vm.alloc_payload(class, || AttrGetter { paths: paths.clone(), names: names.clone() })
}

/// Follows one name or dotted path.
fn follow(vm: &Vm, object: &Value, path: &Value) -> PyResult {
    if let Some(name) = path.get::<Str>() {
        return vm.getattr(object, name);
    }
    let mut at = object.clone();
    for step in payload_of::<Tuple>(vm, path)?.items() {
        at = vm.getattr(&at, payload_of::<Str>(vm, step)?)?;
    }
    Ok(at)
}

fn attrgetter_call(vm: &Vm, this: &Value, args: &Args<'_>) -> PyResult {
    let object = operand(vm, "attrgetter", args)?;
    let paths = payload_of::<AttrGetter>(vm, this)?.paths.clone();
    if let [path] = paths.items() {
        return follow(vm, object, path);
    }
    let mut results = HeapVec::new();
    for path in paths.items() {
        vm.push(&mut results, follow(vm, object, path)?)?;
    }
    vm.tuple_from(results)
}

#[derive(Trace)]
struct MethodCaller {
    name: Ref<Str>,
    args: Ref<Tuple>,
    keywords: Ref<Dict>,
}

impl Payload for MethodCaller {
    const NAME: &'static str = "methodcaller";
    type Tail = ();
}

static METHODCALLER: TypeDef = TypeDef {
    module: "operator",
    doc: "Return a callable object that calls the given method on its operand.\nAfter f = methodcaller('name'), the call f(r) \
          returns r.name().\nAfter g = methodcaller('name', 'date', foo=1), the call g(r) returns\nr.name('date', foo=1).",
    new: Some(methodcaller_new),
    methods: &[
        method("__repr__", "($self, /)", |vm, a| {
            let this = self_of::<MethodCaller>(vm, a)?;
            let mut items = HeapVec::new();
            vm.push(&mut items, this.name.to_value())?;
            for arg in this.args.items() {
                vm.push(&mut items, arg.clone())?;
            }
            getter_repr(vm, "operator.methodcaller", &items, Some(&this.keywords))
        }),
        method("__reduce__", "($self, /)", methodcaller_reduce),
    ],
    call: Some(methodcaller_call),
    flags: TypeFlags::BASETYPE,
    ..TypeDef::new::<MethodCaller>("methodcaller")
};

fn methodcaller_new(vm: &Vm, class: &Ref<Class>, args: &Args<'_>) -> PyResult {
    let Some((name, rest)) = args.pos.split_first() else {
        return Err(vm.type_error("methodcaller needs at least one argument, the method name"));
    };
    let Some(name) = name.get::<Str>() else { return Err(vm.type_error("method name must be a string")) };
    let name = vm.intern(&name.to_utf8())?;
    let arguments = vm.new_tuple(rest)?;
    let keywords = vm.new_dict()?;
    for (key, value) in args.keywords() {
        keywords.insert(vm, key.clone(), value.clone())?;
    }
    vm.alloc_payload(class, || MethodCaller {
        name: name.clone(),
        args: arguments.clone(),
        keywords: keywords.clone(),
    })
}

fn methodcaller_call(vm: &Vm, this: &Value, args: &Args<'_>) -> PyResult {
    let object = operand(vm, "methodcaller", args)?;
    let this = payload_of::<MethodCaller>(vm, this)?.clone();
    let f = vm.getattr(object, &this.name)?;
    call_with(vm, &f, this.args.items(), &this.keywords)
}

/// Keyword arguments are pickled through functools.partial, as CPython does.
fn methodcaller_reduce(vm: &Vm, a: &[Value]) -> PyResult {
    let this = self_of::<MethodCaller>(vm, a)?;
    let class = vm.class_of(&a[0]).into_value();
    let mut items = HeapVec::new();
    vm.push(&mut items, this.name.to_value())?;
    if this.keywords.len() == 0 {
        for arg in this.args.items() {
            vm.push(&mut items, arg.clone())?;
        }
        return vm.tuple_of([class, vm.tuple_from(items)?]);
    }
    let functools = vm.import("functools")?;
    let partial = vm.getattr(&functools, &vm.intern("partial")?)?;
    let bound = call_with(vm, &partial, &[class, this.name.to_value()], &this.keywords)?;
    vm.tuple_of([bound, this.args.to_value()])
}

/// `name(a, b, key=value)`
fn getter_repr(vm: &Vm, name: &str, items: &[Value], keywords: Option<&Ref<Dict>>) -> PyResult {
    let _guard = vm.enter_recursion(" while getting the repr of an object")?;
    let mut out = vm.str_builder();
    out.push_str(vm, name)?;
    out.push_str(vm, "(")?;
    let mut separator = "";
    for item in items {
        out.push_str(vm, separator)?;
        out.push(vm, &vm.repr(item)?)?;
        separator = ", ";
    }
    let mut at = 0;
    while let Some((next, key, value)) = keywords.and_then(|k| k.entry_at(at)) {
        at = next;
        out.push_str(vm, separator)?;
        out.push(vm, &vm.to_str(&key)?)?;
        out.push_str(vm, "=")?;
        out.push(vm, &vm.repr(&value)?)?;
        separator = ", ";
    }
    out.push_str(vm, ")")?;
    Ok(out.finish(vm)?.into_value())
}
