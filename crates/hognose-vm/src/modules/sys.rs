//! Module `sys`: made when the interpreter starts, since everything looks into it.

#![allow(clippy::disallowed_methods, reason = "fields of one structure")]

use hognose_heap::{HeapVec, Ref, Value};

use crate::class::Class;
use crate::raise::PyResult;
use crate::typedef::{Def, function};
use crate::types::exception;
use crate::types::str::Str;
use crate::vm::Vm;

/// The language version that programs see.
const VERSION: (i64, i64, i64) = (3, 14, 0);

fn or_none(cell: &hognose_heap::ValueCell) -> Value {
    if cell.is_blank() { Value::NONE } else { cell.get() }
}

const FUNCTIONS: &[Def] = &[
    function("getrefcount", "(object, /)", |vm, a| match a[0].as_object() {
        // The argument register is one reference, as CPython's argument is.
        Some(o) if !o.is_immortal() => vm.int(o.refcount() as i64),
        _ => vm.int(u32::MAX as i64),
    }),
    function("getsizeof", "(object, default=None)", |vm, a| {
        let size = match vm.call_special(&a[0], &vm.names.__sizeof__, &[]) {
            Ok(Some(size)) => vm.index_i64(&size),
            Ok(None) => Err(vm.type_error(format_args!("Type {} doesn't define __sizeof__", vm.tn(&a[0])))),
            Err(raised) => Err(raised),
        };
        match size {
            Ok(size) if size < 0 => Err(vm.value_error("__sizeof__() should return >= 0")),
            Ok(size) => vm.int(size),
            Err(raised) if a[1].is_blank() => Err(raised),
            Err(raised) => match vm.catch(&vm.exc.type_error) {
                Some(_) => Ok(a[1].clone()),
                None => Err(raised),
            },
        }
    }),
    function("getrecursionlimit", "()", |vm, _| vm.int(vm.thread.recursion_limit.get() as i64)),
    function("setrecursionlimit", "(limit, /)", |vm, a| {
        let n = vm.index_i64(&a[0])?;
        if n < 1 {
            return Err(vm.value_error("recursion limit must be greater or equal than 1"));
        }
        // Native calls count as `enter_recursion` counts them.
        let depth = vm.thread.frames.depth() + vm.thread.native_depth.get();
        if (n as usize) < depth + 1 {
            return Err(vm.raise(&vm.exc.recursion_error, format_args!("cannot set the recursion limit to {n} at the recursion depth {depth}: the limit is too low")));
        }
        vm.thread.recursion_limit.set(n as usize);
        Ok(Value::NONE)
    }),
    function("intern", "(string, /)", |vm, a| match a[0].get::<Str>() {
        Some(s) if a[0].shape() == Some(crate::shapes::STR) => Ok(vm.intern_ref(s)?.into_value()),
        _ => Err(vm.type_error(format_args!("can't intern {}", vm.tn(&a[0])))),
    }),
    function("_is_interned", "(string, /)", |_, a| {
        Ok(Value::from_bool(a[0].get::<Str>().is_some_and(|s| s.is_interned())))
    }),
    function("exc_info", "()", |vm, _| {
        let exc = vm.thread.handled.get();
        if exc.is_blank() || exc.is_none() {
            return vm.tuple_of([Value::NONE, Value::NONE, Value::NONE]);
        }
        let traceback = vm.getattr_opt(&exc, &vm.names.__traceback__)?.unwrap_or(Value::NONE);
        vm.tuple_of([vm.class_of(&exc).into_value(), exc, traceback])
    }),
    function("exception", "()", |vm, _| {
        let exc = vm.thread.handled.get();
        Ok(if exc.is_blank() { Value::NONE } else { exc })
    }),
    function("exit", "(status=None, /)", |vm, a| {
        if let Some(several) = a[0].get::<crate::types::tuple::Tuple>() {
            // As in C, where a tuple is the arguments of the exception.
            return Err(vm.raise_args(&vm.exc.system_exit, several.items()));
        }
        let args: &[Value] = if a[0].is_blank() || a[0].is_none() { &[] } else { &a[..1] };
        Err(vm.raise_args(&vm.exc.system_exit, args))
    }),
    function("_getframe", "(depth=0, /)", |vm, a| {
        let depth = if a[0].is_blank() { 0 } else { vm.index_i64(&a[0])?.max(0) };
        match vm.current_frame(depth as usize)? {
            Some(frame) => Ok(frame.into_value()),
            None => Err(vm.value_error("call stack is not deep enough")),
        }
    }),
    function("_getframemodulename", "(depth=0)", |vm, a| {
        let depth = if a[0].is_blank() { 0 } else { vm.index_i64(&a[0])?.max(0) };
        let frame = vm.current_frame(depth as usize)?;
        Ok(frame.and_then(|f| f.function()).map_or(Value::NONE, |f| f.module.get()))
    }),
    function("getdefaultencoding", "()", |vm, _| vm.str("utf-8")),
    function("getfilesystemencoding", "()", |vm, _| vm.str("utf-8")),
    function("getfilesystemencodeerrors", "()", |vm, _| vm.str("surrogateescape")),
    function("getallocatedblocks", "()", |vm, _| vm.int(vm.heap().memory().live_blocks() as i64)),
    function("_clear_internal_caches", "()", |vm, _| {
        vm.interned.sweep(vm);
        Ok(Value::NONE)
    }),
    function("_clear_type_cache", "()", |_, _| Ok(Value::NONE)),
    // For dataclasses, which replace a class: its own descriptors must not hold the old one.
    function("_clear_type_descriptors", "(type, /)", |vm, a| {
        let Some(class) = a[0].get::<Class>() else {
            return Err(vm.type_error(format_args!("argument must be type, not {}", vm.tn(&a[0]))));
        };
        class.dict.remove(vm, vm.names.__dict__.as_value())?;
        class.dict.remove(vm, vm.names.__weakref__.as_value())?;
        vm.class_modified(class);
        Ok(Value::NONE)
    }),
    function("_debugmallocstats", "()", |vm, _| {
        crate::types::traceback::write_stderr(vm, &vm.heap().memory().stats().to_string());
        Ok(Value::NONE)
    }),
    function("get_int_max_str_digits", "()", |vm, _| vm.int(vm.int_max_str_digits.get() as i64)),
    function("set_int_max_str_digits", "(maxdigits)", |vm, a| {
        let n = vm.index_i64(&a[0])?;
        if n != 0 && n < 640 {
            return Err(vm.value_error("maxdigits must be >= 640 or 0 for unlimited"));
        }
        vm.int_max_str_digits.set(n as usize);
        Ok(Value::NONE)
    }),
    function("getswitchinterval", "()", |vm, _| vm.float(vm.threads.interval_micros() as f64 / 1e6)),
    function("setswitchinterval", "(interval, /)", |vm, a| {
        let seconds = vm.float_of(&a[0])?;
        if seconds.is_nan() || seconds <= 0.0 {
            return Err(vm.value_error("switch interval must be strictly positive"));
        }
        vm.threads.set_interval_micros((seconds * 1e6).min(1e12) as u64);
        Ok(Value::NONE)
    }),
    function("gettrace", "()", |vm, _| Ok(or_none(&vm.thread.trace))),
    function("settrace", "(function, /)", |vm, a| {
        crate::eval::trace::set_trace(vm, &a[0]);
        Ok(Value::NONE)
    }),
    function("getprofile", "()", |vm, _| Ok(or_none(&vm.thread.profile))),
    function("setprofile", "(function, /)", |vm, a| {
        crate::eval::trace::set_profile(vm, &a[0]);
        Ok(Value::NONE)
    }),
    function("is_finalizing", "()", |vm, _| Ok(Value::from_bool(vm.finalizing.get()))),
    function("_get_cpu_count_config", "()", |vm, _| vm.int(-1)),
    function("_is_gil_enabled", "()", |_, _| Ok(Value::TRUE)),
    function("audit", "(event, /, *args)", |_, _| Ok(Value::NONE)),
    function("addaudithook", "(hook)", |_, _| Ok(Value::NONE)),
    function("get_asyncgen_hooks", "()", asyncgen_hooks),
    function("set_asyncgen_hooks", "(firstiter=None, finalizer=None)", |vm, a| {
        for (v, name) in a.iter().zip(["firstiter", "finalizer"]) {
            if !v.is_blank() && !v.is_none() && !vm.is_callable(v) {
                return Err(vm.type_error(format_args!("callable {name} expected, got {}", vm.tn(v))));
            }
        }
        crate::types::async_generator::hooks(vm, |hooks| {
            for (v, hook) in a.iter().zip([&hooks.first, &hooks.finalizer]) {
                if !v.is_blank() {
                    hook.set(v.clone());
                }
            }
        });
        Ok(Value::NONE)
    }),
    function("get_coroutine_origin_tracking_depth", "()", |vm, _| {
        vm.extension(|depth: &OriginDepth| vm.int(depth.0.get()))
    }),
    function("set_coroutine_origin_tracking_depth", "(depth)", |vm, a| {
        let depth = vm.index_i64(&a[0])?;
        if depth < 0 {
            return Err(vm.value_error("depth must be >= 0"));
        }
        vm.extension(|kept: &OriginDepth| kept.0.set(depth));
        Ok(Value::NONE)
    }),
    function("call_tracing", "(func, args, /)", |vm, a| {
        let args = vm.collect(&a[1])?;
        vm.call(&a[0], &args)
    }),
    function("_current_frames", "()", |vm, _| {
        crate::eval::threads::of_each_thread(vm, || {
            Ok(vm.current_frame(0)?.map_or(Value::BLANK, hognose_heap::Ref::into_value))
        })
    }),
    function("_current_exceptions", "()", |vm, _| {
        crate::eval::threads::of_each_thread(vm, || {
            let exc = vm.thread.handled.get();
            Ok(if exc.is_blank() { Value::NONE } else { exc })
        })
    }),
    function("excepthook", "(exctype, value, traceback, /)", |vm, a| {
        crate::types::traceback::print_exception(vm, &a[1]);
        Ok(Value::NONE)
    }),
    function("displayhook", "(object, /)", |vm, a| {
        if a[0].is_none() {
            return Ok(Value::NONE);
        }
        let name = vm.intern("_")?;
        vm.builtins.set_str(vm, &name, Value::NONE)?;
        let text = vm.repr(&a[0])?;
        let print = vm.builtin("print")?;
        vm.call(&print, &[text.into_value()])?;
        vm.builtins.set_str(vm, &name, a[0].clone())?;
        Ok(Value::NONE)
    }),
    function("breakpointhook", "(*args, **kwargs)", breakpointhook),
    function("unraisablehook", "(unraisable, /)", |vm, a| {
        let get = |name: &str| vm.getattr_str(&a[0], name);
        let (exc, object, message) = (get("exc_value")?, get("object")?, get("err_msg")?);
        print_unraisable(vm, &exc, &object, &message);
        Ok(Value::NONE)
    }),
];

/// Depth of `sys.set_coroutine_origin_tracking_depth`, which nothing looks at.
#[derive(Default)]
struct OriginDepth(std::cell::Cell<i64>);

fn asyncgen_hooks(vm: &Vm, _: &[Value]) -> PyResult {
    let (first, finalizer) =
        crate::types::async_generator::hooks(vm, |hooks| (hooks.first.get(), hooks.finalizer.get()));
    sequence_of(vm, "sys.asyncgen_hooks", [("firstiter", first), ("finalizer", finalizer)])
}

/// What `breakpoint()` calls: the function that `PYTHONBREAKPOINT` names, else pdb's.
fn breakpointhook(vm: &Vm, a: &[Value]) -> PyResult {
    let environ = vm.getattr_str(&vm.import("os")?, "environ")?;
    let name = vm.call_method(&environ, "get", &[vm.str("PYTHONBREAKPOINT")?, vm.str("")?])?;
    let name = vm.to_str(&name)?.to_utf8().into_owned();
    let path = match name.as_str() {
        "0" => return Ok(Value::NONE),
        "" => "pdb.set_trace",
        path => path,
    };
    let (module, attribute) = path.rsplit_once('.').unwrap_or(("builtins", path));
    let found = match vm.import(module) {
        Ok(module) => vm.getattr_str(&module, attribute),
        Err(raised) => Err(raised),
    };
    match found {
        Ok(hook) => vm.call_with(&hook, &a[0], &a[1]),
        Err(raised) => {
            let known = [&vm.exc.import_error, &vm.exc.attribute_error, &vm.exc.value_error];
            if !known.iter().any(|class| vm.catch(class).is_some()) {
                return Err(raised);
            }
            let text = format!("Ignoring unimportable $PYTHONBREAKPOINT: \"{path}\"");
            vm.warn(&vm.exc.runtime_warning, &text, 1)?;
            Ok(Value::NONE)
        }
    }
}

/// Tells `sys.unraisablehook`.
pub(crate) fn unraisable(vm: &Vm, exc: &Value, object: &Value) {
    if !crate::types::exception::has_traceback(exc) {
        // Raised by native code: it shows where the program was.
        if let Ok(Some(frame)) = vm.current_frame(0) {
            let word = frame.word(vm);
            if let Err(raised) = crate::types::exception::add_traceback(vm, exc, &frame, word) {
                drop(vm.take_raised(raised));
            }
        }
    }
    let hook = vm.sys_dict.try_get().and_then(|d| d.get_str(&vm.names.unraisablehook));
    let native = hook.as_ref().is_none_or(|h| h.get::<crate::types::native::NativeFunction>().is_some());
    if let (Some(hook), false) = (hook, native) {
        let told = (|| -> PyResult<()> {
            let args = vm.new_instance(&vm.types.namespace)?;
            let traceback = vm.getattr_opt(exc, &vm.names.__traceback__)?.unwrap_or(Value::NONE);
            for (key, v) in [
                ("exc_type", vm.class_of(exc).into_value()),
                ("exc_value", exc.clone()),
                ("exc_traceback", traceback),
                ("err_msg", Value::NONE),
                ("object", object.clone()),
            ] {
                let key = vm.intern(key)?;
                vm.instance_set(&args, &key, &v)?;
            }
            vm.call(&hook, &[args]).map(drop)
        })();
        if let Err(raised) = told {
            let exc = vm.take_raised(raised);
            print_unraisable(vm, &exc, &hook, &Value::NONE);
        }
        return;
    }
    print_unraisable(vm, exc, object, &Value::NONE);
}

fn print_unraisable(vm: &Vm, exc: &Value, object: &Value, message: &Value) {
    let what = match vm.repr(object) {
        Ok(text) => text.to_utf8().into_owned(),
        Err(raised) => {
            drop(vm.take_raised(raised));
            "<object repr() failed>".to_owned()
        }
    };
    let head = match message.get::<Str>() {
        Some(text) => format!("{}: {what}", text.to_utf8()),
        None => format!("Exception ignored while calling deallocator {what}"),
    };
    let text = format!("{head}:\n{}", crate::types::traceback::format_exception(vm, exc));
    crate::types::traceback::write_stderr(vm, &text);
}

/// Makes module sys.
pub(crate) fn create(vm: &Vm) -> PyResult<()> {
    let module = vm.new_module("sys", "This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.")?;
    vm.sys_dict.set(module.dict());
    let key = vm.str("sys")?;
    drop(vm.modules.insert(vm, key.clone(), module.to_value())?);
    for def in FUNCTIONS {
        let f = vm.new_native_function(def, &key)?;
        module.set(vm, def.name, f)?;
    }
    for (name, hook) in [
        ("__breakpointhook__", "breakpointhook"),
        ("__displayhook__", "displayhook"),
        ("__excepthook__", "excepthook"),
        ("__unraisablehook__", "unraisablehook"),
    ] {
        if let Some(f) = module.get(vm, hook)? {
            module.set(vm, name, f)?;
        }
    }
    module.set(vm, "modules", vm.modules.to_value())?;
    let strings = |items: &[String]| -> PyResult {
        let mut out = HeapVec::new();
        for item in items {
            let v = vm.str(item)?;
            vm.push(&mut out, v)?;
        }
        vm.list_from(out)
    };
    module.set(vm, "argv", strings(&vm.settings.argv)?)?;
    module.set(vm, "orig_argv", strings(&vm.settings.argv)?)?;
    let mut path: Vec<String> = vm.settings.path0.iter().cloned().collect();
    path.extend(vm.settings.pythonpath.iter().cloned());
    module.set(vm, "path", strings(&path)?)?;
    for name in ["path_hooks", "meta_path", "warnoptions"] {
        module.set(vm, name, vm.list(&[])?)?;
    }
    module.set(vm, "warnoptions", strings(&vm.settings.warn_options)?)?;
    module.set(vm, "path_importer_cache", vm.new_dict()?.into_value())?;
    module.set(vm, "_xoptions", vm.new_dict()?.into_value())?;
    for (name, text) in [
        ("version", "3.14.0 (Hognose) [Rust]"),
        ("platform", std::env::consts::OS),
        ("byteorder", if cfg!(target_endian = "little") { "little" } else { "big" }),
        ("copyright", "Python: Copyright (c) Python Software Foundation. Hognose: MIT OR Apache-2.0."),
        ("prefix", "/usr"),
        ("exec_prefix", "/usr"),
        ("base_prefix", "/usr"),
        ("base_exec_prefix", "/usr"),
        ("platlibdir", "lib"),
        ("_framework", ""),
        ("float_repr_style", "short"),
        ("abiflags", ""),
    ] {
        module.set(vm, name, vm.str(text)?)?;
    }
    let exe = std::env::current_exe().map_or_else(|_| String::new(), |p| p.to_string_lossy().into_owned());
    module.set(vm, "executable", vm.str(&exe)?)?;
    module.set(vm, "pycache_prefix", Value::NONE)?;
    module.set(vm, "_git", vm.tuple_of([vm.str("Hognose")?, vm.str("")?, vm.str("")?])?)?;
    module.set(vm, "maxsize", vm.int(i64::MAX)?)?;
    module.set(vm, "maxunicode", vm.int(0x10_FFFF)?)?;
    module.set(vm, "hexversion", vm.int(VERSION.0 << 24 | VERSION.1 << 16 | VERSION.2 << 8 | 0xF0)?)?;
    module.set(vm, "api_version", vm.int(1013)?)?;
    module.set(vm, "dont_write_bytecode", Value::TRUE)?;
    module.set(
        vm,
        "version_info",
        struct_sequence(
            vm,
            "sys.version_info",
            &["major", "minor", "micro", "releaselevel", "serial"],
            &[vm.int(VERSION.0)?, vm.int(VERSION.1)?, vm.int(VERSION.2)?, vm.str("final")?, vm.int(0)?],
        )?,
    )?;
    let namespace = |items: &[(&str, Value)]| -> PyResult {
        let ns = vm.new_instance(&vm.types.namespace)?;
        for (key, v) in items {
            let key = vm.intern(key)?;
            vm.instance_set(&ns, &key, v)?;
        }
        Ok(ns)
    };
    let version = module.get(vm, "version_info")?.unwrap_or(Value::NONE);
    let implementation = namespace(&[
        ("name", vm.str("hognose")?),
        ("cache_tag", vm.str("hognose-314")?),
        ("version", version),
        ("hexversion", vm.int(0x030E_00F0)?),
    ])?;
    module.set(vm, "implementation", implementation)?;
    let level = vm.settings.optimize as i64;
    let flags = [
        ("debug", 0),
        ("inspect", 0),
        ("interactive", 0),
        ("optimize", level),
        ("dont_write_bytecode", 1),
        ("no_user_site", 0),
        ("no_site", 1),
        ("ignore_environment", i64::from(vm.settings.isolated)),
        ("verbose", 0),
        ("bytes_warning", 0),
        ("quiet", 0),
        ("hash_randomization", 1),
        ("isolated", i64::from(vm.settings.isolated)),
        ("dev_mode", 0),
        ("utf8_mode", 1),
        ("warn_default_encoding", 0),
        ("safe_path", 0),
        ("int_max_str_digits", 4300),
        ("gil", 1),
        ("thread_inherit_context", 0),
        ("context_aware_warnings", 0),
    ];
    let names: Vec<&str> = flags.iter().map(|f| f.0).collect();
    let mut values = Vec::new();
    for (name, n) in flags {
        values.push(if name == "dev_mode" || name == "safe_path" {
            Value::from_bool(n != 0)
        } else {
            vm.int(n)?
        });
    }
    module.set(vm, "flags", struct_sequence(vm, "sys.flags", &names, &values)?)?;
    let float = [
        ("max", vm.float(f64::MAX)?),
        ("max_exp", vm.int(1024)?),
        ("max_10_exp", vm.int(308)?),
        ("min", vm.float(f64::MIN_POSITIVE)?),
        ("min_exp", vm.int(-1021)?),
        ("min_10_exp", vm.int(-307)?),
        ("dig", vm.int(15)?),
        ("mant_dig", vm.int(53)?),
        ("epsilon", vm.float(f64::EPSILON)?),
        ("radix", vm.int(2)?),
        ("rounds", vm.int(1)?),
    ];
    module.set(vm, "float_info", sequence_of(vm, "sys.float_info", float)?)?;
    let int = [
        ("bits_per_digit", vm.int(30)?),
        ("sizeof_digit", vm.int(4)?),
        ("default_max_str_digits", vm.int(4300)?),
        ("str_digits_check_threshold", vm.int(640)?),
    ];
    module.set(vm, "int_info", sequence_of(vm, "sys.int_info", int)?)?;
    let hash = [
        ("width", vm.int(64)?),
        ("modulus", vm.int((1 << 61) - 1)?),
        ("inf", vm.int(314_159)?),
        ("nan", vm.int(0)?),
        ("imag", vm.int(1_000_003)?),
        ("algorithm", vm.str("siphash13")?),
        ("hash_bits", vm.int(64)?),
        ("seed_bits", vm.int(128)?),
        ("cutoff", vm.int(0)?),
    ];
    module.set(vm, "hash_info", sequence_of(vm, "sys.hash_info", hash)?)?;
    let thread = [("name", vm.str("pthread")?), ("lock", vm.str("semaphore")?), ("version", Value::NONE)];
    module.set(vm, "thread_info", sequence_of(vm, "sys.thread_info", thread)?)?;
    use crate::types::std_stream::{Kind, StdStream};
    for (name, kind) in [("stdin", Kind::Stdin), ("stdout", Kind::Stdout), ("stderr", Kind::Stderr)] {
        let stream = StdStream::create(vm, kind)?.into_value();
        module.set(vm, name, stream.clone())?;
        module.set(vm, &format!("__{name}__"), stream)?;
    }
    let mut names: Vec<String> = vm.natives.borrow().iter().map(|m| m.name.to_owned()).collect();
    names.extend(["builtins".to_owned(), "sys".to_owned()]);
    names.sort();
    let mut out = HeapVec::new();
    for name in &names {
        let v = vm.str(name)?;
        vm.push(&mut out, v)?;
    }
    module.set(vm, "builtin_module_names", vm.tuple_from(out)?)?;
    module.set(vm, "stdlib_module_names", vm.frozenset(&[])?)
}

fn sequence_of<const N: usize>(vm: &Vm, name: &str, items: [(&str, Value); N]) -> PyResult {
    let names: Vec<&str> = items.iter().map(|i| i.0).collect();
    let values: Vec<Value> = items.iter().map(|i| i.1.clone()).collect();
    struct_sequence(vm, name, &names, &values)
}

/// A tuple whose items have names, as `sys.version_info`.
pub fn struct_sequence(vm: &Vm, name: &str, fields: &[&str], values: &[Value]) -> PyResult {
    let class = struct_sequence_class(vm, name, fields)?;
    struct_sequence_value(vm, &class, values)
}

/// A class of tuples whose items have names.
pub fn struct_sequence_class(vm: &Vm, name: &str, fields: &[&str]) -> PyResult<Ref<crate::class::Class>> {
    let dict = vm.new_dict()?;
    let (module, short) = name.rsplit_once('.').unwrap_or(("builtins", name));
    let property = vm.types.property.to_value();
    let getter = crate::import::import_module(vm, "_operator")
        .ok()
        .map(|m| vm.getattr_str(&m, "itemgetter"))
        .transpose();
    let getter = match getter {
        Ok(getter) => getter,
        Err(raised) => {
            drop(vm.take_raised(raised));
            None
        }
    };
    if getter.is_none() {
        // Without itemgetter the names are there through the descriptor below.
        vm.thread.raised.set(Value::BLANK);
    }
    for (i, field) in fields.iter().enumerate() {
        let Some(getter) = &getter else { break };
        let get = vm.call(getter, &[vm.int(i as i64)?])?;
        let field = vm.intern(field)?;
        let v = vm.call(&property, &[get])?;
        dict.set_str(vm, &field, v)?;
    }
    let mut names = HeapVec::new();
    for f in fields {
        let v = vm.intern(f)?.into_value();
        vm.push(&mut names, v)?;
    }
    let names = vm.tuple(&names)?;
    let set = |key: &str, v: Value| -> PyResult<()> { dict.set_str(vm, &vm.intern(key)?, v) };
    set("__match_args__", names.clone())?;
    set("_fields", names)?;
    set("n_fields", vm.int(fields.len() as i64)?)?;
    set("n_sequence_fields", vm.int(fields.len() as i64)?)?;
    set("n_unnamed_fields", vm.int(0)?)?;
    set("__slots__", vm.tuple(&[])?)?;
    set("__module__", vm.str(module)?)?;
    static REPR: Def = crate::typedef::method("__repr__", "($self, /)", |vm, a| {
        let class = vm.class_of(&a[0]);
        let module = crate::types::type_::module_of(vm, &class)?;
        let fields = vm.getattr_str(class.as_value(), "_fields")?;
        let fields = vm.collect(&fields)?;
        let values = vm.collect(&a[0])?;
        let mut parts = Vec::new();
        for (f, v) in fields.iter().zip(values.iter()) {
            parts.push(format!("{}={}", vm.to_str(f)?.to_utf8(), vm.repr(v)?.to_utf8()));
        }
        vm.str(&format!("{module}.{}({})", class.name(), parts.join(", ")))
    });
    let bases = vm.new_tuple(&[vm.types.tuple.to_value()])?;
    let short = vm.intern(short)?;
    let class =
        vm.build_class(&vm.types.type_, &short, &bases, &dict, &crate::typedef::Args::positional(&[]))?;
    let repr = vm
        .alloc(|| crate::types::native::MethodDescriptor { def: &REPR, class: class.clone() })?
        .into_value();
    vm.class_set(&class, &vm.names.__repr__, repr)?;
    Ok(class)
}

/// An instance of such a class.
pub fn struct_sequence_value(vm: &Vm, class: &Ref<crate::class::Class>, values: &[Value]) -> PyResult {
    vm.alloc_payload_tail(
        class,
        values.len(),
        || crate::types::tuple::Tuple::of_len(values.len()),
        |i| values[i].clone(),
    )
}

/// What an uncaught exception means for the process: prints it (unless SystemExit) and gives the exit code.
pub fn exit_code_of(vm: &Vm, exc: &Value) -> i32 {
    if vm.value_is_instance(exc, &vm.exc.system_exit) {
        let code = match vm.getattr_opt(exc, &vm.names.code) {
            Ok(code) => code.unwrap_or(Value::NONE),
            Err(raised) => {
                drop(vm.take_raised(raised));
                Value::NONE
            }
        };
        if code.is_none() {
            return 0;
        }
        if let Some(b) = code.as_bool() {
            return i32::from(b);
        }
        if crate::types::int::is_int(&code) {
            return crate::types::int::as_i64(&code).map_or(-1, |i| (i & 0xff) as i32);
        }
        match vm.to_str(&code) {
            Ok(text) => crate::types::traceback::write_stderr(vm, &format!("{}\n", text.to_utf8())),
            Err(raised) => drop(vm.take_raised(raised)),
        }
        return 1;
    }
    let hook = vm.sys_dict.get_str(&vm.names.excepthook);
    let own = hook.as_ref().is_none_or(|h| h.get::<crate::types::native::NativeFunction>().is_some());
    if let (Some(hook), false) = (hook, own) {
        let traceback = match vm.getattr_opt(exc, &vm.names.__traceback__) {
            Ok(t) => t.unwrap_or(Value::NONE),
            Err(raised) => {
                drop(vm.take_raised(raised));
                Value::NONE
            }
        };
        match vm.call(&hook, &[vm.class_of(exc).into_value(), exc.clone(), traceback]) {
            Ok(_) => {}
            Err(raised) => {
                let error = vm.take_raised(raised);
                crate::types::traceback::write_stderr(vm, "Error in sys.excepthook:\n");
                crate::types::traceback::print_exception(vm, &error);
                crate::types::traceback::write_stderr(vm, "\nOriginal exception was:\n");
                crate::types::traceback::print_exception(vm, exc);
            }
        }
    } else {
        crate::types::traceback::print_exception(vm, exc);
    }
    if vm.value_is_instance(exc, &vm.exc.keyboard_interrupt) {
        return 130;
    }
    let _ = exception::is_exception_class;
    1
}

/// Flushes the standard streams as they are now; errors are ignored, as nobody is left to hear of them.
pub fn flush(vm: &Vm) {
    for name in [&vm.names.stdout, &vm.names.stderr] {
        if let Some(stream) = vm.sys_dict.get_str(name) {
            if stream.is_none() {
                continue;
            }
            if let Err(raised) = vm.call_method_ref(&stream, &vm.names.flush, &[]) {
                drop(vm.take_raised(raised));
            }
        }
    }
}
