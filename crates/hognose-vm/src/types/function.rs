//! Functions written in Python, and the binding of their arguments.

#![allow(clippy::disallowed_methods, reason = "parameters of one function")]

use hognose_heap::{HeapVec, Payload, Ref, RefSlot, ShapeId, Trace, Value, ValueCell};

use crate::eval::code_cell::CodeCell;
use crate::raise::{PyResult, Raised};
use crate::shapes;
use crate::typedef::{Args, GetSet, TypeDef, TypeFlags, getset, member, method};
use crate::types::code::Code;
use crate::types::dict::Dict;
use crate::types::str::Str;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

/// A function.
#[derive(Trace)]
pub struct Function {
    pub code: CodeCell,
    /// As it was before its code was replaced; BLANK: never.
    pub(crate) replaced: ValueCell,
    pub globals: Ref<Dict>,
    pub closure: RefSlot<Tuple>,
    pub defaults: RefSlot<Tuple>,
    pub kwdefaults: RefSlot<Dict>,
    /// `__annotations__`, once made.
    pub annotations: ValueCell,
    /// `__annotate__`; BLANK: none.
    pub annotate: ValueCell,
    pub name: RefSlot<Str>,
    pub qualname: RefSlot<Str>,
    pub module: ValueCell,
    pub doc: ValueCell,
    pub type_params: ValueCell,
}

impl Payload for Function {
    const NAME: &'static str = "function";
    const SHAPE: ShapeId = shapes::FUNCTION;
    type Tail = ();
}

impl Vm {
    /// A function of `code` in the module of `globals`.
    pub fn new_function(
        &self,
        code: &Ref<Code>,
        globals: &Ref<Dict>,
        closure: Option<Ref<Tuple>>,
    ) -> PyResult<Ref<Function>> {
        let module = globals.get_str(&self.names.__name__).unwrap_or(Value::NONE);
        let doc = code.doc();
        self.alloc(|| Function {
            code: CodeCell::new(code.clone()),
            replaced: ValueCell::new(Value::BLANK),
            globals: globals.clone(),
            closure: RefSlot::new(closure.clone()),
            defaults: RefSlot::new(None),
            kwdefaults: RefSlot::new(None),
            annotations: ValueCell::new(Value::BLANK),
            annotate: ValueCell::new(Value::BLANK),
            name: RefSlot::new(Some(code.name.clone())),
            qualname: RefSlot::new(Some(code.qualname.clone())),
            module: ValueCell::new(module.clone()),
            doc: ValueCell::new(doc.clone()),
            type_params: ValueCell::new(Value::BLANK),
        })
    }
}

impl Function {
    /// The qualified name, for messages.
    pub fn display_name(&self) -> String {
        self.qualname
            .get()
            .map_or_else(|| self.code.qualname.to_utf8().into_owned(), |n| n.to_utf8().into_owned())
    }
}

/// One value per parameter of the code, in register order.
pub(crate) fn bind_arguments(
    vm: &Vm,
    function: &Function,
    code: &Ref<Code>,
    args: &Args<'_>,
) -> PyResult<HeapVec<Value>> {
    let positional = code.arg_count as usize;
    let named = positional + code.kwonly_count as usize;
    let total = named + usize::from(code.has_varargs()) + usize::from(code.has_varkeywords());
    let mut out: HeapVec<Value> = HeapVec::new();
    vm.retry(|heap| out.try_reserve(heap, total))?;
    let given = args.pos.len();
    for v in args.pos.iter().take(positional) {
        vm.push(&mut out, v.clone())?;
    }
    while out.len() < total {
        vm.push(&mut out, Value::BLANK)?;
    }
    if code.has_varargs() {
        out[named] = vm.tuple(args.pos.get(positional..).unwrap_or(&[]))?;
    }
    let extra = if code.has_varkeywords() {
        let dict = vm.new_dict()?;
        out[total - 1] = dict.to_value();
        Some(dict)
    } else {
        None
    };
    for (name, value) in args.keywords() {
        let Some(text) = name.get::<Str>() else {
            return Err(vm.type_error(format_args!("{}() keywords must be strings", function.display_name())));
        };
        let found = (code.posonly_count as usize..named)
            .find(|i| code.varname(*i).is_some_and(|n| n.ptr_eq(text) || n.eq_str(text)));
        match (found, &extra) {
            (Some(i), _) if !out[i].is_blank() => {
                let message = format!(
                    "{}() got multiple values for argument '{}'",
                    function.display_name(),
                    text.to_utf8()
                );
                return Err(vm.type_error(message));
            }
            (Some(i), _) => out[i] = value.clone(),
            (None, Some(dict)) => dict.set_str(vm, text, value.clone())?,
            (None, None) => return Err(unexpected_keyword(vm, function, code, args, text)),
        }
    }
    if given > positional && !code.has_varargs() {
        return Err(too_many_positional(vm, function, code, given, &out));
    }
    if given < positional {
        let defaults = function.defaults.get();
        let defaults: &[Value] = defaults.as_ref().map_or(&[], |t| t.items());
        let first_default = positional.saturating_sub(defaults.len());
        let mut missing = Vec::new();
        for i in given..positional {
            if out[i].is_blank() {
                if i >= first_default {
                    out[i] = defaults[i - first_default + defaults.len().saturating_sub(positional)].clone();
                } else {
                    missing.push(i);
                }
            }
        }
        if !missing.is_empty() {
            return Err(missing_arguments(vm, function, code, &missing, "positional"));
        }
    }
    if code.kwonly_count > 0 {
        let kwdefaults = function.kwdefaults.get();
        let mut missing = Vec::new();
        for i in positional..named {
            if out[i].is_blank() {
                let default = match (&kwdefaults, code.varname(i)) {
                    (Some(d), Some(name)) => d.get(vm, name.as_value())?,
                    _ => None,
                };
                match default {
                    Some(v) => out[i] = v,
                    None => missing.push(i),
                }
            }
        }
        if !missing.is_empty() {
            return Err(missing_arguments(vm, function, code, &missing, "keyword-only"));
        }
    }
    Ok(out)
}

fn varname(code: &Code, i: usize) -> String {
    code.varname(i).map_or_else(String::new, |n| n.to_utf8().into_owned())
}

#[cold]
fn missing_arguments(vm: &Vm, function: &Function, code: &Code, missing: &[usize], kind: &str) -> Raised {
    let names: Vec<String> = missing.iter().map(|i| format!("'{}'", varname(code, *i))).collect();
    let listed = match names.as_slice() {
        [one] => one.clone(),
        [a, b] => format!("{a} and {b}"),
        [first @ .., last] => format!("{}, and {last}", first.join(", ")),
        [] => String::new(),
    };
    let s = if missing.len() == 1 { "" } else { "s" };
    vm.type_error(format_args!(
        "{}() missing {} required {kind} argument{s}: {listed}",
        function.display_name(),
        missing.len()
    ))
}

#[cold]
fn too_many_positional(vm: &Vm, function: &Function, code: &Code, given: usize, bound: &[Value]) -> Raised {
    let positional = code.arg_count as usize;
    let defaults = function.defaults.get().map_or(0, |t| t.items().len());
    let keyword_given =
        (positional..positional + code.kwonly_count as usize).filter(|i| !bound[*i].is_blank()).count();
    let takes = if defaults > 0 {
        format!("from {} to {positional}", positional.saturating_sub(defaults))
    } else {
        positional.to_string()
    };
    let plural = if positional == 1 && defaults == 0 { "" } else { "s" };
    let (was, extra) = if keyword_given > 0 {
        let (s1, s2) = (if given == 1 { "" } else { "s" }, if keyword_given == 1 { "" } else { "s" });
        ("were", format!(" positional argument{s1} (and {keyword_given} keyword-only argument{s2})"))
    } else {
        (if given == 1 { "was" } else { "were" }, String::new())
    };
    vm.type_error(format_args!(
        "{}() takes {takes} positional argument{plural} but {given}{extra} {was} given",
        function.display_name()
    ))
}

#[cold]
fn unexpected_keyword(vm: &Vm, function: &Function, code: &Code, args: &Args<'_>, name: &Ref<Str>) -> Raised {
    let posonly: Vec<String> = args
        .keywords()
        .filter_map(|(k, _)| k.get::<Str>())
        .filter(|k| (0..code.posonly_count as usize).any(|i| code.varname(i).is_some_and(|n| n.eq_str(k))))
        .map(|k| k.to_utf8().into_owned())
        .collect();
    if !posonly.is_empty() {
        let message = format!(
            "{}() got some positional-only arguments passed as keyword arguments: '{}'",
            function.display_name(),
            posonly.join(", ")
        );
        return vm.type_error(message);
    }
    let wrong = name.to_utf8().into_owned();
    let known: Vec<String> = (code.posonly_count as usize..(code.arg_count + code.kwonly_count) as usize)
        .map(|i| varname(code, i))
        .collect();
    let hint = crate::types::traceback::closest_name(&wrong, &known)
        .map_or_else(String::new, |n| format!(". Did you mean '{n}'?"));
    vm.type_error(format_args!(
        "{}() got an unexpected keyword argument '{wrong}'{hint}",
        function.display_name()
    ))
}

fn this(v: &Value) -> &Ref<Function> {
    match v.get::<Function>() {
        Some(f) => f,
        None => unreachable!("the descriptor checked the type"),
    }
}

fn optional<T: Payload>(slot: &RefSlot<T>) -> Value {
    slot.get().map_or(Value::NONE, Ref::into_value)
}

fn set_name(vm: &Vm, slot: &RefSlot<Str>, what: &str, value: Option<&Value>) -> PyResult<()> {
    match value.and_then(Value::get::<Str>) {
        Some(name) => {
            slot.set(Some(name.clone()));
            Ok(())
        }
        None => Err(vm.type_error(format_args!("{what} must be set to a string object"))),
    }
}

/// `__annotations__`: made by `__annotate__` when first asked for.
pub(crate) fn annotations(vm: &Vm, annotations: &ValueCell, annotate: &ValueCell) -> PyResult {
    let known = annotations.get();
    if !known.is_blank() {
        return Ok(known);
    }
    let maker = annotate.get();
    let made = if maker.is_blank() || maker.is_none() {
        vm.new_dict()?.into_value()
    } else {
        let made = vm.call(&maker, &[Value::from_small(1)])?;
        if made.get::<Dict>().is_none() {
            return Err(
                vm.type_error(format_args!("__annotate__ returned non-dict of type '{}'", vm.tn(&made)))
            );
        }
        made
    };
    annotations.set(made.clone());
    Ok(made)
}

fn set_code(vm: &Vm, v: &Value, new: Option<&Value>) -> PyResult<()> {
    let Some(new) = new.and_then(Value::get::<Code>) else {
        return Err(vm.type_error("__code__ must be set to a code object"));
    };
    let function = this(v);
    let (has, wants) = (function.code.freevars.items().len(), new.freevars.items().len());
    if has != wants {
        return Err(vm.value_error(format_args!(
            "{}() requires a code object with {has} free vars, not {wants}",
            function.name.get().map_or_else(|| function.display_name(), |n| n.to_utf8().into_owned())
        )));
    }
    if new.ptr_eq(&function.code) {
        return Ok(());
    }
    crate::eval::code_cell::replace_code(vm, function, new)
}

const GETSETS: &[GetSet] = &[
    getset(
        "__name__",
        |_, v| Ok(optional(&this(v).name)),
        Some(|vm, v, new| set_name(vm, &this(v).name, "__name__", new)),
    ),
    getset(
        "__qualname__",
        |_, v| Ok(optional(&this(v).qualname)),
        Some(|vm, v, new| set_name(vm, &this(v).qualname, "__qualname__", new)),
    ),
    getset(
        "__module__",
        |_, v| Ok(this(v).module.get()),
        Some(|_, v, new| {
            this(v).module.set(new.cloned().unwrap_or(Value::NONE));
            Ok(())
        }),
    ),
    getset(
        "__doc__",
        |_, v| Ok(this(v).doc.get()),
        Some(|_, v, new| {
            this(v).doc.set(new.cloned().unwrap_or(Value::NONE));
            Ok(())
        }),
    ),
    getset("__code__", |_, v| Ok(this(v).code.to_value()), Some(set_code)),
    member("__globals__", |_, v| Ok(this(v).globals.to_value())),
    member("__builtins__", |vm, v| {
        let own = crate::eval::attr::own_builtins(vm, &this(v).globals)?;
        Ok(own.as_ref().unwrap_or(&vm.builtins).to_value())
    }),
    member("__closure__", |_, v| Ok(optional(&this(v).closure))),
    getset(
        "__defaults__",
        |_, v| Ok(optional(&this(v).defaults)),
        Some(|vm, v, new| match new {
            None => {
                this(v).defaults.set(None);
                Ok(())
            }
            Some(new) if new.is_none() => {
                this(v).defaults.set(None);
                Ok(())
            }
            Some(new) => match new.get::<Tuple>() {
                Some(t) => {
                    this(v).defaults.set(Some(t.clone()));
                    Ok(())
                }
                None => Err(vm.type_error("__defaults__ must be set to a tuple object")),
            },
        }),
    ),
    getset(
        "__kwdefaults__",
        |_, v| Ok(optional(&this(v).kwdefaults)),
        Some(|vm, v, new| match new {
            Some(new) if !new.is_none() => match new.get::<Dict>() {
                Some(d) => {
                    this(v).kwdefaults.set(Some(d.clone()));
                    Ok(())
                }
                None => Err(vm.type_error("__kwdefaults__ must be set to a dict object")),
            },
            _ => {
                this(v).kwdefaults.set(None);
                Ok(())
            }
        }),
    ),
    getset(
        "__annotations__",
        |vm, v| annotations(vm, &this(v).annotations, &this(v).annotate),
        Some(|vm, v, new| match new {
            Some(new) if !new.is_none() => {
                if new.get::<Dict>().is_none() {
                    return Err(vm.type_error("__annotations__ must be set to a dict object"));
                }
                this(v).annotations.set(new.clone());
                this(v).annotate.set(Value::BLANK);
                Ok(())
            }
            _ => {
                this(v).annotations.set(Value::BLANK);
                this(v).annotate.set(Value::BLANK);
                Ok(())
            }
        }),
    ),
    getset(
        "__annotate__",
        |_, v| {
            let f = this(v).annotate.get();
            Ok(if f.is_blank() { Value::NONE } else { f })
        },
        Some(|vm, v, new| {
            let Some(new) = new else { return Err(vm.type_error("__annotate__ cannot be deleted")) };
            this(v).annotate.set(new.clone());
            if !new.is_none() {
                this(v).annotations.set(Value::BLANK);
            }
            Ok(())
        }),
    ),
    getset(
        "__type_params__",
        |vm, v| {
            let p = this(v).type_params.get();
            if p.is_blank() { vm.tuple(&[]) } else { Ok(p) }
        },
        Some(|_, v, new| {
            this(v).type_params.set(new.cloned().unwrap_or(Value::BLANK));
            Ok(())
        }),
    ),
    getset("__dict__", crate::types::object::get_dict, Some(crate::types::object::set_dict)),
];

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    vm.str(&format!("<function {} at {:#x}>", this(&a[0]).display_name(), this(&a[0]).address()))
}

fn get(vm: &Vm, a: &[Value]) -> PyResult {
    if a[1].is_none() && (a[2].is_blank() || !a[2].same(&vm.types.none_type.to_value())) {
        return Ok(a[0].clone());
    }
    vm.bind_method(&a[0], &a[1])
}

fn new(vm: &Vm, _: &Ref<crate::class::Class>, args: &Args<'_>) -> PyResult {
    let [code, globals, name, defaults, closure, kwdefaults] =
        args.bind(vm, "function", "(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)")?;
    let (Some(code), Some(globals)) = (code.get::<Code>(), globals.get::<Dict>()) else {
        return Err(vm.type_error("function() argument 'code' must be code, and 'globals' a dict"));
    };
    let cells = closure.get::<Tuple>().cloned();
    if cells.as_ref().map_or(0, |c| c.items().len()) != code.freevars.items().len() {
        return Err(vm.value_error(format_args!(
            "{} requires closure of length {}, not {}",
            code.name.to_utf8(),
            code.freevars.items().len(),
            cells.as_ref().map_or(0, |c| c.items().len())
        )));
    }
    if let Some(cells) = &cells {
        if let Some(wrong) = cells.items().iter().find(|c| c.get::<crate::types::cell::Cell>().is_none()) {
            return Err(vm.type_error(format_args!("arg 5 (closure) expected cell, found {}", vm.tn(wrong))));
        }
    }
    let function = vm.new_function(code, globals, cells)?;
    if let Some(name) = name.get::<Str>() {
        function.name.set(Some(name.clone()));
    }
    function.defaults.set(defaults.get::<Tuple>().cloned());
    function.kwdefaults.set(kwdefaults.get::<Dict>().cloned());
    Ok(function.into_value())
}

pub static TYPE: TypeDef = TypeDef {
    new: Some(new),
    getsets: GETSETS,
    methods: &[
        method("__repr__", "($self, /)", repr),
        method("__get__", "($self, instance, owner=None, /)", get),
    ],
    call: Some(|vm, f, args| vm.call_function(f, args)),
    flags: TypeFlags::HAS_DICT.union(TypeFlags::WEAKREF),
    ..TypeDef::new::<Function>("function")
};
