//! The built-in error handlers as functions of an exception, as `codecs.lookup_error` hands them out.

use hognose_heap::{Ref, Value};

use super::Encoding;
use super::errors::{DecodeJob, EncodeJob, Errors, Replacement};
use crate::raise::PyResult;
use crate::types::bytes::Bytes;
use crate::types::str::Str;
use crate::vm::Vm;

/// What an exception says about the failed piece.
struct Failed {
    object: Value,
    start: usize,
    end: usize,
}

fn failed(vm: &Vm, exc: &Value) -> PyResult<Failed> {
    let get = |name: &str| vm.getattr(exc, &vm.intern(name)?);
    let start = vm.index_i64(&get("start")?)?.max(0) as usize;
    let end = vm.index_i64(&get("end")?)?.max(0) as usize;
    Ok(Failed { object: get("object")?, start, end })
}

/// The name of the encoding that a surrogate handler can write for.
fn encoding_of(vm: &Vm, exc: &Value) -> PyResult<(Encoding, &'static str)> {
    let name = vm.getattr(exc, &vm.names.encoding)?;
    let named = name.get::<Str>().and_then(|n| Encoding::named(n.as_str()?));
    let encoding = named.unwrap_or(Encoding::Ascii);
    Ok((encoding, encoding.name()))
}

/// Runs one of the built-in handlers; the pair of replacement and position.
pub(super) fn call(vm: &Vm, exc: &Value, errors: &Errors) -> PyResult {
    let is = |class: &Ref<crate::class::Class>| vm.value_is_instance(exc, class);
    if matches!(errors, Errors::Strict) {
        return Err(match is(&vm.exc.exception) {
            true => vm.raise_value(exc.clone()),
            false => vm.type_error("codec must pass exception instance"),
        });
    }
    if is(&vm.exc.unicode_encode_error) {
        let failed = failed(vm, exc)?;
        let (encoding, name) = encoding_of(vm, exc)?;
        if let Some(s) = failed.object.get::<Str>() {
            let job = EncodeJob { vm, s, encoding, name, errors };
            let end = failed.end.min(s.len());
            let handled = job.handle(failed.start.min(end), end, "");
            let (replacement, resume) = or_same(vm, exc, handled)?;
            let replacement = match replacement {
                Replacement::Text(text) => text.into_value(),
                Replacement::Bytes(bytes) => bytes.into_value(),
            };
            return vm.tuple_of([replacement, vm.int(resume as i64)?]);
        }
    } else if is(&vm.exc.unicode_decode_error) {
        let failed = failed(vm, exc)?;
        let (_, name) = encoding_of(vm, exc)?;
        if let Some(bytes) = failed.object.get::<Bytes>() {
            let job = DecodeJob { vm, bytes, skipped: 0, name, errors };
            let mut out = vm.str_builder();
            let end = failed.end.min(bytes.len());
            let handled = job.handle(&mut out, failed.start.min(end), end, "");
            let resume = or_same(vm, exc, handled)?;
            return vm.tuple_of([out.finish_value(vm)?, vm.int(resume as i64)?]);
        }
    } else if is(&vm.exc.unicode_translate_error) {
        let failed = failed(vm, exc)?;
        if let (Errors::BackslashReplace, Some(s)) = (errors, failed.object.get::<Str>()) {
            let job = EncodeJob { vm, s, encoding: Encoding::Ascii, name: "ascii", errors };
            let end = failed.end.min(s.len());
            let (replacement, resume) = job.handle(failed.start.min(end), end, "")?;
            let replacement = match replacement {
                Replacement::Text(text) => text.into_value(),
                Replacement::Bytes(bytes) => bytes.into_value(),
            };
            return vm.tuple_of([replacement, vm.int(resume as i64)?]);
        }
        let c = match errors {
            Errors::Ignore => vm.empty_str()?,
            Errors::Replace => vm.char_str(0xfffd)?,
            _ => return Err(refuse(vm, exc)),
        };
        let text = crate::types::str::repeat(vm, &c, failed.end.saturating_sub(failed.start) as i64)?;
        return vm.tuple_of([text.into_value(), vm.int(failed.end as i64)?]);
    }
    Err(refuse(vm, exc))
}

/// A handler that cannot help raises the exception that it was given.
fn or_same<T>(vm: &Vm, exc: &Value, handled: PyResult<T>) -> PyResult<T> {
    match handled {
        Err(raised) if vm.catch(&vm.exc.unicode_error).is_none() => Err(raised),
        Err(_) => Err(vm.raise_value(exc.clone())),
        done => done,
    }
}

fn refuse(vm: &Vm, exc: &Value) -> crate::raise::Raised {
    vm.type_error(format_args!("don't know how to handle {} in error callback", vm.tn(exc)))
}
