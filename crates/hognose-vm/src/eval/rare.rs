//! Instructions that are rare enough for a second dispatch: deletions, imports, class bodies, merged displays, `match`,
//! exception groups, type parameters and coroutines.

#![allow(clippy::disallowed_methods, reason = "names of one class pattern")]

use hognose_compiler::opcode::{Intrinsic, Op};
use hognose_heap::{HeapVec, Ref, Value};

use super::frame::Frame;
use super::ops::{self, shape_of};
use crate::class::{Class, class_flags};
use crate::raise::PyResult;
use crate::shapes;
use crate::types::dict::Dict;
use crate::types::function::Function;
use crate::types::generator::Generator;
use crate::types::str::Str;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

/// Runs one instruction on registers.
///
/// # Safety
/// The operands belong to a verified instruction of the running frame.
pub(super) unsafe fn run(
    vm: &Vm,
    op: Op,
    frame: *mut Frame,
    nlocals: usize,
    [a, b, c]: [usize; 3],
    x: u32,
) -> PyResult<()> {
    // SAFETY: as the function says: registers inside the window; consumed temporaries are left blank (O1).
    unsafe {
        let base = (*frame).base;
        let read = |i: usize| (*base.add(i)).clone();
        let consume = |i: usize| {
            if i >= nlocals {
                drop(std::ptr::replace(base.add(i), Value::BLANK));
            }
        };
        let code = (*frame).code();
        let globals = (*frame).globals();
        let locals = || (*frame).locals.clone();
        let v = match op {
            Op::DelGlobal => return ops::delete_global(vm, globals, code.name(x)),
            Op::DelName => return ops::delete_name(vm, &locals(), code.name(x)),
            Op::DelDeref => {
                let old = ops::cell_of(&read(a)).replace(Value::BLANK);
                return if old.is_blank() { Err(ops::unbound_cell(vm, code, a)) } else { Ok(()) };
            }
            Op::DelFree => {
                let old = ops::free_cell(&*frame, x as usize).replace(Value::BLANK);
                return if old.is_blank() { Err(ops::unbound_free(vm, code, x as usize)) } else { Ok(()) };
            }
            Op::DelItem => {
                vm.delitem(&read(a), &read(b))?;
                consume(a);
                consume(b);
                return Ok(());
            }
            Op::DelAttr => {
                vm.delattr(&read(a), code.site_name(x))?;
                consume(a);
                return Ok(());
            }
            Op::SetUpdate => {
                ops::set_update(vm, &read(a), &read(b))?;
                consume(b);
                return Ok(());
            }
            Op::DictUpdate => {
                ops::dict_update(vm, &read(a), &read(b))?;
                consume(b);
                return Ok(());
            }
            Op::DictMerge => {
                ops::dict_merge(vm, &read(a), &read(b), &read(c))?;
                consume(b);
                return Ok(());
            }
            Op::UnpackEx => {
                let after = x as usize;
                ops::unpack_ex(vm, &read(b), base.add(a), c, after)?;
                if !(a..a + c + 1 + after).contains(&b) {
                    consume(b);
                }
                return Ok(());
            }
            Op::ImportStar => {
                crate::import::import_star(vm, &read(b), &locals())?;
                consume(b);
                return Ok(());
            }
            Op::SetupAnnotations => return ops::setup_annotations(vm, &locals()),
            Op::PrintExpr => {
                ops::print_expr(vm, &read(b))?;
                consume(b);
                return Ok(());
            }
            Op::ExcInfo => {
                let traceback = vm.getattr_opt(&read(b), &vm.names.__traceback__)?.unwrap_or(Value::NONE);
                let exc = read(b);
                let class = vm.class_of(&exc).into_value();
                drop(std::ptr::replace(base.add(a + 1), exc));
                drop(std::ptr::replace(base.add(a + 2), traceback));
                class
            }
            Op::ImportName => {
                let v = crate::import::import_name(vm, globals, code.name(x), &read(b + 1), &read(b))?;
                consume(b);
                consume(b + 1);
                v
            }
            Op::ImportFrom => crate::import::import_from(vm, &read(b), code.name(x))?,
            Op::LoadLocals => locals(),
            Op::LoadBuildClass => ops::load_build_class(vm)?,
            Op::LoadAssertionError => vm.exc.assertion_error.to_value(),
            Op::LoadFromMappingOrFree => {
                let v = ops::load_from_mapping_or_free(vm, &*frame, &read(b), code.name(x), c)?;
                consume(b);
                v
            }
            Op::LoadFromMappingOrGlobal => {
                let v = ops::load_from_mapping_or_global(vm, &*frame, &read(b), code.name(x))?;
                consume(b);
                v
            }
            Op::LoadSuperAttr => {
                let name = code.site_name(x);
                let v = super::attr::load_super(vm, name, &read(b), &read(b + 1), &read(b + 2), c)?;
                consume(b);
                consume(b + 1);
                consume(b + 2);
                v
            }
            Op::ListToTuple => {
                let v = ops::list_to_tuple(vm, &read(b))?;
                consume(b);
                v
            }
            Op::BuildSlice => ops::build_slice(vm, base.add(b))?,
            Op::GetYieldFromIter => {
                let v = super::generator::yield_from_iter(vm, &*frame, &read(b))?;
                consume(b);
                v
            }
            Op::Convert => {
                let v = ops::convert(vm, &read(b), c)?;
                consume(b);
                v
            }
            Op::GetLen => vm.int(vm.len(&read(b))? as i64)?,
            Op::MatchMapping => Value::from_bool(vm.class_of(&read(b)).flag(class_flags::MAPPING)),
            Op::MatchSequence => Value::from_bool(vm.class_of(&read(b)).flag(class_flags::SEQUENCE)),
            Op::MatchKeys => match_keys(vm, &read(b), &read(c))?,
            Op::MatchClass => {
                let v = match_class(vm, &read(b), &read(c), &read(c + 1), &read(c + 2))?;
                consume(b);
                consume(c);
                consume(c + 1);
                consume(c + 2);
                v
            }
            // Where the generator stands tells its own values from those it waits for: no wrapper is needed.
            Op::AsyncGenWrap => {
                let v = read(b);
                consume(b);
                v
            }
            Op::DictWithoutKeys => {
                let v = dict_without_keys(vm, &read(b), &read(c))?;
                consume(c);
                v
            }
            Op::CheckEgMatch => {
                let (matched, rest) = except_star(vm, &read(b), &read(c))?;
                consume(b);
                consume(c);
                if !matched.is_none() {
                    drop(vm.thread.handled.replace(matched.clone()));
                }
                drop(std::ptr::replace(base.add(a + 1), matched));
                rest
            }
            Op::PrepReraiseStar => {
                let raised = vm.collect(&read(c))?;
                let v =
                    crate::types::exception::group::reraise(vm, &read(b), &raised)?.unwrap_or(Value::NONE);
                consume(b);
                consume(c);
                v
            }
            Op::Intrinsic => intrinsic(vm, base.add(b), c)?,
            Op::GetAwaitable => {
                let v = awaitable(vm, &read(b), c)?;
                consume(b);
                v
            }
            Op::GetAiter => {
                let v = async_iterator(vm, &read(b))?;
                consume(b);
                v
            }
            Op::GetAnext => async_next(vm, &read(b))?,
            Op::EndAsyncFor => {
                let exc = std::ptr::replace(base.add(a), Value::BLANK);
                super::unwind::pop_handled(vm, frame, std::ptr::replace(base.add(a + 1), Value::BLANK));
                if vm.value_is_instance(&exc, &vm.exc.stop_async_iteration) {
                    return Ok(());
                }
                return Err(vm.reraise(exc));
            }
            other => {
                return Err(
                    vm.system_error(format_args!("instruction {} is not supported", other.row().name))
                );
            }
        };
        drop(std::ptr::replace(base.add(a), v));
    }
    Ok(())
}

/// The iterator behind `await v`; `how`: 1 for the result of `__aenter__`, 2 for that of `__aexit__`.
pub(crate) fn awaitable(vm: &Vm, v: &Value, how: usize) -> PyResult {
    if shape_of(v) == shapes::COROUTINE {
        return Ok(v.clone());
    }
    if let Some(generator) = v.get::<Generator>()
        && let Some(function) = generator.func.get().get::<Function>()
        && function.code.flags & hognose_compiler::code::flags::ITERABLE_COROUTINE != 0
    {
        return Ok(v.clone());
    }
    match vm.call_special(v, &vm.names.__await__, &[])? {
        Some(it) if shape_of(&it) == shapes::COROUTINE => {
            Err(vm.type_error("__await__() returned a coroutine"))
        }
        Some(it) if vm.lookup_special(&it, &vm.names.__next__).is_some() => Ok(it),
        Some(it) => {
            Err(vm.type_error(format_args!("__await__() returned non-iterator of type '{}'", vm.tn(&it))))
        }
        None => Err(vm.type_error(match how {
            0 => format!("'{}' object can't be awaited", vm.tn(v)),
            1 => format!(
                "'async with' received an object from __aenter__ that does not implement __await__: {}",
                vm.tn(v)
            ),
            _ => format!(
                "'async with' received an object from __aexit__ that does not implement __await__: {}",
                vm.tn(v)
            ),
        })),
    }
}

fn async_iterator(vm: &Vm, v: &Value) -> PyResult {
    match vm.call_special(v, &vm.names.__aiter__, &[])? {
        Some(it) if vm.lookup_special(&it, &vm.names.__anext__).is_some() => Ok(it),
        Some(it) => Err(vm.type_error(format!(
            "'async for' received an object from __aiter__ that does not implement __anext__: {}",
            vm.tn(&it)
        ))),
        None => Err(
            vm.type_error(format!("'async for' requires an object with __aiter__ method, got {}", vm.tn(v)))
        ),
    }
}

fn async_next(vm: &Vm, it: &Value) -> PyResult {
    let Some(next) = vm.call_special(it, &vm.names.__anext__, &[])? else {
        return Err(vm.type_error(format!(
            "'async for' requires an iterator with __anext__ method, got {}",
            vm.tn(it)
        )));
    };
    awaitable(vm, &next, 0)
}

/// `except* T`: what matches and the rest; None for nothing.
fn except_star(vm: &Vm, exc: &Value, classes: &Value) -> PyResult<(Value, Value)> {
    let listed = classes.get::<Tuple>();
    for class in listed.map_or(std::slice::from_ref(classes), |t| t.items()) {
        let Some(class) = class.get::<Class>().filter(|c| vm.is_subclass_exact(c, &vm.exc.base_exception))
        else {
            let message = "catching classes that do not inherit from BaseException is not allowed";
            return Err(vm.type_error(message));
        };
        if vm.is_subclass_exact(class, &vm.exc.base_exception_group) {
            let message = "catching ExceptionGroup with except* is not allowed. Use except instead.";
            return Err(vm.type_error(message));
        }
    }
    if exc.is_none() {
        return Ok((Value::NONE, Value::NONE));
    }
    let (matched, rest) = crate::types::exception::group::match_split(vm, exc, classes)?;
    Ok((matched.unwrap_or(Value::NONE), rest.unwrap_or(Value::NONE)))
}

/// The values of a mapping for the keys of a pattern; None if one is missing.
fn match_keys(vm: &Vm, mapping: &Value, keys: &Value) -> PyResult {
    let Some(keys) = keys.get::<Tuple>() else { return Ok(Value::NONE) };
    let mut out = HeapVec::new();
    let get = vm.getattr(mapping, &vm.names.get)?;
    let missing = vm.new_instance(&vm.types.namespace)?;
    for (i, key) in keys.items().iter().enumerate() {
        for earlier in &keys.items()[..i] {
            if vm.eq(earlier, key)? {
                return Err(vm.value_error(format_args!(
                    "mapping pattern checks duplicate key ({})",
                    vm.repr(key)?.to_utf8()
                )));
            }
        }
        let v = vm.call(&get, &[key.clone(), missing.clone()])?;
        if v.same(&missing) {
            return Ok(Value::NONE);
        }
        vm.push(&mut out, v)?;
    }
    vm.tuple_from(out)
}

/// The attribute that one sub-pattern of a class pattern looks at, if the subject has it; an attribute is named once only.
fn sub_pattern(
    vm: &Vm,
    subject: &Value,
    class: &Class,
    name: &Ref<Str>,
    seen: &mut Vec<String>,
) -> PyResult<Option<Value>> {
    let text = name.to_utf8().into_owned();
    if seen.contains(&text) {
        let class = class.name();
        let message = format!("{class}() got multiple sub-patterns for attribute '{text}'");
        return Err(vm.type_error(message));
    }
    seen.push(text);
    vm.getattr_opt(subject, name)
}

/// The attributes of a class pattern; None if the subject does not match.
fn match_class(vm: &Vm, subject: &Value, class: &Value, names: &Value, positional: &Value) -> PyResult {
    let Some(cls) = class.get::<Class>() else {
        return Err(vm.type_error("called match pattern must be a class"));
    };
    if !vm.is_instance(subject, class)? {
        return Ok(Value::NONE);
    }
    let count = positional.as_int().unwrap_or(0) as usize;
    let mut out = HeapVec::new();
    let mut seen: Vec<String> = Vec::new();
    if count > 0 {
        let allowed = match vm.getattr_opt(class, &vm.names.__match_args__)? {
            Some(args) => {
                let Some(args) = args.get::<Tuple>() else {
                    return Err(vm.type_error(format_args!(
                        "{}.__match_args__ must be a tuple (got {})",
                        cls.name(),
                        vm.tn(&args)
                    )));
                };
                if args.items().len() < count {
                    let n = args.items().len();
                    let s = if n == 1 { "" } else { "s" };
                    return Err(vm.type_error(format_args!(
                        "{}() accepts {n} positional sub-pattern{s} ({count} given)",
                        cls.name()
                    )));
                }
                for name in &args.items()[..count] {
                    let Some(name) = name.get::<Str>() else {
                        return Err(vm.type_error(format_args!(
                            "__match_args__ elements must be strings (got {})",
                            vm.tn(name)
                        )));
                    };
                    match sub_pattern(vm, subject, cls, name, &mut seen)? {
                        Some(v) => vm.push(&mut out, v)?,
                        None => return Ok(Value::NONE),
                    }
                }
                count
            }
            None if cls.flag(class_flags::MATCH_SELF) => {
                if count == 1 {
                    vm.push(&mut out, subject.clone())?;
                }
                1
            }
            None => 0,
        };
        if count > allowed {
            let s = if allowed == 1 { "" } else { "s" };
            return Err(vm.type_error(format_args!(
                "{}() accepts {allowed} positional sub-pattern{s} ({count} given)",
                cls.name()
            )));
        }
    }
    if let Some(names) = names.get::<Tuple>() {
        for name in names.items() {
            let Some(name) = name.get::<Str>() else { continue };
            match sub_pattern(vm, subject, cls, name, &mut seen)? {
                Some(v) => vm.push(&mut out, v)?,
                None => return Ok(Value::NONE),
            }
        }
    }
    vm.tuple_from(out)
}

fn dict_without_keys(vm: &Vm, mapping: &Value, keys: &Value) -> PyResult {
    let copy = vm.call(vm.types.dict.as_value(), std::slice::from_ref(mapping))?;
    if let (Some(dict), Some(keys)) = (copy.get::<Dict>(), keys.get::<Tuple>()) {
        for key in keys.items() {
            drop(dict.remove(vm, key)?);
        }
    }
    Ok(copy)
}

/// # Safety
/// `from` points to the temporaries that the function takes.
unsafe fn intrinsic(vm: &Vm, from: *mut Value, which: usize) -> PyResult {
    // SAFETY: as the function says.
    let take = |i: usize| unsafe { std::ptr::replace(from.add(i), Value::BLANK) };
    let typing = |name: &str, args: &[Value]| -> PyResult {
        let module = crate::import::import_module(vm, "_typing")?;
        let f = vm.getattr_str(&module, name)?;
        vm.call(&f, args)
    };
    match which {
        n if n == Intrinsic::TypeVar as usize => typing("_make_typevar", &[take(0)]),
        n if n == Intrinsic::TypeVarWithBound as usize => typing("_make_typevar_bound", &[take(0), take(1)]),
        n if n == Intrinsic::TypeVarWithConstraints as usize => {
            typing("_make_typevar_constraints", &[take(0), take(1)])
        }
        n if n == Intrinsic::TypeVarTuple as usize => typing("_make_typevartuple", &[take(0)]),
        n if n == Intrinsic::ParamSpec as usize => typing("_make_paramspec", &[take(0)]),
        n if n == Intrinsic::SetTypeParamDefault as usize => typing("_set_default", &[take(0), take(1)]),
        n if n == Intrinsic::SubscriptGeneric as usize => typing("_subscript_generic", &[take(0)]),
        n if n == Intrinsic::TypeAlias as usize => typing("_make_type_alias", &[take(0), take(1), take(2)]),
        _ => {
            let (function, params) = (take(0), take(1));
            vm.setattr(&function, &vm.names.__type_params__, &params)?;
            Ok(function)
        }
    }
}
