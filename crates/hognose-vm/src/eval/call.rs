//! Calls: pushing frames for Python functions, calling everything else, returning.
//!
//! Arguments stand in registers right behind the callable; a callee's window begins at its first argument, so nothing is copied.
//!
//! # Invariants
//! CL1: an argument run is on top of all live registers of its frame. CL2: on an error every register still owns what it holds.

use std::mem::ManuallyDrop;

use hognose_heap::{Ref, Value};

use super::frame::{Frame, Mode};
use super::{Flow, unwind};
use crate::class::{Class, class_flags};
use crate::raise::PyResult;
use crate::shapes;
use crate::typedef::{Args, DefKind, Driven};
use crate::types::code::Code;
use crate::types::dict::Dict;
use crate::types::function::Function;
use crate::types::list::List;
use crate::types::method::Method;
use crate::types::native::{MethodDescriptor, NativeFunction};
use crate::types::str::Str;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

/// Calls the value at `run` with `count` arguments behind it, the last ones named by `names`. True: a frame was pushed, which will
/// put its result into `dest`; false: the result is there.
///
/// # Safety
/// `frame` is the top frame, `run` points into its window, CL1.
#[inline(always)]
pub(super) unsafe fn call(
    vm: &Vm,
    frame: *mut Frame,
    run: *mut Value,
    count: usize,
    names: Option<&Value>,
    dest: usize,
) -> PyResult<bool> {
    // SAFETY: as the caller says; CL2.
    unsafe {
        let shape = super::ops::shape_of(&*run);
        if shape == shapes::FUNCTION {
            let func = std::ptr::replace(run, Value::BLANK);
            enter(vm, frame, func, run.add(1), count, names, dest as u16, Mode::Register, Value::BLANK)?;
            return Ok(true);
        }
        if shape == shapes::NATIVE_FUNCTION && names.is_none() {
            // A function of a module, which takes what is there.
            if let Some(native) = (*run).get_exact::<NativeFunction>() {
                let def = native.def;
                if def.kind == DefKind::Function && def.arity.simple && count == def.arity.slots as usize {
                    let v = (def.func)(vm, std::slice::from_raw_parts(run.add(1), count))?;
                    release_run(run, count);
                    drop(std::ptr::replace((*frame).base.add(dest), v));
                    return Ok(false);
                }
            }
        }
        if shapes::is_native_callable(shape) {
            let v = call_native(vm, run, count, names)?;
            release_run(run, count);
            let old = std::ptr::replace((*frame).base.add(dest), v);
            drop(old);
            return Ok(false);
        }
        call_other(vm, frame, run, count, names, dest)
    }
}

/// Pushes the frame of a Python function whose parameters are all positional and all given; null, with nothing touched, if
/// the value at `run` is anything else or the stacks must grow.
///
/// # Safety
/// As `call`.
#[inline(always)]
pub(super) unsafe fn enter_fast(
    vm: &Vm,
    caller: *mut Frame,
    run: *mut Value,
    count: usize,
    dest: usize,
) -> *mut Frame {
    // SAFETY: as the caller says; the window and the frame are inside what is committed.
    unsafe {
        let Some(function) = (*run).get_exact::<Function>() else { return std::ptr::null_mut() };
        enter_plain(
            vm,
            caller,
            function,
            run,
            run.add(1),
            count,
            dest,
            Mode::Register,
            ManuallyDrop::new(Value::BLANK),
        )
    }
}

/// Pushes the frame of a property's getter, whose result goes to register `dest`; null, with nothing touched, if it is no
/// plain function or the stacks must grow.
///
/// # Safety
/// `caller` is the top frame.
#[inline(never)]
pub(super) unsafe fn enter_getter(
    vm: &Vm,
    caller: *mut Frame,
    mut getter: Value,
    object: &Value,
    dest: usize,
) -> *mut Frame {
    // SAFETY: registers above the caller's window are free; the function is kept by the frame once it is moved.
    unsafe {
        let Some(function) = getter.get_exact::<Function>() else { return std::ptr::null_mut() };
        let function = &*std::ptr::from_ref(function);
        let base = (*caller).top;
        if (*caller).is_generator || !vm.thread.registers.has_room(base.add(1)) {
            return std::ptr::null_mut();
        }
        std::ptr::write(base, object.clone());
        let extra = ManuallyDrop::new(Value::BLANK);
        let entered =
            enter_plain(vm, caller, function, &raw mut getter, base, 1, dest, Mode::Register, extra);
        if entered.is_null() {
            drop(std::ptr::replace(base, Value::BLANK));
        }
        entered
    }
}

/// As `enter_fast`, for `function`, which stands at `holder` (and is moved out) and whose arguments stand at `base`.
///
/// # Safety
/// As `call`. The frame takes `extra` over only if the answer is not null.
#[allow(clippy::too_many_arguments, reason = "a frame's facts")]
#[inline(always)]
unsafe fn enter_plain(
    vm: &Vm,
    caller: *mut Frame,
    function: &Ref<Function>,
    holder: *mut Value,
    base: *mut Value,
    count: usize,
    dest: usize,
    mode: Mode,
    extra: ManuallyDrop<Value>,
) -> *mut Frame {
    // SAFETY: as the caller says; the window and the frame are inside what is committed.
    unsafe {
        let code: &Ref<Code> = &function.code;
        let thread = &vm.thread;
        let top = base.add(code.nregs as usize);
        let ready = code.plain_args == count as u32
            && !(*caller).is_generator
            && thread.registers.has_room(top)
            && thread.frames.has_room(thread.native_depth.get(), thread.recursion_limit.get());
        if !ready {
            return std::ptr::null_mut();
        }
        let nlocals = code.nlocals;
        for i in count..nlocals as usize {
            std::ptr::write(base.add(i), Value::BLANK);
        }
        let frame = thread.frames.end();
        std::ptr::write(
            frame,
            Frame {
                code,
                consts: code.consts_start(),
                caches: code.caches_start(),
                base,
                top,
                pc: code.words_start(),
                globals: &function.globals,
                func: std::ptr::replace(holder, Value::BLANK),
                locals: Value::BLANK,
                extra: ManuallyDrop::into_inner(extra),
                outer_handled: Value::BLANK,
                own_handled: false,
                object: Value::BLANK,
                exit: std::ptr::null(),
                dest: dest as u16,
                iter: 0,
                sent: 0,
                wide: false,
                mode,
                driven: Driven::No,
                is_generator: false,
                nlocals,
            },
        );
        thread.frames.set_end(frame.add(1));
        thread.registers.set_top(top);
        frame
    }
}

/// Calls of classes, bound methods and the rest.
#[inline(never)]
unsafe fn call_other(
    vm: &Vm,
    frame: *mut Frame,
    run: *mut Value,
    count: usize,
    names: Option<&Value>,
    dest: usize,
) -> PyResult<bool> {
    // SAFETY: as `call`.
    unsafe {
        if let Some(method) = (*run).get_exact::<Method>() {
            // The object takes the callable's place: it is the first argument.
            let mut func = method.function();
            if super::ops::shape_of(&func) == shapes::FUNCTION {
                let object = method.object();
                drop(std::ptr::replace(run, object));
                if let (Some(function), None) = (func.get_exact::<Function>(), names) {
                    let function = &*std::ptr::from_ref(function);
                    let entered = enter_plain(
                        vm,
                        frame,
                        function,
                        &raw mut func,
                        run,
                        count + 1,
                        dest,
                        Mode::Register,
                        ManuallyDrop::new(Value::BLANK),
                    );
                    if !entered.is_null() {
                        return Ok(true);
                    }
                }
                enter(vm, frame, func, run, count + 1, names, dest as u16, Mode::Register, Value::BLANK)?;
                return Ok(true);
            }
        }
        let class = (*run).get::<Class>();
        // A metaclass with a `__call__` of its own has the last word.
        if let Some(class) = class.filter(|_| vm.class_ref(&*run).call.get().is_some()) {
            if class.ptr_eq(&vm.types.type_) && count == 1 && names.is_none() {
                let v = vm.class_of(&*run.add(1)).into_value();
                release_run(run, count);
                drop(std::ptr::replace((*frame).base.add(dest), v));
                return Ok(false);
            }
            if let Some(v) = make_native(vm, class, run, count, names)? {
                release_run(run, count);
                drop(std::ptr::replace((*frame).base.add(dest), v));
                return Ok(false);
            }
            let plain = class_flags::HEAP | class_flags::PLAIN_NEW;
            if class.flags.get() & (plain | class_flags::ABSTRACT) == plain {
                if count == 0 && names.is_none() && class.flag(class_flags::PLAIN_INIT) {
                    let object = vm.new_instance(class)?;
                    drop(std::ptr::replace(run, Value::BLANK));
                    drop(std::ptr::replace((*frame).base.add(dest), object));
                    return Ok(false);
                }
                if let Some(init) = vm.class_lookup(class, &vm.names.__init__) {
                    if super::ops::shape_of(&init) == shapes::FUNCTION {
                        let object = vm.new_instance(class)?;
                        drop(std::ptr::replace(run, object));
                        let object = (*run).clone();
                        let mut init = init;
                        if let (Some(function), None) = (init.get_exact::<Function>(), names) {
                            let function = &*std::ptr::from_ref(function);
                            // The second count of the instance goes to the frame, or stays here.
                            let extra = ManuallyDrop::new(object.copy_bits());
                            let entered = enter_plain(
                                vm,
                                frame,
                                function,
                                &raw mut init,
                                run,
                                count + 1,
                                dest,
                                Mode::Init,
                                extra,
                            );
                            if !entered.is_null() {
                                std::mem::forget(object);
                                return Ok(true);
                            }
                        }
                        enter(vm, frame, init, run, count + 1, names, dest as u16, Mode::Init, object)?;
                        return Ok(true);
                    }
                }
            }
        }
        let names = names.and_then(Value::get::<Tuple>);
        let v = {
            let args = std::slice::from_raw_parts(run.add(1), count);
            let _top = Top::raise(vm, run.add(1 + count));
            vm.call_args(&*run, &Args::split(args, names))?
        };
        release_run(run, count);
        drop(std::ptr::replace((*frame).base.add(dest), v));
        Ok(false)
    }
}

/// An instance of a native type: made, and set up by an `__init__` that takes positional arguments. None, with nothing done: another
/// class, or other arguments.
///
/// # Safety
/// As `call`; `class` stands at `run`.
#[inline]
unsafe fn make_native(
    vm: &Vm,
    class: &Ref<Class>,
    run: *mut Value,
    count: usize,
    names: Option<&Value>,
) -> PyResult<Option<Value>> {
    if class.flags.get() & (class_flags::NO_NEW | class_flags::ABSTRACT) != 0 || class.ptr_eq(&vm.types.type_)
    {
        return Ok(None);
    }
    if class.ptr_eq(&vm.types.dict) && count <= 1 && names.is_none() {
        let made = vm.new_dict()?;
        if count == 1 {
            // SAFETY: the register owns the value while the call lasts.
            let (source, _top) = unsafe { (&*run.add(1), Top::raise(vm, run.add(2))) };
            crate::types::dict::update_from(vm, &made, source)?;
        }
        return Ok(Some(made.into_value()));
    }
    let Some(new) = class.new.get() else { return Ok(None) };
    let (plain, init) = if class.flag(class_flags::HEAP) {
        let built = crate::types::type_::built_natively(vm, class);
        if !built.native || names.is_some() {
            return Ok(None);
        }
        (built.init.is_none(), built.init)
    } else {
        let plain = class.flag(class_flags::PLAIN_INIT);
        (plain, if plain { None } else { vm.slots_of_class(class).init })
    };
    let ready = plain || names.is_none() && init.is_some_and(|init| takes(init.arity, count + 1));
    if !ready {
        return Ok(None);
    }
    // SAFETY: the registers own the values while the calls last.
    unsafe {
        let _top = Top::raise(vm, run.add(1 + count));
        let args = std::slice::from_raw_parts(run.add(1), count);
        let v = new(vm, class, &Args::split(args, names.and_then(Value::get::<Tuple>)))?;
        if let Some(init) = init {
            if !std::ptr::eq(vm.class_ref(&v), &raw const **class) {
                return crate::types::type_::initialize(vm, class, v, &Args::positional(args)).map(Some);
            }
            call_filled(vm, init, Some(&v), run, count)?;
        }
        Ok(Some(v))
    }
}

/// Releases a callable and its arguments.
#[inline(always)]
unsafe fn release_run(run: *mut Value, count: usize) {
    for i in 0..=count {
        // SAFETY: the run is inside the window.
        unsafe {
            if (*run.add(i)).is_object() {
                drop(std::ptr::replace(run.add(i), Value::BLANK));
            }
        }
    }
}

/// Keeps registers below `top` while native code runs.
pub(crate) struct Top<'a> {
    vm: &'a Vm,
    old: *mut Value,
}

impl<'a> Top<'a> {
    /// Raises the top of the register stack to `top` if it is below (a generator's window is elsewhere: then nothing happens).
    pub fn raise(vm: &'a Vm, top: *mut Value) -> Top<'a> {
        let old = vm.thread.registers.top();
        if top > old && top.addr() - old.addr() < 4096 * size_of::<Value>() {
            vm.thread.registers.set_top(top);
        }
        Top { vm, old }
    }
}

impl Drop for Top<'_> {
    fn drop(&mut self) {
        self.vm.thread.registers.set_top(self.old);
    }
}

/// Slots of native functions that `call_filled` serves.
const MOST_SLOTS: usize = 6;

/// `count` positional arguments are as many as the function takes.
#[inline(always)]
fn takes(arity: crate::signature::Arity, count: usize) -> bool {
    arity.simple
        && (arity.min as usize..=arity.max as usize).contains(&count)
        && arity.slots as usize <= MOST_SLOTS
}

/// Calls a native function that takes the arguments behind `run` (`first` before them), BLANK for what was left out.
///
/// # Safety
/// As `call`; `takes` holds.
#[inline(always)]
unsafe fn call_filled(
    vm: &Vm,
    def: &'static crate::typedef::Def,
    first: Option<&Value>,
    run: *mut Value,
    count: usize,
) -> PyResult {
    let mut slots = [const { ManuallyDrop::new(Value::BLANK) }; MOST_SLOTS];
    // SAFETY: the registers (and the bound method) own the values while the call lasts; the copies are forgotten.
    unsafe {
        let mut n = 0;
        if let Some(first) = first {
            slots[0] = ManuallyDrop::new(first.copy_bits());
            n = 1;
        }
        for i in 0..count {
            slots[n + i] = ManuallyDrop::new((*run.add(1 + i)).copy_bits());
        }
        (def.func)(vm, std::slice::from_raw_parts(slots.as_ptr().cast::<Value>(), def.arity.slots as usize))
    }
}

/// `count` positional arguments are enough for a function of a few parameters and `*args`.
#[inline(always)]
fn takes_rest(arity: crate::signature::Arity, count: usize) -> bool {
    arity.rest && count >= arity.min as usize && arity.slots as usize <= MOST_SLOTS
}

/// As `call_filled`, for a function whose last slot takes the surplus arguments as a tuple.
///
/// # Safety
/// As `call`; `takes_rest` holds.
#[inline(never)]
unsafe fn call_with_rest(
    vm: &Vm,
    def: &'static crate::typedef::Def,
    first: Option<&Value>,
    run: *mut Value,
    count: usize,
) -> PyResult {
    let most = def.arity.slots as usize - 1;
    let before = usize::from(first.is_some());
    let placed = count.min(most - before);
    let mut slots = [const { ManuallyDrop::new(Value::BLANK) }; MOST_SLOTS];
    // SAFETY: the registers (and the bound method) own the values while the call lasts; the copies are forgotten, the tuple is not.
    unsafe {
        if let Some(first) = first {
            slots[0] = ManuallyDrop::new(first.copy_bits());
        }
        for i in 0..placed {
            slots[before + i] = ManuallyDrop::new((*run.add(1 + i)).copy_bits());
        }
        let rest = vm.tuple(std::slice::from_raw_parts(run.add(1 + placed), count - placed))?;
        slots[most] = ManuallyDrop::new(rest.copy_bits());
        (def.func)(vm, std::slice::from_raw_parts(slots.as_ptr().cast::<Value>(), most + 1))
    }
}

/// A native function or method with arguments in registers.
#[inline(always)]
unsafe fn call_native(vm: &Vm, run: *mut Value, count: usize, names: Option<&Value>) -> PyResult {
    // SAFETY: as `call`.
    unsafe {
        if let Some(descriptor) = (*run).get::<MethodDescriptor>() {
            let def = descriptor.def;
            let arity = def.arity;
            if names.is_none() && arity.simple && count == arity.slots as usize && count > 0 {
                let args = std::slice::from_raw_parts(run.add(1), count);
                descriptor.check_self(vm, &args[0])?;
                let made = (def.func)(vm, args)?;
                if made.same(&Value::NOT_IMPLEMENTED) {
                    return vm.refuse_concatenation(def, &args[0], &args[1..]);
                }
                return Ok(made);
            }
            if names.is_none() && takes(arity, count) && count > 0 {
                descriptor.check_self(vm, &*run.add(1))?;
                return call_filled(vm, def, None, run, count);
            }
            if names.is_none() && takes_rest(arity, count) && count > 0 {
                descriptor.check_self(vm, &*run.add(1))?;
                return call_with_rest(vm, def, None, run, count);
            }
        } else if let Some(native) = (*run).get::<NativeFunction>() {
            let def = native.def;
            if names.is_none() && !native.passes_self() {
                if def.arity.simple && count == def.arity.slots as usize {
                    return (def.func)(vm, std::slice::from_raw_parts(run.add(1), count));
                }
                if takes(def.arity, count) {
                    return call_filled(vm, def, None, run, count);
                }
                if takes_rest(def.arity, count) {
                    return call_with_rest(vm, def, None, run, count);
                }
            } else if names.is_none() && takes_rest(def.arity, count + 1) {
                return call_with_rest(vm, def, Some(&native.bound), run, count);
            } else if names.is_none() && takes(def.arity, count + 1) {
                let made = call_filled(vm, def, Some(&native.bound), run, count)?;
                if made.same(&Value::NOT_IMPLEMENTED) {
                    let args = std::slice::from_raw_parts(run.add(1), count);
                    return vm.refuse_concatenation(def, &native.bound, args);
                }
                return Ok(made);
            }
        }
        let names = names.and_then(Value::get::<Tuple>);
        let args = Args::split(std::slice::from_raw_parts(run.add(1), count), names);
        let _top = Top::raise(vm, run.add(1 + count));
        vm.call_args(&*run, &args)
    }
}

/// Pushes the frame of a Python function whose arguments stand at `first`.
///
/// # Safety
/// `caller` is the top frame (or null), `first..first+count` own values, CL1.
#[allow(clippy::too_many_arguments, reason = "a frame's facts")]
#[inline(always)]
pub(super) unsafe fn enter(
    vm: &Vm,
    caller: *mut Frame,
    func: Value,
    first: *mut Value,
    count: usize,
    names: Option<&Value>,
    dest: u16,
    mode: Mode,
    extra: Value,
) -> PyResult<()> {
    // SAFETY: as the caller says; frames and registers are ensured before they are written.
    unsafe {
        let Some(function) = func.get::<Function>() else {
            return Err(vm.system_error("frame of something that is no function"));
        };
        let code: &Ref<Code> = &function.code;
        let thread = &vm.thread;
        let mut base = first;
        if !caller.is_null() && (*caller).is_generator {
            // A generator's registers are in the heap: its callees' windows begin at the stack's top.
            base = (*caller).top;
            thread.registers.ensure(vm, base.add(count))?;
            std::ptr::copy_nonoverlapping(first, base, count);
            for i in 0..count {
                std::ptr::write(first.add(i), Value::BLANK);
            }
        }
        let nregs = code.nregs as usize;
        let nlocals = code.nlocals as usize;
        let top = base.add(nregs.max(count));
        let ready = (|| {
            thread.registers.ensure(vm, top)?;
            thread.frames.ensure(vm)?;
            if thread.frames.depth() + thread.native_depth.get() >= thread.recursion_limit.get() {
                return Err(vm.recursion_error(""));
            }
            if !(code.simple && count == code.arg_count as usize && names.is_none()) {
                bind(vm, function, code, base, count, names)?;
            } else {
                for i in count..nlocals {
                    std::ptr::write(base.add(i), Value::BLANK);
                }
            }
            Ok(())
        })();
        if let Err(raised) = ready {
            if base != first {
                for i in 0..count {
                    drop(std::ptr::replace(base.add(i), Value::BLANK));
                }
            }
            return Err(raised);
        }
        let frame = thread.frames.end();
        std::ptr::write(
            frame,
            Frame {
                code,
                consts: code.consts_start(),
                caches: code.caches_start(),
                base,
                top: base.add(nregs),
                pc: code.words_start(),
                globals: &function.globals,
                locals: Value::BLANK,
                extra,
                outer_handled: Value::BLANK,
                own_handled: false,
                object: Value::BLANK,
                dest,
                exit: std::ptr::null(),
                iter: 0,
                sent: 0,
                wide: false,
                mode,
                driven: Driven::No,
                is_generator: false,
                nlocals: nlocals as u32,
                func: func.copy_bits(),
            },
        );
        std::mem::forget(func);
        thread.frames.set_end(frame.add(1));
        thread.registers.set_top(base.add(nregs));
        Ok(())
    }
}

/// Arranges arguments that do not simply match the parameters: defaults, keywords, `*args`, `**kwargs`.
///
/// # Safety
/// `base..base+count` own values; the window is ensured. On an error the registers `base..base+count` still own values or are blank.
#[inline(never)]
unsafe fn bind(
    vm: &Vm,
    function: &Function,
    code: &Ref<Code>,
    base: *mut Value,
    count: usize,
    names: Option<&Value>,
) -> PyResult<()> {
    let nlocals = code.nlocals as usize;
    let arg_count = code.arg_count as usize;
    // SAFETY: as the function says.
    unsafe {
        if code.simple && names.is_none() && count < arg_count {
            if let Some(defaults) = function.defaults.get() {
                let missing = arg_count - count;
                let items = defaults.items();
                if missing <= items.len() {
                    for (i, v) in items[items.len() - missing..].iter().enumerate() {
                        std::ptr::write(base.add(count + i), v.clone());
                    }
                    for i in arg_count..nlocals {
                        std::ptr::write(base.add(i), Value::BLANK);
                    }
                    return Ok(());
                }
            }
        }
        let tuple = names.and_then(Value::get::<Tuple>);
        if bind_in_place(vm, function, code, base, count, tuple)? {
            return Ok(());
        }
        let args = std::slice::from_raw_parts(base, count);
        let bound = crate::types::function::bind_arguments(vm, function, code, &Args::split(args, tuple))?;
        for i in 0..count {
            drop(std::ptr::replace(base.add(i), Value::BLANK));
        }
        let bound_count = bound.len();
        for (i, v) in bound.into_iter().enumerate() {
            std::ptr::write(base.add(i), v);
        }
        for i in bound_count..nlocals {
            std::ptr::write(base.add(i), Value::BLANK);
        }
        Ok(())
    }
}

/// Keyword arguments that are bound without leaving the registers.
const MOST_KEYWORDS: usize = 16;

/// Binds arguments where they stand. False, with nothing touched: there are too many, or something is wrong with them, which
/// `bind_arguments` will say.
///
/// # Safety
/// As `bind`.
unsafe fn bind_in_place(
    vm: &Vm,
    function: &Function,
    code: &Ref<Code>,
    base: *mut Value,
    count: usize,
    names: Option<&Ref<Tuple>>,
) -> PyResult<bool> {
    let names: &[Value] = names.map_or(&[], |names| names.items());
    let given = count - names.len();
    let positional = code.arg_count as usize;
    let named = positional + code.kwonly_count as usize;
    if named >= 64 || names.len() > MOST_KEYWORDS || given > positional && !code.has_varargs() {
        return Ok(false);
    }
    // Which parameters have an argument, and where each keyword argument goes.
    let placed = given.min(positional);
    let mut filled = (1u64 << placed) - 1;
    const SURPLUS: u8 = u8::MAX;
    let mut places = [SURPLUS; MOST_KEYWORDS];
    for (place, name) in places.iter_mut().zip(names) {
        let Some(name) = name.get_exact::<Str>() else { return Ok(false) };
        match parameter_index(code, name, named) {
            Some(i) if filled >> i & 1 == 0 => {
                filled |= 1 << i;
                *place = i as u8;
            }
            None if code.has_varkeywords() => {}
            _ => return Ok(false),
        }
    }
    let missing = !filled & ((1u64 << named) - 1);
    let defaults = function.defaults.get();
    let defaults: &[Value] = defaults.as_ref().map_or(&[], |t| t.items());
    if defaults.len() > positional || missing & ((1u64 << (positional - defaults.len())) - 1) != 0 {
        return Ok(false);
    }
    let kwdefaults = if missing >> positional != 0 { function.kwdefaults.get() } else { None };
    let default = |i: usize| match i.checked_sub(positional) {
        None => defaults.get(i + defaults.len() - positional).cloned(),
        Some(_) => kwdefaults.as_ref()?.get_str(code.varname(i)?),
    };
    for i in positional..named {
        if missing >> i & 1 == 1 && default(i).is_none() {
            return Ok(false);
        }
    }
    // SAFETY: as `bind`: `base..base+count` own values, and the window has a register for each parameter.
    unsafe {
        let rest = match code.has_varargs() {
            true => Some(vm.tuple(std::slice::from_raw_parts(base.add(placed), given - placed))?),
            false => None,
        };
        let others = match code.has_varkeywords() {
            true => {
                let others = vm.new_dict()?;
                for (k, name) in names.iter().enumerate() {
                    if let (SURPLUS, Some(name)) = (places[k], name.get_exact::<Str>()) {
                        others.set_str(vm, name, (*base.add(given + k)).clone())?;
                    }
                }
                Some(others.into_value())
            }
            false => None,
        };
        // Nothing fails from here on. What is dropped has another owner, so nothing runs.
        let mut moved = [const { std::mem::MaybeUninit::<Value>::uninit() }; MOST_KEYWORDS];
        for (k, v) in moved.iter_mut().enumerate().take(names.len()) {
            v.write(std::ptr::replace(base.add(given + k), Value::BLANK));
        }
        for i in placed..given {
            drop(std::ptr::replace(base.add(i), Value::BLANK));
        }
        for i in placed..(code.nlocals as usize).max(count) {
            std::ptr::write(base.add(i), Value::BLANK);
        }
        for (k, v) in moved.into_iter().enumerate().take(names.len()) {
            // Written above: one for each name.
            let v = v.assume_init();
            if places[k] != SURPLUS {
                std::ptr::write(base.add(places[k] as usize), v);
            }
        }
        for i in placed..named {
            if missing >> i & 1 == 1 {
                if let Some(v) = default(i) {
                    std::ptr::write(base.add(i), v);
                }
            }
        }
        let mut next = base.add(named);
        for v in [rest, others].into_iter().flatten() {
            std::ptr::write(next, v);
            next = next.add(1);
        }
    }
    Ok(true)
}

/// The parameter that takes a keyword argument.
fn parameter_index(code: &Code, name: &Ref<Str>, named: usize) -> Option<usize> {
    let parameters = code.varnames.items().get(code.posonly_count as usize..named)?;
    let found = parameters.iter().position(|p| p.same(name.as_value()));
    let found = found.or_else(|| {
        // Both are interned, unless the call's names came out of a dict.
        parameters.iter().position(|p| p.get_exact::<Str>().is_some_and(|p| p.eq_str(name)))
    });
    found.map(|i| i + code.posonly_count as usize)
}

/// `R[run](*R[run+1], **R[run+2])` for a Python function: pushes its frame, whose result goes to `dest`. False, with nothing
/// touched: `call_ex` must do it.
///
/// # Safety
/// `frame` is the top frame, `run` points to the three registers.
pub(super) unsafe fn enter_ex(vm: &Vm, frame: *mut Frame, run: *mut Value, dest: usize) -> PyResult<bool> {
    // SAFETY: registers above the caller's window are free.
    unsafe {
        let (func, object) = match (*run).get_exact::<Method>() {
            Some(method) => (method.function(), method.object()),
            None => ((*run).clone(), Value::BLANK),
        };
        if func.get_exact::<Function>().is_none() || (*frame).is_generator {
            return Ok(false);
        }
        let positional = match (*run.add(1)).get_exact::<List>() {
            Some(list) => vm.new_tuple(&vm.retry(|heap| list.items.snapshot(heap))?)?,
            None => match (*run.add(1)).get_exact::<Tuple>() {
                Some(tuple) => tuple.clone(),
                None => return Ok(false),
            },
        };
        let keywords = (*run.add(2)).get_exact::<Dict>();
        let mut names = None;
        if let Some(dict) = keywords.filter(|dict| dict.len() > 0) {
            let mut made = hognose_heap::HeapVec::new();
            let mut at = 0;
            while let Some((next, key, _)) = dict.entry_at(at) {
                at = next;
                if key.get::<Str>().is_none() {
                    return Ok(false);
                }
                vm.push(&mut made, key)?;
            }
            names = Some(vm.tuple_from(made)?);
        }
        let base = (*frame).top;
        let most = 1 + positional.len() + keywords.map_or(0, |dict| dict.len());
        vm.thread.registers.ensure(vm, base.add(most))?;
        let mut count = 0;
        let mut put = |v: Value| {
            std::ptr::write(base.add(count), v);
            count += 1;
        };
        if !object.is_blank() {
            put(object);
        }
        positional.items().iter().cloned().for_each(&mut put);
        if let (Some(dict), Some(_)) = (keywords, &names) {
            let mut at = 0;
            while let Some((next, _, value)) = dict.entry_at(at) {
                at = next;
                put(value);
            }
        }
        for i in 0..3 {
            drop(std::ptr::replace(run.add(i), Value::BLANK));
        }
        let entered =
            enter(vm, frame, func, base, count, names.as_ref(), dest as u16, Mode::Register, Value::BLANK);
        if let Err(raised) = entered {
            for i in 0..count {
                drop(std::ptr::replace(base.add(i), Value::BLANK));
            }
            return Err(raised);
        }
        Ok(true)
    }
}

/// `R[run](*R[run+1], **R[run+2])`, natively.
///
/// # Safety
/// `run` points to the three registers.
pub(super) unsafe fn call_ex(vm: &Vm, run: *mut Value) -> PyResult {
    // SAFETY: as the caller says.
    unsafe {
        let callable = std::ptr::replace(run, Value::BLANK);
        let positional = std::ptr::replace(run.add(1), Value::BLANK);
        let keywords = std::ptr::replace(run.add(2), Value::BLANK);
        let _top = Top::raise(vm, run.add(3));
        let positional = match positional.downcast::<Tuple>() {
            Ok(tuple) => tuple,
            Err(other) => {
                let collected = vm
                    .collect(&other)
                    .map_err(|raised| super::ops::star_args_error(vm, raised, &callable, &other))?;
                vm.new_tuple(&collected)?
            }
        };
        let Some(dict) = keywords.get::<Dict>() else {
            return vm.call(&callable, positional.items());
        };
        if dict.len() == 0 {
            return vm.call(&callable, positional.items());
        }
        let mut values = hognose_heap::HeapVec::new();
        for v in positional.items() {
            vm.push(&mut values, v.clone())?;
        }
        let mut names = hognose_heap::HeapVec::new();
        let mut at = 0;
        while let Some((next, key, value)) = dict.entry_at(at) {
            at = next;
            if key.get::<Str>().is_none() {
                return Err(vm.type_error("keywords must be strings"));
            }
            vm.push(&mut names, key)?;
            vm.push(&mut values, value)?;
        }
        let names = vm.new_tuple(&names)?;
        vm.call_args(&callable, &Args::split(&values, Some(&names)))
    }
}

/// Ends the top frame with a result: releases its locals, pops it, delivers the value.
///
/// # Safety
/// `frame` is the top frame; no temporary of it holds an object.
#[inline(always)]
pub(super) unsafe fn leave(vm: &Vm, frame: *mut Frame, value: Value, bottom: usize) -> PyResult<Flow> {
    // SAFETY: as the caller says.
    unsafe {
        if (*frame).is_generator {
            return super::generator::finish(vm, frame, value, bottom);
        }
        if (*frame).object.is_object() {
            unwind::detach_frame_object(vm, frame);
        }
        let base = (*frame).base;
        let nlocals = (*frame).code().nlocals as usize;
        for i in 0..nlocals {
            let local = base.add(i);
            if (*local).is_object() {
                drop(std::ptr::replace(local, Value::BLANK));
            }
        }
        deliver(vm, frame, value, bottom)
    }
}

/// Pops the top frame, whose registers are already empty, and puts `value` where its mode says.
///
/// # Safety
/// `frame` is the top frame.
#[inline(always)]
pub(super) unsafe fn deliver(vm: &Vm, frame: *mut Frame, mut value: Value, _bottom: usize) -> PyResult<Flow> {
    // SAFETY: as the caller says.
    unsafe {
        let thread = &vm.thread;
        let below = frame.sub(1);
        thread.frames.set_end(frame);
        let mode = (*frame).mode;
        let dest = (*frame).dest as usize;
        let extra = std::ptr::read(&raw const (*frame).extra);
        drop(std::ptr::read(&raw const (*frame).func));
        drop(std::ptr::read(&raw const (*frame).locals));
        drop(std::ptr::read(&raw const (*frame).object));
        if mode == Mode::Native {
            drop(extra);
            thread.registers.set_top((*frame).base);
            return Ok(Flow::Done(value));
        }
        thread.registers.set_top((*below).top);
        match mode {
            Mode::Register => drop(extra),
            Mode::Init => {
                if !value.is_none() {
                    let message = format!("__init__() should return None, not '{}'", vm.tn(&value));
                    return Err(vm.type_error(message));
                }
                value = extra;
            }
            _ => {
                drop(extra);
                return Ok(Flow::Reload);
            }
        }
        let old = std::ptr::replace((*below).base.add(dest), value);
        drop(old);
        if vm.heap().breaker().get() != 0 {
            crate::runtime::eval_breaker(vm)?;
        }
        Ok(Flow::Reload)
    }
}
