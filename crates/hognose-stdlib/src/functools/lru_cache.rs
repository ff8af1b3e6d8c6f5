//! `_lru_cache_wrapper`: the callable that `functools.lru_cache` puts around a function.
//!
//! The cache is a dict whose order is the order of use: a hit moves its pair to the end, a full cache drops the first.
//!
//! # Invariants
//! L1: a bounded cache holds at most `maxsize` results between calls.

use hognose_vm::prelude::*;
use hognose_vm::types::dict::keys;

/// A cached function.
#[derive(Trace)]
pub struct LruCache {
    func: Value,
    cache: Ref<Dict>,
    info_type: Value,
    /// Stands between positional and keyword arguments in a key.
    mark: Value,
    /// -1: no bound.
    maxsize: i64,
    typed: bool,
    hits: Cell<u64>,
    misses: Cell<u64>,
}

impl Payload for LruCache {
    const NAME: &'static str = "functools._lru_cache_wrapper";
    const SHAPE: ShapeId = shapes::LRU_CACHE;
    const TRACED: bool = true;
    type Tail = ();
}

pub static TYPE: TypeDef = TypeDef {
    module: "functools",
    doc: "Create a cached callable that wraps another function.",
    new: Some(new),
    call: Some(call),
    methods: &[
        method("__get__", "($self, instance, owner=None, /)", get),
        method("__reduce__", "($self, /)", reduce),
        method("__copy__", "($self, /)", return_self),
        method("__deepcopy__", "($self, memo, /)", return_self),
        method("cache_info", "($self, /)", cache_info).doc("Report cache statistics"),
        method("cache_clear", "($self, /)", cache_clear).doc("Clear the cache and cache statistics"),
    ],
    flags: TypeFlags::BASETYPE.union(TypeFlags::HAS_DICT).union(TypeFlags::WEAKREF),
    ..TypeDef::new::<LruCache>("_lru_cache_wrapper")
};

fn new(vm: &Vm, cls: &Ref<Class>, args: &Args) -> PyResult {
    let [func, maxsize, typed, info_type] =
        args.bind::<4>(vm, "_lru_cache_wrapper", "(user_function, maxsize, typed, cache_info_type)")?;
    if !vm.is_callable(&func) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let maxsize = if maxsize.is_none() {
        -1
    } else if hognose_vm::types::int::is_int(&maxsize) {
        vm.index_clamped(&maxsize)?.max(0)
    } else {
        return Err(vm.type_error("maxsize should be integer or None"));
    };
    let typed = vm.truthy(&typed)?;
    let cache = vm.new_dict()?;
    let mark = vm.call(vm.types.object.as_value(), &[])?;
    vm.alloc_payload(cls, || LruCache {
        func: func.clone(),
        cache: cache.clone(),
        info_type: info_type.clone(),
        mark: mark.clone(),
        maxsize,
        typed,
        hits: Cell::new(0),
        misses: Cell::new(0),
    })
}

/// The key of a call.
fn make_key(vm: &Vm, this: &LruCache, args: &Args) -> PyResult {
    if !this.typed && args.kw_values.is_empty() {
        if let [only] = args.pos {
            if only.get_exact::<Str>().is_some() || only.is_int() {
                return Ok(only.clone());
            }
        }
        return vm.tuple(args.pos);
    }
    let mut key = HeapVec::new();
    for v in args.pos {
        vm.push(&mut key, v.clone())?;
    }
    if !args.kw_values.is_empty() {
        vm.push(&mut key, this.mark.clone())?;
        for (name, value) in args.keywords() {
            vm.push(&mut key, name.clone())?;
            vm.push(&mut key, value.clone())?;
        }
    }
    if this.typed {
        for v in args.pos.iter().chain(args.kw_values) {
            vm.push(&mut key, vm.class_of(v).into_value())?;
        }
    }
    vm.tuple(&key)
}

fn call_through(vm: &Vm, func: &Value, args: &Args) -> PyResult {
    match args.kw_names {
        None => vm.call(func, args.pos),
        Some(names) => {
            let mut all = HeapVec::new();
            for v in args.pos.iter().chain(args.kw_values) {
                vm.push(&mut all, v.clone())?;
            }
            vm.call_kw(func, &all, names)
        }
    }
}

fn call(vm: &Vm, v: &Value, args: &Args) -> PyResult {
    let this = payload_of::<LruCache>(vm, v)?;
    if this.maxsize == 0 {
        this.misses.set(this.misses.get() + 1);
        return call_through(vm, &this.func, args);
    }
    let key = make_key(vm, this, args)?;
    let hash = keys::hash32(vm, &key)?;
    if let Some(i) = this.cache.find(vm, hash, &key)? {
        if let Some(result) = this.cache.value_at(i) {
            this.hits.set(this.hits.get() + 1);
            if this.maxsize > 0 {
                // Without memory to move it, the pair keeps its place.
                let _ = this.cache.table().move_to_end(vm.heap(), i);
            }
            return Ok(result);
        }
    }
    this.misses.set(this.misses.get() + 1);
    let result = call_through(vm, &this.func, args)?;
    // The call may have cached this very key already.
    if this.cache.find(vm, hash, &key)?.is_some() {
        return Ok(result);
    }
    if this.maxsize > 0 && this.cache.len() as i64 >= this.maxsize {
        drop(this.cache.table().pop_first());
    }
    this.cache.append(vm, hash, key, result.clone())?;
    Ok(result)
}

fn get(vm: &Vm, a: &[Value]) -> PyResult {
    if a[1].is_none() { Ok(a[0].clone()) } else { vm.bind_method(&a[0], &a[1]) }
}

fn reduce(vm: &Vm, a: &[Value]) -> PyResult {
    vm.getattr(&a[0], &vm.names.__qualname__)
}

fn cache_info(vm: &Vm, a: &[Value]) -> PyResult {
    let this = self_of::<LruCache>(vm, a)?;
    let maxsize = if this.maxsize < 0 { Value::NONE } else { vm.int(this.maxsize)? };
    let hits = vm.int(this.hits.get() as i64)?;
    let misses = vm.int(this.misses.get() as i64)?;
    vm.call(&this.info_type, &[hits, misses, maxsize, vm.int_from_usize(this.cache.len())?])
}

fn cache_clear(vm: &Vm, a: &[Value]) -> PyResult {
    let this = self_of::<LruCache>(vm, a)?;
    this.hits.set(0);
    this.misses.set(0);
    this.cache.clear();
    Ok(Value::NONE)
}
