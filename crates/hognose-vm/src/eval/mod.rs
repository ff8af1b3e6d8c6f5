//! The eval loop: one `loop { match }` over register bytecode.
//!
//! Fast paths stand inline, everything else is a call into the other files of this directory. Python calls Python
//! without native recursion: a call pushes a frame and the loop goes on.
//!
//! # Invariants
//! E1: bytecode is verified before it gets here, so operands, constants, names, sites and jump targets are in range.
//! E2: while Python code or a finalizer may run, `frame.pc` is up to date and no reference into a register is held.
//! E3: O1–O4 of hognose-compiler's opcode table.

#![allow(unsafe_code, reason = "register access by verified operands; each block cites E1–E3 or TH1–TH3")]

pub(crate) mod arith;
pub(crate) mod attr;
pub(crate) mod call;
pub(crate) mod chain;
pub(crate) mod code_cell;
pub(crate) mod drive;
pub(crate) mod frame;
pub(crate) mod from_native;
pub(crate) mod generator;
pub(crate) mod ops;
pub(crate) mod rare;
pub(crate) mod raw;
pub(crate) mod stack;
pub(crate) mod threads;
pub(crate) mod trace;
pub(crate) mod unwind;

use std::sync::atomic::Ordering;

use hognose_compiler::opcode::Op;
use hognose_heap::{BREAK_PENDING, Value};

use crate::protocol::BinOp;
use crate::protocol::compare::CmpOp;
use crate::raise::{PyResult, Raised};
use crate::shapes;
use crate::types::cell::Cell;
use crate::types::list::List;
use crate::vm::Vm;
use frame::{Frame, Mode};

/// High 14 bits of an int word.
const INT_TAG: u64 = hognose_heap::INT_TAG;
const INT_SHIFT: u32 = 14;
const DOUBLE_OFFSET: u64 = hognose_heap::DOUBLE_OFFSET;

#[inline(always)]
fn both_ints(x: u64, y: u64) -> bool {
    x & y >= INT_TAG
}

#[inline(always)]
fn int_of(word: u64) -> i64 {
    ((word << INT_SHIFT) as i64) >> INT_SHIFT
}

#[inline(always)]
fn int_word(i: i64) -> u64 {
    INT_TAG | (i as u64) << INT_SHIFT >> INT_SHIFT
}

#[inline(always)]
fn is_double(word: u64) -> bool {
    word.wrapping_sub(DOUBLE_OFFSET) < hognose_heap::SPECIAL_BASE - DOUBLE_OFFSET
}

#[inline(always)]
fn double_of(word: u64) -> f64 {
    f64::from_bits(word.wrapping_sub(DOUBLE_OFFSET))
}

/// How the loop leaves a frame on the way to another.
pub(crate) enum Flow {
    /// The running frame changed: reload pc and base from it.
    Reload,
    /// The frame that native code waits for has returned this.
    Done(Value),
}

impl Vm {
    /// Runs the top frame until it returns; its mode is `Native`.
    pub(crate) fn run_top_frame(&self) -> PyResult<Value> {
        match self.enter_recursion("") {
            Ok(_guard) => run_to_end(self),
            Err(raised) => {
                // SAFETY: the frame on top was just pushed by the caller, and none of its instructions ran.
                unsafe { unwind::pop_refused(self) };
                Err(raised)
            }
        }
    }
}

/// Runs the top frame until it returns.
fn run_to_end(vm: &Vm) -> PyResult<Value> {
    let bottom = vm.thread.frames.depth();
    if trace::is_on(vm) {
        // SAFETY: the frame on top was just pushed, or is a generator's that goes on.
        if let Some(v) = unsafe { trace::run_traced(vm, bottom, true)? } {
            return Ok(v);
        }
    }
    match run::<false>(vm, bottom)? {
        Some(v) => Ok(v),
        None => unreachable!("only the wide instance stops after an instruction"),
    }
}

/// The instruction with an `Ext` prefix at the top frame's pc.
#[cold]
#[inline(never)]
fn run_wide(vm: &Vm, bottom: usize) -> PyResult<Option<Value>> {
    run::<true>(vm, bottom)
}

/// The loop. The frame on top of the frame stack has mode `Native`; returns what it returns.
///
/// `WIDE`: the other instance of the loop, for the rare instructions with an `Ext` prefix. It runs the one at the top frame's pc
/// and answers None, so that the main loop decodes no operand that an instruction does not use.
#[allow(clippy::cognitive_complexity, reason = "the dispatch is one screenful per group of instructions")]
fn run<const WIDE: bool>(vm: &Vm, bottom: usize) -> PyResult<Option<Value>> {
    let thread = &vm.thread;
    let breaker_word = vm.heap().breaker().word();
    // SAFETY: for the whole function, TH1–TH3 and E1–E3: `frame` is the top frame, `pc` runs through its verified code, `base` is
    // its window, operands are inside the window, constants, names and sites inside the code's tables.
    unsafe {
        let mut frame: *mut Frame = thread.frames.end().sub(1);
        let mut pc: *const u32 = (*frame).pc;
        let mut base: *mut Value = (*frame).base;
        let mut nlocals: usize = (*frame).nlocals as usize;

        macro_rules! reload {
            () => {{
                frame = thread.frames.end().sub(1);
                pc = (*frame).pc;
                base = (*frame).base;
                nlocals = (*frame).nlocals as usize;
            }};
        }
        macro_rules! code {
            () => {
                (*frame).code()
            };
        }
        macro_rules! constant {
            ($i:expr) => {
                (*(*frame).consts.add($i))
            };
        }
        macro_rules! cache {
            ($site:expr) => {
                (*(*frame).caches.add($site as usize))
            };
        }

        'unwind: loop {
            let raised: Raised = 'run: loop {
                // 0: there is no prefix (an instruction that is run for a trace function).
                let ext = if WIDE && (*pc & 0xff) as u8 == Op::Ext as u8 { *pc } else { 0 };
                if WIDE && ext != 0 {
                    pc = pc.add(1);
                }
                let word = *pc;
                pc = pc.add(1);

                // Operands, decoded where they are used: 8 bits each, 16 with the prefix.
                macro_rules! a {
                    () => {
                        (if WIDE { ext & 0xff00 | word >> 8 & 0xff } else { word >> 8 & 0xff }) as usize
                    };
                }
                macro_rules! b {
                    () => {
                        (if WIDE { ext >> 8 & 0xff00 | word >> 16 & 0xff } else { word >> 16 & 0xff })
                            as usize
                    };
                }
                macro_rules! c {
                    () => {
                        (if WIDE { ext >> 16 & 0xff00 | word >> 24 } else { word >> 24 }) as usize
                    };
                }
                // The last operand as a signed number.
                macro_rules! signed_c {
                    () => {
                        if WIDE && ext != 0 {
                            i64::from(c!() as u16 as i16)
                        } else {
                            i64::from(word as i32 >> 24)
                        }
                    };
                }
                macro_rules! reg {
                    ($i:expr) => {
                        (*base.add($i))
                    };
                }
                macro_rules! next {
                    () => {
                        if WIDE {
                            save!();
                            return Ok(None);
                        } else {
                            continue 'run;
                        }
                    };
                }
                macro_rules! fail {
                    ($raised:expr) => {{
                        std::hint::cold_path();
                        break 'run $raised;
                    }};
                }
                macro_rules! check {
                    ($e:expr) => {
                        match $e {
                            Ok(v) => v,
                            Err(raised) => {
                                std::hint::cold_path();
                                break 'run raised;
                            }
                        }
                    };
                }
                macro_rules! save {
                    () => {
                        (*frame).pc = pc
                    };
                }
                // Finalizers and callbacks that the last release made due run here, at the instruction's end.
                macro_rules! drain {
                    () => {
                        if breaker_word.load(Ordering::Relaxed) & BREAK_PENDING != 0 {
                            std::hint::cold_path();
                            save!();
                            crate::runtime::drain_pending(vm);
                        }
                    };
                }
                macro_rules! release {
                    ($v:expr) => {{
                        let old: Value = $v;
                        if old.is_object() {
                            drop(old);
                            drain!();
                        } else {
                            std::mem::forget(old);
                        }
                    }};
                }
                // Destination (O2).
                macro_rules! set {
                    ($i:expr, $v:expr) => {{
                        let v: Value = $v;
                        let old = std::ptr::replace(base.add($i), v);
                        release!(old);
                    }};
                }
                // An immediate that needs no count.
                macro_rules! set_word {
                    ($i:expr, $w:expr) => {{
                        let old = std::ptr::replace(base.add($i), Value::from_raw($w));
                        release!(old);
                    }};
                }
                // Takes an operand as an owned value (O1).
                macro_rules! take {
                    ($i:expr) => {
                        if $i >= nlocals {
                            std::ptr::replace(base.add($i), Value::BLANK)
                        } else {
                            reg!($i).clone()
                        }
                    };
                }
                // Ends the use of a borrowed operand (O1).
                macro_rules! consume {
                    ($i:expr) => {
                        if $i >= nlocals && reg!($i).is_object() {
                            let old = std::ptr::replace(base.add($i), Value::BLANK);
                            drop(old);
                        }
                    };
                }
                macro_rules! x {
                    () => {{
                        let x = *pc;
                        pc = pc.add(1);
                        x
                    }};
                }
                macro_rules! jump {
                    ($off:expr) => {{
                        let off = $off as i32;
                        // Before the jump: what a signal raises is raised by the jump's own instruction.
                        if off < 0 {
                            breaker!()
                        }
                        pc = pc.offset(off as isize);
                    }};
                }
                macro_rules! breaker {
                    () => {
                        if breaker_word.load(Ordering::Relaxed) != 0 {
                            std::hint::cold_path();
                            save!();
                            check!(crate::runtime::eval_breaker(vm));
                        }
                    };
                }
                // As `breaker!`, at the end of a call: from here on instructions may be run one by one for a trace function.
                macro_rules! called {
                    () => {
                        if breaker_word.load(Ordering::Relaxed) != 0 {
                            std::hint::cold_path();
                            save!();
                            check!(crate::runtime::eval_breaker(vm));
                            if !WIDE && trace::is_on(vm) {
                                let fresh = pc == (*frame).code().words_start();
                                if let Some(v) = trace::run_traced(vm, bottom, fresh)? {
                                    return Ok(Some(v));
                                }
                                reload!();
                            }
                        }
                    };
                }
                macro_rules! binary_slow {
                    ($op:expr, $f:ident) => {{
                        std::hint::cold_path();
                        save!();
                        let v = check!(arith::$f(vm, $op, &reg!(b!()), &reg!(c!())));
                        consume!(b!());
                        consume!(c!());
                        set!(a!(), v);
                        drain!();
                        next!()
                    }};
                }
                macro_rules! int_or_float {
                    ($checked:ident, $fop:tt, $op:expr, $slow:ident) => {{
                        let (x, y) = (reg!(b!()).bits(), reg!(c!()).bits());
                        if both_ints(x, y) {
                            if let Some(s) = ((x << INT_SHIFT) as i64).$checked((y << INT_SHIFT) as i64) {
                                set_word!(a!(), INT_TAG | s as u64 >> INT_SHIFT);
                                next!();
                            }
                        } else if is_double(x) && is_double(y) {
                            let f = double_of(x) $fop double_of(y);
                            if !f.is_nan() {
                                set_word!(a!(), f.to_bits().wrapping_add(DOUBLE_OFFSET));
                                next!();
                            }
                        }
                        binary_slow!($op, $slow)
                    }};
                }
                macro_rules! mul {
                    ($op:expr, $slow:ident) => {{
                        let (x, y) = (reg!(b!()).bits(), reg!(c!()).bits());
                        if both_ints(x, y) {
                            if let Some(p) = int_of(x).checked_mul(int_of(y)) {
                                if p << INT_SHIFT >> INT_SHIFT == p {
                                    set_word!(a!(), int_word(p));
                                    next!();
                                }
                            }
                        } else if is_double(x) && is_double(y) {
                            let f = double_of(x) * double_of(y);
                            if !f.is_nan() {
                                set_word!(a!(), f.to_bits().wrapping_add(DOUBLE_OFFSET));
                                next!();
                            }
                        }
                        binary_slow!($op, $slow)
                    }};
                }
                macro_rules! truediv {
                    ($op:expr, $slow:ident) => {{
                        let (x, y) = (reg!(b!()).bits(), reg!(c!()).bits());
                        if is_double(x) && is_double(y) {
                            let d = double_of(y);
                            let f = double_of(x) / d;
                            if d != 0.0 && !f.is_nan() {
                                set_word!(a!(), f.to_bits().wrapping_add(DOUBLE_OFFSET));
                                next!();
                            }
                        }
                        binary_slow!($op, $slow)
                    }};
                }
                macro_rules! divmod_fast {
                    ($op:expr, $slow:ident, $f:expr) => {{
                        let (x, y) = (reg!(b!()).bits(), reg!(c!()).bits());
                        if both_ints(x, y) && int_of(y) > 0 {
                            set_word!(a!(), int_word($f(int_of(x), int_of(y))));
                            next!();
                        }
                        binary_slow!($op, $slow)
                    }};
                }
                macro_rules! bitwise {
                    ($bits:expr, $op:expr, $slow:ident) => {{
                        let (x, y) = (reg!(b!()).bits(), reg!(c!()).bits());
                        if both_ints(x, y) {
                            set_word!(a!(), INT_TAG | $bits(x, y));
                            next!();
                        }
                        binary_slow!($op, $slow)
                    }};
                }
                macro_rules! shift_left {
                    ($op:expr, $slow:ident) => {{
                        let (x, y) = (reg!(b!()).bits(), reg!(c!()).bits());
                        if both_ints(x, y) && (0..50).contains(&int_of(y)) {
                            let (i, n) = (int_of(x), int_of(y) as u32);
                            let s = (i as i128) << n;
                            if let Some(v) = i64::try_from(s).ok().and_then(Value::from_int) {
                                set!(a!(), v);
                                next!();
                            }
                        }
                        binary_slow!($op, $slow)
                    }};
                }
                macro_rules! shift_right {
                    ($op:expr, $slow:ident) => {{
                        let (x, y) = (reg!(b!()).bits(), reg!(c!()).bits());
                        if both_ints(x, y) && int_of(y) >= 0 {
                            set_word!(a!(), int_word(int_of(x) >> int_of(y).min(63)));
                            next!();
                        }
                        binary_slow!($op, $slow)
                    }};
                }
                macro_rules! with_int {
                    ($op:expr, $slow:ident, |$x:ident, $y:ident| $fast:expr) => {{
                        let word_b = reg!(b!()).bits();
                        let $y = signed_c!();
                        if word_b >= INT_TAG {
                            let $x = int_of(word_b);
                            let out: Option<Value> = $fast;
                            if let Some(v) = out {
                                set!(a!(), v);
                                next!();
                            }
                        }
                        std::hint::cold_path();
                        save!();
                        let v = check!(arith::$slow(vm, $op, &reg!(b!()), &Value::from_small($y as i32)));
                        consume!(b!());
                        set!(a!(), v);
                        drain!();
                        next!()
                    }};
                }
                macro_rules! compare {
                    ($iop:tt, $op:expr) => {{
                        let (x, y) = (reg!(b!()).bits(), reg!(c!()).bits());
                        if both_ints(x, y) {
                            // Equal tags: the shifted words order as the ints do.
                            set!(a!(), Value::from_bool(((x << INT_SHIFT) as i64) $iop ((y << INT_SHIFT) as i64)));
                            next!();
                        }
                        if is_double(x) && is_double(y) {
                            set!(a!(), Value::from_bool(double_of(x) $iop double_of(y)));
                            next!();
                        }
                        std::hint::cold_path();
                        save!();
                        let v = check!(arith::compare(vm, $op, &reg!(b!()), &reg!(c!())));
                        consume!(b!());
                        consume!(c!());
                        set!(a!(), v);
                        drain!();
                        next!()
                    }};
                }
                macro_rules! jump_compare {
                    ($iop:tt, $op:expr) => {{
                        let (x, y) = (reg!(b!()).bits(), reg!(c!()).bits());
                        let off = x!();
                        let holds = if both_ints(x, y) {
                            ((x << INT_SHIFT) as i64) $iop ((y << INT_SHIFT) as i64)
                        } else if is_double(x) && is_double(y) {
                            double_of(x) $iop double_of(y)
                        } else {
                            std::hint::cold_path();
                            save!();
                            let holds = check!(arith::compare_truth(vm, $op, &reg!(b!()), &reg!(c!())));
                            consume!(b!());
                            consume!(c!());
                            drain!();
                            holds
                        };
                        if holds as usize == a!() {
                            jump!(off);
                        }
                        next!()
                    }};
                }
                macro_rules! jump_compare_int {
                    ($iop:tt, $op:expr) => {{
                        let word_b = reg!(b!()).bits();
                        let off = x!();
                        let y = signed_c!();
                        let holds = if word_b >= INT_TAG {
                            int_of(word_b) $iop y
                        } else {
                            std::hint::cold_path();
                            save!();
                            let holds = check!(arith::compare_truth(vm, $op, &reg!(b!()), &Value::from_small(y as i32)));
                            consume!(b!());
                            drain!();
                            holds
                        };
                        if holds as usize == a!() {
                            jump!(off);
                        }
                        next!()
                    }};
                }
                macro_rules! unary {
                    ($f:ident) => {{
                        save!();
                        let v = check!(vm.$f(&reg!(b!())));
                        consume!(b!());
                        set!(a!(), v);
                        drain!();
                        next!()
                    }};
                }
                macro_rules! truth {
                    ($v:expr) => {{
                        let word = $v.bits();
                        if word == Value::TRUE.bits() {
                            true
                        } else if word == Value::FALSE.bits() || word == Value::NONE.bits() {
                            false
                        } else if word >= INT_TAG {
                            word != INT_TAG
                        } else {
                            std::hint::cold_path();
                            save!();
                            check!(vm.truthy(&$v))
                        }
                    }};
                }
                // A frame was pushed by `enter_fast`.
                macro_rules! enter {
                    ($entered:expr) => {{
                        frame = $entered;
                        pc = (*frame).pc;
                        base = (*frame).base;
                        nlocals = (*frame).nlocals as usize;
                        called!();
                        next!()
                    }};
                }
                // Returns from a plain call to the frame below without leaving the loop's registers.
                macro_rules! leave {
                    ($value:expr) => {{
                        let mut value: Value = $value;
                        let mode = (*frame).mode;
                        let plain = mode == Mode::Register || mode == Mode::Init && value.is_none();
                        if plain && !(*frame).object.is_object() {
                            if mode == Mode::Init {
                                std::mem::forget(value);
                                value = std::ptr::read(&raw const (*frame).extra);
                            }
                            for i in 0..nlocals {
                                if reg!(i).is_object() {
                                    drop(std::ptr::replace(base.add(i), Value::BLANK));
                                }
                            }
                            let dest = (*frame).dest as usize;
                            let func = std::ptr::read(&raw const (*frame).func);
                            thread.frames.set_end(frame);
                            frame = frame.sub(1);
                            thread.registers.set_top((*frame).top);
                            drop(func);
                            pc = (*frame).pc;
                            base = (*frame).base;
                            nlocals = (*frame).nlocals as usize;
                            let old = std::ptr::replace(base.add(dest), value);
                            if old.is_object() {
                                drop(old);
                            } else {
                                std::mem::forget(old);
                            }
                            breaker!();
                            next!()
                        }
                        save!();
                        let flow = check!(call::leave(vm, frame, value, bottom));
                        follow!(flow)
                    }};
                }
                // The frame on top changed.
                macro_rules! follow {
                    ($flow:expr) => {
                        match $flow {
                            Flow::Reload => {
                                reload!();
                                next!()
                            }
                            Flow::Done(v) => return Ok(Some(v)),
                        }
                    };
                }
                macro_rules! bx {
                    () => {
                        (word >> 16) as usize
                    };
                }

                // SAFETY: E1: the byte is an operation's number.
                let op: Op = std::mem::transmute::<u8, Op>(word as u8);
                match op {
                    Op::Ext => {
                        pc = pc.sub(1);
                        save!();
                        if let Some(v) = run_wide(vm, bottom)? {
                            return Ok(Some(v));
                        }
                        reload!();
                        continue 'run;
                    }
                    Op::Nop => next!(),
                    Op::Move => {
                        let v = take!(b!());
                        set!(a!(), v);
                        next!()
                    }
                    Op::Copy => {
                        let v = reg!(b!()).clone();
                        set!(a!(), v);
                        next!()
                    }
                    Op::LoadConst => {
                        let v = constant!(bx!()).clone();
                        set!(a!(), v);
                        next!()
                    }
                    Op::LoadSmall => {
                        set_word!(a!(), int_word((word >> 16) as u16 as i16 as i64));
                        next!()
                    }
                    Op::LoadSpecial => {
                        set!(a!(), Value::special(b!() as u16));
                        next!()
                    }
                    Op::CheckLocal => {
                        if reg!(a!()).is_blank() {
                            save!();
                            fail!(ops::unbound_local(vm, code!(), a!()));
                        }
                        next!()
                    }
                    Op::DelLocal => {
                        if reg!(a!()).is_blank() {
                            save!();
                            fail!(ops::unbound_local(vm, code!(), a!()));
                        }
                        set!(a!(), Value::BLANK);
                        next!()
                    }
                    Op::Release => {
                        set!(a!(), Value::BLANK);
                        next!()
                    }
                    // ---- names
                    Op::LoadGlobal => {
                        let site = x!();
                        let cache = &cache!(site);
                        let globals = (*frame).globals();
                        let v = match cache.global(globals, &vm.builtins) {
                            Some(v) => v,
                            None => {
                                std::hint::cold_path();
                                save!();
                                check!(attr::load_global(vm, code!(), globals, site))
                            }
                        };
                        set!(a!(), v);
                        next!()
                    }
                    Op::StoreGlobal => {
                        let name = code!().name(x!());
                        save!();
                        let v = take!(b!());
                        check!(ops::store_name(vm, (*frame).globals(), name, v));
                        drain!();
                        next!()
                    }
                    Op::LoadName => {
                        let site = x!();
                        let globals = (*frame).globals();
                        let cached = if (*frame).locals.same(globals.as_value()) {
                            cache!(site).global(globals, &vm.builtins)
                        } else {
                            None
                        };
                        let v = match cached {
                            Some(v) => v,
                            None => {
                                std::hint::cold_path();
                                save!();
                                check!(attr::load_name(vm, code!(), &*frame, site))
                            }
                        };
                        set!(a!(), v);
                        next!()
                    }
                    Op::StoreName => {
                        let name = code!().name(x!());
                        save!();
                        let v = take!(b!());
                        if (*frame).locals.same((*frame).globals().as_value()) {
                            check!(ops::store_name(vm, (*frame).globals(), name, v));
                        } else {
                            check!(ops::store_in_mapping(vm, &(*frame).locals.clone(), name, v));
                        }
                        drain!();
                        next!()
                    }
                    Op::MakeCell => {
                        let inside = std::ptr::replace(base.add(a!()), Value::BLANK);
                        let cell = check!(Cell::create(vm, inside));
                        set!(a!(), cell);
                        next!()
                    }
                    Op::LoadDeref => {
                        let v = ops::cell_of(&reg!(b!())).get();
                        if v.is_blank() {
                            save!();
                            fail!(ops::unbound_cell(vm, code!(), b!()));
                        }
                        set!(a!(), v);
                        next!()
                    }
                    Op::StoreDeref => {
                        let v = take!(b!());
                        let old = ops::cell_of(&reg!(a!())).replace(v);
                        release!(old);
                        next!()
                    }
                    Op::LoadFree => {
                        let v = ops::free_cell(&*frame, bx!()).get();
                        if v.is_blank() {
                            save!();
                            fail!(ops::unbound_free(vm, code!(), bx!()));
                        }
                        set!(a!(), v);
                        next!()
                    }
                    Op::StoreFree => {
                        let v = take!(b!());
                        let old = ops::free_cell(&*frame, x!() as usize).replace(v);
                        release!(old);
                        next!()
                    }
                    Op::LoadFreeCell => {
                        let v = ops::free_cell_value(&*frame, bx!());
                        set!(a!(), v);
                        next!()
                    }
                    // ---- arithmetic
                    Op::Add => int_or_float!(checked_add, +, BinOp::Add, binary),
                    Op::Sub => int_or_float!(checked_sub, -, BinOp::Sub, binary),
                    Op::Mul => mul!(BinOp::Mul, binary),
                    Op::TrueDiv => truediv!(BinOp::TrueDiv, binary),
                    Op::FloorDiv => divmod_fast!(BinOp::FloorDiv, binary, i64::div_euclid),
                    Op::Mod => divmod_fast!(BinOp::Mod, binary, i64::rem_euclid),
                    Op::Pow => binary_slow!(BinOp::Pow, binary),
                    Op::LShift => shift_left!(BinOp::LShift, binary),
                    Op::RShift => shift_right!(BinOp::RShift, binary),
                    Op::And => bitwise!(|x: u64, y: u64| x & y, BinOp::And, binary),
                    Op::Or => bitwise!(|x: u64, y: u64| x | y, BinOp::Or, binary),
                    Op::Xor => bitwise!(|x: u64, y: u64| x ^ y, BinOp::Xor, binary),
                    Op::MatMul => binary_slow!(BinOp::MatMul, binary),
                    Op::IAdd => {
                        let (x, y) = (reg!(b!()).bits(), reg!(c!()).bits());
                        if both_ints(x, y) {
                            if let Some(s) = ((x << INT_SHIFT) as i64).checked_add((y << INT_SHIFT) as i64) {
                                set_word!(a!(), INT_TAG | s as u64 >> INT_SHIFT);
                                next!();
                            }
                        } else if is_double(x) && is_double(y) {
                            let f = double_of(x) + double_of(y);
                            if !f.is_nan() {
                                set_word!(a!(), f.to_bits().wrapping_add(DOUBLE_OFFSET));
                                next!();
                            }
                        } else if a!() == b!() && arith::is_str(&reg!(b!())) {
                            // The register alone may hold the string: then it grows in place.
                            save!();
                            let mut left = std::ptr::replace(base.add(b!()), Value::BLANK);
                            let done = arith::concat_in_place(vm, &mut left, &reg!(c!()));
                            std::ptr::replace(base.add(b!()), left).into_raw();
                            if check!(done) {
                                consume!(c!());
                                next!();
                            }
                        }
                        binary_slow!(BinOp::Add, inplace)
                    }
                    Op::ISub => int_or_float!(checked_sub, -, BinOp::Sub, inplace),
                    Op::IMul => mul!(BinOp::Mul, inplace),
                    Op::ITrueDiv => truediv!(BinOp::TrueDiv, inplace),
                    Op::IFloorDiv => divmod_fast!(BinOp::FloorDiv, inplace, i64::div_euclid),
                    Op::IMod => divmod_fast!(BinOp::Mod, inplace, i64::rem_euclid),
                    Op::IPow => binary_slow!(BinOp::Pow, inplace),
                    Op::ILShift => shift_left!(BinOp::LShift, inplace),
                    Op::IRShift => shift_right!(BinOp::RShift, inplace),
                    Op::IAnd => bitwise!(|x: u64, y: u64| x & y, BinOp::And, inplace),
                    Op::IOr => bitwise!(|x: u64, y: u64| x | y, BinOp::Or, inplace),
                    Op::IXor => bitwise!(|x: u64, y: u64| x ^ y, BinOp::Xor, inplace),
                    Op::IMatMul => binary_slow!(BinOp::MatMul, inplace),
                    Op::AddInt => with_int!(BinOp::Add, binary, |x, y| Value::from_int(x + y)),
                    Op::SubInt => with_int!(BinOp::Sub, binary, |x, y| Value::from_int(x - y)),
                    Op::MulInt => {
                        with_int!(BinOp::Mul, binary, |x, y| x.checked_mul(y).and_then(Value::from_int))
                    }
                    Op::FloorDivInt => with_int!(BinOp::FloorDiv, binary, |x, y| if y > 0 {
                        Value::from_int(x.div_euclid(y))
                    } else {
                        None
                    }),
                    Op::ModInt => with_int!(BinOp::Mod, binary, |x, y| if y > 0 {
                        Value::from_int(x.rem_euclid(y))
                    } else {
                        None
                    }),
                    Op::AndInt => with_int!(BinOp::And, binary, |x, y| Value::from_int(x & y)),
                    Op::LShiftInt => with_int!(BinOp::LShift, binary, |x, y| {
                        if (0..50).contains(&y) {
                            i64::try_from((x as i128) << y).ok().and_then(Value::from_int)
                        } else {
                            None
                        }
                    }),
                    Op::RShiftInt => with_int!(BinOp::RShift, binary, |x, y| if y >= 0 {
                        Value::from_int(x >> y.min(63))
                    } else {
                        None
                    }),
                    Op::IAddInt => with_int!(BinOp::Add, inplace, |x, y| Value::from_int(x + y)),
                    Op::ISubInt => with_int!(BinOp::Sub, inplace, |x, y| Value::from_int(x - y)),
                    Op::Neg => {
                        let word_b = reg!(b!()).bits();
                        if is_double(word_b) {
                            set_word!(a!(), (-double_of(word_b)).to_bits().wrapping_add(DOUBLE_OFFSET));
                            next!();
                        }
                        unary!(negative)
                    }
                    Op::Pos => unary!(positive),
                    Op::Invert => unary!(invert),
                    Op::Not => {
                        let holds = truth!(reg!(b!()));
                        consume!(b!());
                        set!(a!(), Value::from_bool(!holds));
                        drain!();
                        next!()
                    }
                    // ---- comparison
                    Op::Lt => compare!(<, CmpOp::Lt),
                    Op::Le => compare!(<=, CmpOp::Le),
                    Op::Eq => compare!(==, CmpOp::Eq),
                    Op::Ne => compare!(!=, CmpOp::Ne),
                    Op::Gt => compare!(>, CmpOp::Gt),
                    Op::Ge => compare!(>=, CmpOp::Ge),
                    Op::Is | Op::IsNot => {
                        let same = reg!(b!()).same(&reg!(c!()));
                        consume!(b!());
                        consume!(c!());
                        set!(a!(), Value::from_bool(same == matches!(op, Op::Is)));
                        drain!();
                        next!()
                    }
                    Op::In | Op::NotIn => {
                        save!();
                        let found = check!(vm.contains(&reg!(c!()), &reg!(b!())));
                        consume!(b!());
                        consume!(c!());
                        set!(a!(), Value::from_bool(found == matches!(op, Op::In)));
                        drain!();
                        next!()
                    }
                    // ---- jumps
                    Op::Jump => {
                        let off = x!();
                        pc = pc.offset(off as i32 as isize);
                        next!()
                    }
                    Op::JumpBack => {
                        let off = x!();
                        breaker!();
                        pc = pc.offset(off as i32 as isize);
                        next!()
                    }
                    Op::JumpIf => {
                        let off = x!();
                        let holds = truth!(reg!(b!()));
                        if reg!(b!()).is_object() {
                            consume!(b!());
                            drain!();
                        }
                        if holds as usize == a!() {
                            jump!(off);
                        }
                        next!()
                    }
                    Op::JumpIfKeep => {
                        let off = x!();
                        let holds = truth!(reg!(b!()));
                        if holds as usize == a!() {
                            jump!(off);
                        } else {
                            consume!(b!());
                            drain!();
                        }
                        next!()
                    }
                    Op::JumpIfLt => jump_compare!(<, CmpOp::Lt),
                    Op::JumpIfLe => jump_compare!(<=, CmpOp::Le),
                    Op::JumpIfEq => jump_compare!(==, CmpOp::Eq),
                    Op::JumpIfNe => jump_compare!(!=, CmpOp::Ne),
                    Op::JumpIfGt => jump_compare!(>, CmpOp::Gt),
                    Op::JumpIfGe => jump_compare!(>=, CmpOp::Ge),
                    Op::JumpIfLtInt => jump_compare_int!(<, CmpOp::Lt),
                    Op::JumpIfLeInt => jump_compare_int!(<=, CmpOp::Le),
                    Op::JumpIfEqInt => jump_compare_int!(==, CmpOp::Eq),
                    Op::JumpIfNeInt => jump_compare_int!(!=, CmpOp::Ne),
                    Op::JumpIfGtInt => jump_compare_int!(>, CmpOp::Gt),
                    Op::JumpIfGeInt => jump_compare_int!(>=, CmpOp::Ge),
                    Op::JumpIfIs => {
                        let off = x!();
                        let same = reg!(b!()).same(&reg!(c!()));
                        consume!(b!());
                        consume!(c!());
                        drain!();
                        if same as usize == a!() {
                            jump!(off);
                        }
                        next!()
                    }
                    Op::JumpIfNone => {
                        let off = x!();
                        let none = reg!(b!()).is_none();
                        if reg!(b!()).is_object() {
                            consume!(b!());
                            drain!();
                        }
                        if none as usize == a!() {
                            jump!(off);
                        }
                        next!()
                    }
                    Op::JumpIfIn => {
                        let off = x!();
                        save!();
                        let found = check!(vm.contains(&reg!(c!()), &reg!(b!())));
                        consume!(b!());
                        consume!(c!());
                        drain!();
                        if found as usize == a!() {
                            jump!(off);
                        }
                        next!()
                    }
                    // ---- iteration
                    Op::GetIter => {
                        save!();
                        let v = check!(vm.iter(&reg!(b!())));
                        consume!(b!());
                        set!(a!(), v);
                        drain!();
                        next!()
                    }
                    Op::ForIter => {
                        let off = x!();
                        save!();
                        if ops::shape_of(&reg!(b!())) == shapes::GENERATOR {
                            let exit = pc.offset(off as i32 as isize);
                            if check!(generator::resume_for_iter(
                                vm,
                                &reg!(b!()),
                                a!(),
                                b!(),
                                Mode::ForIter,
                                exit
                            )) {
                                reload!();
                                next!();
                            }
                            // Already finished.
                            set!(b!(), Value::BLANK);
                            pc = exit;
                            next!()
                        }
                        match check!(ops::for_next(vm, &reg!(b!()))) {
                            Some(v) => {
                                set!(a!(), v);
                            }
                            None => {
                                set!(b!(), Value::BLANK);
                                pc = pc.offset(off as i32 as isize);
                            }
                        }
                        next!()
                    }
                    Op::ForNext => {
                        let off = x!();
                        let body = pc.offset(off as i32 as isize);
                        save!();
                        breaker!();
                        if ops::shape_of(&reg!(b!())) == shapes::GENERATOR {
                            if check!(generator::resume_for_iter(
                                vm,
                                &reg!(b!()),
                                a!(),
                                b!(),
                                Mode::ForNext,
                                pc
                            )) {
                                // What the generator yields goes on in the body.
                                (*frame).pc = body;
                                reload!();
                                next!();
                            }
                            set!(b!(), Value::BLANK);
                            next!()
                        }
                        match check!(ops::for_next(vm, &reg!(b!()))) {
                            Some(v) => {
                                set!(a!(), v);
                                pc = body;
                            }
                            None => {
                                set!(b!(), Value::BLANK);
                            }
                        }
                        next!()
                    }
                    Op::LoadConstX => {
                        let v = constant!(x!() as usize).clone();
                        set!(a!(), v);
                        next!()
                    }
                    Op::Unpack => {
                        save!();
                        check!(ops::unpack(vm, &reg!(b!()), base.add(a!()), c!()));
                        if !(a!()..a!() + c!()).contains(&b!()) {
                            consume!(b!());
                        }
                        drain!();
                        next!()
                    }
                    // ---- displays
                    Op::BuildTuple => {
                        let v = check!(ops::build_tuple(vm, base.add(b!()), c!()));
                        set!(a!(), v);
                        next!()
                    }
                    Op::BuildList => {
                        let v = check!(ops::build_list(vm, base.add(b!()), c!()));
                        set!(a!(), v);
                        next!()
                    }
                    Op::BuildSet => {
                        save!();
                        let v = check!(ops::build_set(vm, base.add(b!()), c!()));
                        set!(a!(), v);
                        drain!();
                        next!()
                    }
                    Op::BuildMap => {
                        save!();
                        let v = check!(ops::build_map(vm, base.add(b!()), c!()));
                        set!(a!(), v);
                        drain!();
                        next!()
                    }
                    Op::BuildString => {
                        let v = check!(ops::build_string(vm, base.add(b!()), c!()));
                        set!(a!(), v);
                        next!()
                    }
                    Op::ListAppend => {
                        let v = take!(b!());
                        check!(ops::list_append(vm, &reg!(a!()), v));
                        next!()
                    }
                    Op::ListExtend => {
                        save!();
                        check!(ops::list_extend(vm, &reg!(a!()), &reg!(b!())));
                        consume!(b!());
                        drain!();
                        next!()
                    }
                    Op::SetAdd => {
                        save!();
                        check!(ops::set_add(vm, &reg!(a!()), &reg!(b!())));
                        consume!(b!());
                        drain!();
                        next!()
                    }
                    Op::MapSet => {
                        save!();
                        let (key, value) = (take!(b!()), take!(c!()));
                        check!(ops::map_set(vm, &reg!(a!()), key, value));
                        drain!();
                        next!()
                    }
                    Op::FormatValue => {
                        save!();
                        let v = check!(ops::format_value(vm, &reg!(b!()), c!()));
                        consume!(b!());
                        set!(a!(), v);
                        drain!();
                        next!()
                    }
                    Op::FormatSpec => {
                        save!();
                        let v = check!(ops::format_spec(vm, &reg!(b!()), &reg!(c!())));
                        consume!(b!());
                        consume!(c!());
                        set!(a!(), v);
                        drain!();
                        next!()
                    }
                    // ---- subscripts and attributes
                    Op::GetItem => {
                        let v = if let Some(v) = ops::index_fast(&reg!(b!()), &reg!(c!())) {
                            v
                        } else {
                            std::hint::cold_path();
                            save!();
                            check!(vm.getitem(&reg!(b!()), &reg!(c!())))
                        };
                        consume!(b!());
                        consume!(c!());
                        set!(a!(), v);
                        drain!();
                        next!()
                    }
                    Op::GetItemInt => {
                        let index = Value::from_small(signed_c!() as i32);
                        let v = if let Some(v) = ops::index_fast(&reg!(b!()), &index) {
                            v
                        } else {
                            save!();
                            check!(vm.getitem(&reg!(b!()), &index))
                        };
                        consume!(b!());
                        set!(a!(), v);
                        drain!();
                        next!()
                    }
                    Op::SetItem => {
                        save!();
                        if let Some(list) = reg!(a!()).get::<List>() {
                            if ops::shape_of(&reg!(a!())) == shapes::LIST && reg!(b!()).is_int() {
                                let i = int_of(reg!(b!()).bits());
                                if i >= 0 && (i as usize) < list.items.len() {
                                    let v = take!(c!());
                                    let old = list.items.set(i as usize, v);
                                    drop(old);
                                    consume!(a!());
                                    drain!();
                                    next!();
                                }
                            }
                        }
                        check!(vm.setitem(&reg!(a!()), &reg!(b!()), &reg!(c!())));
                        consume!(a!());
                        consume!(b!());
                        consume!(c!());
                        drain!();
                        next!()
                    }
                    Op::GetSlice => {
                        save!();
                        let v = check!(ops::get_slice(vm, &reg!(b!()), &reg!(c!()), &reg!(c!() + 1)));
                        consume!(b!());
                        consume!(c!());
                        consume!(c!() + 1);
                        set!(a!(), v);
                        drain!();
                        next!()
                    }
                    Op::GetSliceStep => {
                        save!();
                        let v = check!(ops::get_slice_step(vm, &reg!(b!()), base.add(c!())));
                        consume!(b!());
                        for i in 0..3 {
                            consume!(c!() + i);
                        }
                        set!(a!(), v);
                        drain!();
                        next!()
                    }
                    Op::SetSlice => {
                        save!();
                        check!(ops::set_slice(vm, &reg!(a!()), base.add(b!()), &reg!(c!())));
                        consume!(a!());
                        consume!(b!());
                        consume!(b!() + 1);
                        consume!(c!());
                        drain!();
                        next!()
                    }
                    Op::LoadAttr => {
                        let site = x!();
                        let v = match attr::cached(&cache!(site), &reg!(b!())) {
                            Some(v) => v,
                            None => {
                                std::hint::cold_path();
                                save!();
                                if let Some(getter) = attr::cached_getter(&cache!(site), &reg!(b!())) {
                                    let entered = call::enter_getter(vm, frame, getter, &reg!(b!()), a!());
                                    if !entered.is_null() {
                                        consume!(b!());
                                        enter!(entered);
                                    }
                                }
                                check!(attr::load(vm, code!(), site, &reg!(b!())))
                            }
                        };
                        consume!(b!());
                        set!(a!(), v);
                        drain!();
                        next!()
                    }
                    Op::StoreAttr => {
                        let site = x!();
                        let v = take!(b!());
                        match attr::store_cached(&cache!(site), &reg!(a!()), v) {
                            Ok(old) => {
                                consume!(a!());
                                release!(old);
                            }
                            Err(v) => {
                                save!();
                                check!(attr::store(vm, code!(), site, &reg!(a!()), v));
                                consume!(a!());
                                drain!();
                            }
                        }
                        next!()
                    }
                    Op::LoadMethod => {
                        let site = x!();
                        if let Some(func) = attr::cached_method(&cache!(site), &reg!(b!())) {
                            let object = take!(b!());
                            set!(a!() + 1, object);
                            set!(a!(), func);
                            next!();
                        }
                        save!();
                        let (func, bound) = check!(attr::load_method(vm, code!(), site, &reg!(b!())));
                        let object = take!(b!());
                        if bound {
                            set!(a!() + 1, object);
                        } else {
                            set!(a!() + 1, Value::BLANK);
                            drop(object);
                        }
                        set!(a!(), func);
                        drain!();
                        next!()
                    }
                    Op::LoadSpecialMethod => {
                        save!();
                        let (func, bound) = check!(attr::load_special(vm, &reg!(b!()), c!()));
                        let object = take!(b!());
                        if bound {
                            set!(a!() + 1, object);
                        } else {
                            set!(a!() + 1, Value::BLANK);
                            drop(object);
                        }
                        set!(a!(), func);
                        next!()
                    }
                    Op::LoadSuperMethod => {
                        let site = x!();
                        save!();
                        let (func, bound) = check!(attr::load_super_method(
                            vm,
                            code!().site_name(site),
                            &reg!(b!()),
                            &reg!(b!() + 1),
                            &reg!(b!() + 2),
                            c!()
                        ));
                        let object = take!(b!() + 2);
                        consume!(b!());
                        consume!(b!() + 1);
                        if bound {
                            set!(a!() + 1, object);
                        } else {
                            set!(a!() + 1, Value::BLANK);
                            drop(object);
                        }
                        set!(a!(), func);
                        next!()
                    }
                    // ---- calls
                    Op::Call => {
                        save!();
                        let run = base.add(a!());
                        let entered = call::enter_fast(vm, frame, run, b!(), c!());
                        if !entered.is_null() {
                            enter!(entered);
                        }
                        if ops::shape_of(&*run.add(b!())) == shapes::GENERATOR
                            && check!(drive::start(vm, frame, run, b!(), c!()))
                        {
                            reload!();
                            next!();
                        }
                        if check!(call::call(vm, frame, run, b!(), None, c!())) {
                            reload!();
                        } else {
                            drain!();
                        }
                        called!();
                        next!()
                    }
                    Op::CallMethod => {
                        save!();
                        let mut run = base.add(a!());
                        let mut count = b!() + 1;
                        if (*run.add(1)).is_blank() {
                            // Not a method after all: the callable moves up to its arguments.
                            let func = std::ptr::replace(run, Value::BLANK);
                            run = run.add(1);
                            std::ptr::write(run, func);
                            count -= 1;
                        }
                        let entered = call::enter_fast(vm, frame, run, count, c!());
                        if !entered.is_null() {
                            enter!(entered);
                        }
                        if ops::shape_of(&*run.add(count)) == shapes::GENERATOR
                            && check!(drive::start(vm, frame, run, count, c!()))
                        {
                            reload!();
                            next!();
                        }
                        if check!(call::call(vm, frame, run, count, None, c!())) {
                            reload!();
                        } else {
                            drain!();
                        }
                        called!();
                        next!()
                    }
                    Op::CallKw => {
                        let names = &constant!(x!() as usize);
                        save!();
                        if check!(call::call(vm, frame, base.add(a!()), b!(), Some(names), c!())) {
                            reload!();
                        } else {
                            drain!();
                        }
                        called!();
                        next!()
                    }
                    Op::CallMethodKw => {
                        let names = &constant!(x!() as usize);
                        save!();
                        let entered = if reg!(a!() + 1).is_blank() {
                            let func = std::ptr::replace(base.add(a!()), Value::BLANK);
                            std::ptr::write(base.add(a!() + 1), func);
                            check!(call::call(vm, frame, base.add(a!() + 1), b!(), Some(names), c!()))
                        } else {
                            check!(call::call(vm, frame, base.add(a!()), b!() + 1, Some(names), c!()))
                        };
                        if entered {
                            reload!();
                        } else {
                            drain!();
                        }
                        called!();
                        next!()
                    }
                    Op::CallEx => {
                        save!();
                        if check!(call::enter_ex(vm, frame, base.add(a!()), c!())) {
                            reload!();
                        } else {
                            let v = check!(call::call_ex(vm, base.add(a!())));
                            set!(c!(), v);
                            drain!();
                        }
                        called!();
                        next!()
                    }
                    Op::Return => {
                        let v = std::ptr::replace(base.add(b!()), Value::BLANK);
                        leave!(v)
                    }
                    Op::ReturnNone => leave!(Value::NONE),
                    Op::MakeFunction => {
                        let made = x!() as usize;
                        let v =
                            check!(ops::make_function(vm, &*frame, &constant!(made), base.add(b!()), c!()));
                        set!(a!(), v);
                        next!()
                    }
                    // ---- generators
                    Op::ReturnGenerator => {
                        save!();
                        let flow = check!(generator::make(vm, frame, bottom));
                        follow!(flow)
                    }
                    Op::Yield => {
                        let v = take!(b!());
                        save!();
                        if (*frame).mode == Mode::Driven {
                            let fed = drive::feed(vm, frame, v);
                            if let Ok(None) = fed {
                                set!(a!(), Value::NONE);
                                drain!();
                                next!();
                            }
                            follow!(check!(drive::go_on(vm, frame, fed, generator::At::sent(a!()))))
                        }
                        let flow = generator::suspend(vm, frame, v, generator::At::sent(a!()));
                        follow!(check!(flow))
                    }
                    Op::Delegate => {
                        let start = pc.sub(if WIDE && ext != 0 { 2 } else { 1 });
                        let off = x!();
                        save!();
                        let sent = std::ptr::replace(base.add(c!()), Value::BLANK);
                        match check!(generator::delegate(
                            vm,
                            &reg!(b!()),
                            sent,
                            generator::To {
                                dest: a!() as u16,
                                iter: b!() as u16,
                                sent: c!() as u16,
                                wide: WIDE && ext != 0,
                                ..generator::To::default()
                            }
                        )) {
                            generator::Delegated::Entered => {
                                reload!();
                                next!()
                            }
                            generator::Delegated::Yielded(v) => {
                                // The sent value is put into R[c] and the instruction runs again.
                                (*frame).pc = start;
                                let at = generator::At { sent: c!() as u16, delegate: Some(b!() as u16) };
                                let flow = generator::suspend(vm, frame, v, at);
                                follow!(check!(flow))
                            }
                            generator::Delegated::Returned(v) => {
                                set!(b!(), Value::BLANK);
                                set!(a!(), v);
                                pc = pc.offset(off as i32 as isize);
                                next!()
                            }
                        }
                    }
                    // ---- exceptions
                    Op::PushExc => {
                        let exc = thread.raised.replace(Value::BLANK);
                        let outer = thread.handled.replace(exc.clone());
                        let outer = if (*frame).is_generator {
                            let inner = std::mem::replace(&mut (*frame).own_handled, true);
                            if inner { outer } else { Value::BLANK }
                        } else {
                            outer
                        };
                        set!(a!() + 1, outer);
                        set!(a!(), exc);
                        next!()
                    }
                    Op::PopExc => {
                        unwind::pop_handled(vm, frame, std::ptr::replace(base.add(a!() + 1), Value::BLANK));
                        set!(a!(), Value::BLANK);
                        next!()
                    }
                    Op::ExcMatch => {
                        save!();
                        let holds = check!(ops::exception_matches(vm, &reg!(b!()), &reg!(c!())));
                        consume!(c!());
                        set!(a!(), Value::from_bool(holds));
                        next!()
                    }
                    Op::Reraise => {
                        let exc = std::ptr::replace(base.add(a!()), Value::BLANK);
                        unwind::pop_handled(vm, frame, std::ptr::replace(base.add(a!() + 1), Value::BLANK));
                        save!();
                        fail!(vm.reraise(exc))
                    }
                    Op::Raise => {
                        save!();
                        let raised = match a!() {
                            0 => ops::raise_again(vm),
                            1 => ops::raise(vm, take!(b!()), None),
                            _ => {
                                let exc = take!(b!());
                                let cause = take!(c!());
                                ops::raise(vm, exc, Some(cause))
                            }
                        };
                        fail!(raised)
                    }
                    // ---- rarely used
                    _ => {
                        let row = op.row();
                        let extra =
                            if matches!(row.x, hognose_compiler::opcode::Extra::None) { 0 } else { x!() };
                        save!();
                        check!(rare::run(vm, op, frame, nlocals, [a!(), b!(), c!()], extra));
                        drain!();
                        next!()
                    }
                }
            };
            // An exception is pending. The frame that raised is the top one; `pc` is behind the instruction.
            if frame == thread.frames.end().sub(1) {
                (*frame).pc = pc;
            }
            match unwind::unwind(vm, raised, bottom) {
                Ok(()) if WIDE => return Ok(None),
                Ok(()) => reload!(),
                Err(raised) => return Err(raised),
            }
            continue 'unwind;
        }
    }
}
