//! Module `time`: clocks, sleeping, dates.
//!
//! calendar.rs computes dates, zone.rs knows the local time zone, text.rs formats.

mod calendar;
mod text;
mod zone;

use std::cell::RefCell;
use std::time::{Duration, Instant};

use hognose_vm::prelude::*;
use hognose_vm::typedef::{Def, ModuleDef, function};
use hognose_vm::types::float::as_f64;
use hognose_vm::types::int;
use hognose_vm::types::module::Module;
use hognose_vm::types::structseq;
use rustix::time::ClockId;

use calendar::Broken;
use zone::Zone;

/// The module.
pub static MODULE: ModuleDef = ModuleDef {
    name: "time",
    doc: "This module provides various functions to manipulate time values.",
    functions: FUNCTIONS,
    types: &[&STRUCT_TIME],
    init: Some(init),
};

const FUNCTIONS: &[Def] = &[
    function("time", "()", |vm, _| seconds(vm, ClockId::Realtime)),
    function("time_ns", "()", |vm, _| nanoseconds(vm, ClockId::Realtime)),
    function("monotonic", "()", |vm, _| seconds(vm, ClockId::Monotonic)),
    function("monotonic_ns", "()", |vm, _| nanoseconds(vm, ClockId::Monotonic)),
    function("perf_counter", "()", |vm, _| seconds(vm, ClockId::Monotonic)),
    function("perf_counter_ns", "()", |vm, _| nanoseconds(vm, ClockId::Monotonic)),
    function("process_time", "()", |vm, _| seconds(vm, ClockId::ProcessCPUTime)),
    function("process_time_ns", "()", |vm, _| nanoseconds(vm, ClockId::ProcessCPUTime)),
    function("thread_time", "()", |vm, _| seconds(vm, ClockId::ThreadCPUTime)),
    function("thread_time_ns", "()", |vm, _| nanoseconds(vm, ClockId::ThreadCPUTime)),
    function("clock_gettime", "(clk_id, /)", |vm, a| seconds(vm, clock_id(vm, &a[0])?)),
    function("clock_gettime_ns", "(clk_id, /)", |vm, a| nanoseconds(vm, clock_id(vm, &a[0])?)),
    function("clock_getres", "(clk_id, /)", |vm, a| clock_id(vm, &a[0]).and_then(|_| vm.float(1e-9))),
    function("get_clock_info", "(name, /)", get_clock_info),
    function("sleep", "(seconds, /)", sleep),
    function("gmtime", "(seconds=None, /)", gmtime),
    function("localtime", "(seconds=None, /)", localtime),
    function("mktime", "(time_tuple, /)", mktime),
    function("asctime", "(time_tuple=None, /)", asctime),
    function("ctime", "(seconds=None, /)", ctime),
    function("strftime", "(format, time_tuple=None, /)", strftime),
    function("strptime", "(string, format=None, /)", strptime),
    function("tzset", "()", tzset),
];

hognose_vm::struct_seq!(pub static STRUCT_TIME: "time", "struct_time",
    "The time value as returned by gmtime(), localtime(), and strptime(), and\n accepted by asctime(), mktime() and strftime().",
    ["tm_year" 0, "tm_mon" 1, "tm_mday" 2, "tm_hour" 3, "tm_min" 4, "tm_sec" 5, "tm_wday" 6, "tm_yday" 7, "tm_isdst" 8],
    hidden ["tm_zone", "tm_gmtoff"]);

const CLOCKS: &[(&str, i32, ClockId)] = &[
    ("CLOCK_REALTIME", 0, ClockId::Realtime),
    ("CLOCK_MONOTONIC", 1, ClockId::Monotonic),
    ("CLOCK_PROCESS_CPUTIME_ID", 2, ClockId::ProcessCPUTime),
    ("CLOCK_THREAD_CPUTIME_ID", 3, ClockId::ThreadCPUTime),
    ("CLOCK_MONOTONIC_RAW", 4, ClockId::MonotonicRaw),
    ("CLOCK_BOOTTIME", 7, ClockId::Boottime),
];

fn init(vm: &Vm, module: &Ref<Module>) -> PyResult<()> {
    for &(name, id, _) in CLOCKS {
        module.set(vm, name, Value::from_small(id))?;
    }
    module.set(vm, "_STRUCT_TM_ITEMS", Value::from_small(11))?;
    set_zone(vm, module)
}

/// The zone, read when it is first needed and by `tzset`.
#[derive(Default)]
struct LocalZone(RefCell<Option<Zone>>);

fn with_zone<R>(vm: &Vm, f: impl FnOnce(&Zone) -> R) -> R {
    vm.extension(|local: &LocalZone| {
        let mut zone = local.0.borrow_mut();
        f(zone.get_or_insert_with(|| Zone::local(std::env::var("TZ").ok().as_deref())))
    })
}

/// The module's `timezone`, `altzone`, `daylight` and `tzname`.
fn set_zone(vm: &Vm, module: &Ref<Module>) -> PyResult<()> {
    let now = rustix::time::clock_gettime(ClockId::Realtime).tv_sec;
    let year = calendar::break_down(now, 0, "", false).year;
    let (standard, daylight) = with_zone(vm, |zone| zone.both(year));
    let (offset, name) = match (&standard, &daylight) {
        (Some(p), _) | (None, Some(p)) => (p.offset, p.name.clone()),
        (None, None) => (0, "UTC".to_string()),
    };
    let (other_offset, other_name) = match &daylight {
        Some(p) => (p.offset, p.name.clone()),
        None => (offset, name.clone()),
    };
    module.set(vm, "timezone", vm.int(-offset)?)?;
    module.set(vm, "altzone", vm.int(-other_offset)?)?;
    module.set(vm, "daylight", Value::from_small(i32::from(daylight.is_some())))?;
    module.set(vm, "tzname", vm.tuple_of([vm.str(&name)?, vm.str(&other_name)?])?)
}

fn module(vm: &Vm) -> PyResult<Ref<Module>> {
    payload_of::<Module>(vm, &vm.import("time")?).cloned()
}

fn tzset(vm: &Vm, _: &[Value]) -> PyResult {
    // os.environ writes through to the process only where the VM lets it; its own copy is asked first.
    let os = vm.modules.get_str(&vm.intern("os")?);
    let tz = match os {
        Some(os) => {
            let environ = vm.getattr(&os, &vm.intern("environ")?)?;
            let tz = vm.call_method(&environ, "get", &[vm.str("TZ")?])?;
            tz.get::<Str>().map(|s| s.to_utf8().into_owned())
        }
        None => std::env::var("TZ").ok(),
    };
    vm.extension(|local: &LocalZone| *local.0.borrow_mut() = Some(Zone::local(tz.as_deref())));
    set_zone(vm, &module(vm)?)?;
    Ok(Value::NONE)
}

fn seconds(vm: &Vm, clock: ClockId) -> PyResult {
    let now = rustix::time::clock_gettime(clock);
    vm.float(now.tv_sec as f64 + now.tv_nsec as f64 * 1e-9)
}

fn nanoseconds(vm: &Vm, clock: ClockId) -> PyResult {
    let now = rustix::time::clock_gettime(clock);
    vm.int_from_i128(i128::from(now.tv_sec) * 1_000_000_000 + i128::from(now.tv_nsec))
}

fn clock_id(vm: &Vm, id: &Value) -> PyResult<ClockId> {
    let id = vm.index_i64(id)?;
    match CLOCKS.iter().find(|(_, number, _)| i64::from(*number) == id) {
        Some(&(_, _, clock)) => Ok(clock),
        None => Err(vm.os_error(&std::io::Error::from_raw_os_error(22), None)),
    }
}

fn get_clock_info(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(name) = a[0].get::<Str>() else {
        return Err(
            vm.type_error(format_args!("get_clock_info() argument 1 must be str, not {}", vm.tn(&a[0])))
        );
    };
    let (function, monotonic, adjustable) = match name.to_utf8().as_ref() {
        "time" => ("clock_gettime(CLOCK_REALTIME)", false, true),
        "monotonic" | "perf_counter" => ("clock_gettime(CLOCK_MONOTONIC)", true, false),
        "process_time" => ("clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false),
        "thread_time" => ("clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true, false),
        _ => return Err(vm.value_error("unknown clock")),
    };
    let types = vm.import("types")?;
    let info = vm.call_method(&types, "SimpleNamespace", &[])?;
    let fields = [
        ("implementation", vm.str(function)?),
        ("monotonic", Value::from_bool(monotonic)),
        ("adjustable", Value::from_bool(adjustable)),
        ("resolution", vm.float(1e-9)?),
    ];
    for (field, value) in fields {
        vm.setattr(&info, &vm.intern(field)?, &value)?;
    }
    Ok(info)
}

fn sleep(vm: &Vm, a: &[Value]) -> PyResult {
    let length = match as_f64(&a[0]) {
        Some(x) => x,
        None => {
            let index = vm.index(&a[0])?;
            match int::IntRef::of(&index) {
                Some(i) => int::to_f64(vm, i)?,
                None => return Err(vm.type_error("an integer is required")),
            }
        }
    };
    if length.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if length < 0.0 {
        return Err(vm.value_error("sleep length must be non-negative"));
    }
    if length > 9.2e9 {
        return Err(vm.overflow_error("timestamp too large to convert to C PyTime_t"));
    }
    vm.sleep_until(Instant::now() + Duration::from_secs_f64(length))?;
    Ok(Value::NONE)
}

/// Seconds since the epoch from an argument; now if there is none.
fn timestamp(vm: &Vm, value: &Value) -> PyResult<i64> {
    if value.is_blank() || value.is_none() {
        return Ok(rustix::time::clock_gettime(ClockId::Realtime).tv_sec);
    }
    let too_large = || vm.overflow_error("timestamp out of range for platform time_t");
    let seconds = match as_f64(value) {
        Some(x) if x.is_nan() => return Err(vm.value_error("Invalid value NaN (not a number)")),
        Some(x) if x.abs() < 9e18 => x.floor() as i64,
        Some(_) => return Err(too_large()),
        None => int::as_i64(&vm.index(value)?).ok_or_else(too_large)?,
    };
    // Years must fit C's int.
    if seconds.abs() > 67_768_036_191_676_799 {
        return Err(vm.os_error(&std::io::Error::from_raw_os_error(75), None));
    }
    Ok(seconds)
}

fn struct_time(vm: &Vm, b: &Broken) -> PyResult {
    let fields = [b.year, b.month, b.day, b.hour, b.minute, b.second, b.weekday, b.yearday, b.dst];
    let mut items = HeapVec::new();
    for field in fields {
        vm.push(&mut items, vm.int(field)?)?;
    }
    let made = structseq::make(vm, &vm.module_class(&STRUCT_TIME)?, &items)?;
    vm.setattr(&made, &vm.intern("tm_zone")?, &vm.str(&b.zone)?)?;
    vm.setattr(&made, &vm.intern("tm_gmtoff")?, &vm.int(b.offset)?)?;
    Ok(made)
}

fn local(vm: &Vm, seconds: i64) -> Broken {
    let period = with_zone(vm, |zone| zone.at(seconds));
    calendar::break_down(seconds, period.offset, &period.name, period.dst)
}

fn gmtime(vm: &Vm, a: &[Value]) -> PyResult {
    let seconds = timestamp(vm, &a[0])?;
    struct_time(vm, &calendar::break_down(seconds, 0, "GMT", false))
}

fn localtime(vm: &Vm, a: &[Value]) -> PyResult {
    let seconds = timestamp(vm, &a[0])?;
    struct_time(vm, &local(vm, seconds))
}

/// Reads nine fields from a tuple or struct_time, as they are.
fn broken_from(vm: &Vm, value: &Value, function: &str) -> PyResult<Broken> {
    let Some(tuple) = value.get::<Tuple>() else {
        return Err(vm.type_error("Tuple or struct_time argument required"));
    };
    let items = tuple.items();
    if items.len() != 9 {
        return Err(vm.type_error(format_args!("{function}(): illegal time tuple argument")));
    }
    let mut fields = [0i64; 9];
    for (field, item) in fields.iter_mut().zip(items) {
        let index = vm.index(item)?;
        let number = int::as_i64(&index).filter(|n| i32::try_from(*n).is_ok());
        *field = number.ok_or_else(|| vm.overflow_error("signed integer is greater than maximum"))?;
    }
    let [year, month, day, hour, minute, second, weekday, yearday, dst] = fields;
    let mut broken = Broken {
        year,
        month,
        day,
        hour,
        minute,
        second,
        weekday,
        yearday,
        dst,
        zone: String::new(),
        offset: 0,
    };
    if let Some(zone) = vm.getattr_opt(value, &vm.intern("tm_zone")?)? {
        if let Some(zone) = zone.get::<Str>() {
            broken.zone = zone.to_utf8().into_owned();
        }
        if let Some(offset) = vm.getattr_opt(value, &vm.intern("tm_gmtoff")?)? {
            broken.offset = int::as_i64(&offset).unwrap_or(0);
        }
    } else {
        let (standard, daylight) = with_zone(vm, |zone| zone.both(year));
        let period = if dst > 0 { daylight.or(standard) } else { standard.or(daylight) };
        if let Some(period) = period {
            broken.zone = period.name;
            broken.offset = period.offset;
        }
    }
    Ok(broken)
}

fn mktime(vm: &Vm, a: &[Value]) -> PyResult {
    let broken = broken_from(vm, &a[0], "mktime")?;
    vm.float(with_zone(vm, |zone| zone.seconds_of_local(&broken)) as f64)
}

/// Fields in their ranges; a zero where a date has none counts as one, as CPython takes it.
fn checked(vm: &Vm, mut b: Broken) -> PyResult<Broken> {
    b.month = if b.month == 0 { 1 } else { b.month };
    b.day = if b.day == 0 { 1 } else { b.day };
    b.yearday = if b.yearday == 0 { 1 } else { b.yearday };
    let problem = if !(1..=12).contains(&b.month) {
        "month out of range"
    } else if !(1..=31).contains(&b.day) {
        "day of month out of range"
    } else if !(0..=23).contains(&b.hour) {
        "hour out of range"
    } else if !(0..=59).contains(&b.minute) {
        "minute out of range"
    } else if !(0..=61).contains(&b.second) {
        "seconds out of range"
    } else if b.weekday < -1 {
        "day of week out of range"
    } else if !(1..=366).contains(&b.yearday) {
        "day of year out of range"
    } else {
        b.weekday = b.weekday.rem_euclid(7);
        return Ok(b);
    };
    Err(vm.value_error(problem))
}

/// The argument's broken-down time, checked; local time now if there is none.
fn broken_or_now(vm: &Vm, value: &Value, function: &str) -> PyResult<Broken> {
    if value.is_blank() || (value.is_none() && function == "asctime") {
        let now = timestamp(vm, &Value::NONE)?;
        return Ok(local(vm, now));
    }
    checked(vm, broken_from(vm, value, function)?)
}

fn asctime(vm: &Vm, a: &[Value]) -> PyResult {
    vm.str(&text::asctime(&broken_or_now(vm, &a[0], "asctime")?))
}

fn ctime(vm: &Vm, a: &[Value]) -> PyResult {
    let seconds = timestamp(vm, &a[0])?;
    vm.str(&text::asctime(&local(vm, seconds)))
}

fn strftime(vm: &Vm, a: &[Value]) -> PyResult {
    let Some(format) = a[0].get::<Str>() else {
        return Err(vm.type_error(format_args!("strftime() argument 1 must be str, not {}", vm.tn(&a[0]))));
    };
    let broken = broken_or_now(vm, &a[1], "strftime")?;
    vm.str(&text::strftime(&format.to_utf8(), &broken))
}

fn strptime(vm: &Vm, a: &[Value]) -> PyResult {
    let parser = vm.import("_strptime")?;
    let format = if a[1].is_blank() { vm.str("%a %b %d %H:%M:%S %Y")? } else { a[1].clone() };
    vm.call_method(&parser, "_strptime_time", &[a[0].clone(), format])
}
