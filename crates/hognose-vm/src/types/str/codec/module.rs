//! Module `_codecs`: the registry and the built-in codecs as functions, for `codecs` and `encodings`.

use hognose_heap::{Ref, Value};

use super::escape::Style;
use super::{Encoding, Endian, Errors, charmap, decode, encode, escape, registry};
use crate::raise::PyResult;
use crate::typedef::{Def, ModuleDef, function};
use crate::types::bytes::Bytes;
use crate::types::str::Str;
use crate::vm::Vm;

fn text<'a>(vm: &Vm, args: &'a [Value], i: usize, function: &str) -> PyResult<&'a Ref<Str>> {
    args[i].get::<Str>().ok_or_else(|| {
        vm.type_error(format_args!(
            "{function}() argument {} must be str, not {}",
            i + 1,
            vm.type_or_none(&args[i])
        ))
    })
}

/// The `errors` argument: absent and None are strict.
fn errors_arg<'a>(vm: &Vm, args: &'a [Value], i: usize) -> PyResult<Option<&'a Ref<Str>>> {
    let v = &args[i];
    if v.is_blank() || v.is_none() {
        return Ok(None);
    }
    match v.get::<Str>() {
        Some(s) => Ok(Some(s)),
        None => Err(vm.type_error(format_args!("argument {} must be str or None, not {}", i + 1, vm.tn(v)))),
    }
}

/// The bytes to decode; a string stands for its UTF-8.
fn bytes_arg(vm: &Vm, v: &Value) -> PyResult<Ref<Bytes>> {
    match v.get::<Str>() {
        Some(s) => vm.new_bytes(&s.wtf8()),
        None => vm.bytes_of_buffer(v),
    }
}

fn is_final(vm: &Vm, args: &[Value], i: usize) -> PyResult<bool> {
    if args[i].is_blank() { Ok(false) } else { vm.truthy(&args[i]) }
}

fn encoded(vm: &Vm, args: &[Value], encoding: Encoding) -> PyResult {
    let s = text(vm, args, 0, "encode")?;
    let bytes = encode::encode(vm, s, encoding, &Errors::named(errors_arg(vm, args, 1)?))?;
    vm.tuple_of([bytes, vm.int(s.len() as i64)?])
}

fn decoded(vm: &Vm, args: &[Value], encoding: Encoding, last: bool) -> PyResult {
    let bytes = bytes_arg(vm, &args[0])?;
    let errors = Errors::named(errors_arg(vm, args, 1)?);
    let (s, used) = decode::decode(vm, &bytes, encoding, &errors, last)?;
    vm.tuple_of([s.into_value(), vm.int(used as i64)?])
}

macro_rules! codecs {
    ($($encode:ident $decode:ident $encoding:expr;)*) => {
        $(
            fn $encode(vm: &Vm, args: &[Value]) -> PyResult {
                encoded(vm, args, $encoding)
            }
            fn $decode(vm: &Vm, args: &[Value]) -> PyResult {
                let last = args.len() < 3 || is_final(vm, args, 2)?;
                decoded(vm, args, $encoding, last)
            }
        )*
    };
}

codecs! {
    utf_8_encode utf_8_decode Encoding::Utf8;
    ascii_encode ascii_decode Encoding::Ascii;
    latin_1_encode latin_1_decode Encoding::Latin1;
    utf_16_encode utf_16_decode Encoding::Utf16(None);
    utf_16_le_encode utf_16_le_decode Encoding::Utf16(Some(Endian::Little));
    utf_16_be_encode utf_16_be_decode Encoding::Utf16(Some(Endian::Big));
    utf_32_encode utf_32_decode Encoding::Utf32(None);
    utf_32_le_encode utf_32_le_decode Encoding::Utf32(Some(Endian::Little));
    utf_32_be_encode utf_32_be_decode Encoding::Utf32(Some(Endian::Big));
}

/// `(data, errors, byteorder, final)` to `(text, used, byteorder)`: the order is found from the mark.
fn ex_decode(vm: &Vm, args: &[Value], plain: fn(Option<Endian>) -> Encoding, marks: [&[u8]; 2]) -> PyResult {
    let bytes = bytes_arg(vm, &args[0])?;
    let errors = Errors::named(errors_arg(vm, args, 1)?);
    let asked = if args[2].is_blank() { 0 } else { vm.index_i64(&args[2])? };
    let last = is_final(vm, args, 3)?;
    let all = bytes.tail();
    let (order, found) = match asked {
        1.. => (Some(Endian::Big), 1),
        0 if all.starts_with(marks[0]) => (None, -1),
        0 if all.starts_with(marks[1]) => (None, 1),
        0 => (Some(Endian::NATIVE), 0),
        _ => (Some(Endian::Little), -1),
    };
    let (s, used) = decode::decode(vm, &bytes, plain(order), &errors, last)?;
    vm.tuple_of([s.into_value(), vm.int(used as i64)?, vm.int(found)?])
}

fn utf_16_ex_decode(vm: &Vm, args: &[Value]) -> PyResult {
    ex_decode(vm, args, Encoding::Utf16, [b"\xff\xfe", b"\xfe\xff"])
}

fn utf_32_ex_decode(vm: &Vm, args: &[Value]) -> PyResult {
    ex_decode(vm, args, Encoding::Utf32, [b"\xff\xfe\0\0", b"\0\0\xfe\xff"])
}

fn escape_encoded(vm: &Vm, args: &[Value], style: Style) -> PyResult {
    let s = text(vm, args, 0, "encode")?;
    let bytes = escape::encode(vm, s, style)?;
    vm.tuple_of([bytes, vm.int(s.len() as i64)?])
}

fn escape_decoded(vm: &Vm, args: &[Value], style: Style) -> PyResult {
    let bytes = bytes_arg(vm, &args[0])?;
    let errors = Errors::named(errors_arg(vm, args, 1)?);
    let last = args[2].is_blank() || vm.truthy(&args[2])?;
    let (s, used) = escape::decode(vm, &bytes, style, &errors, last)?;
    vm.tuple_of([s.into_value(), vm.int(used as i64)?])
}

/// `escape_decode`: bytes with the escapes of bytes literals.
fn bytes_escape_decode(vm: &Vm, args: &[Value]) -> PyResult {
    let source = bytes_arg(vm, &args[0])?;
    let errors = Errors::named(errors_arg(vm, args, 1)?);
    let out = escape::decode_bytes(vm, source.tail(), &errors)?;
    vm.tuple_of([vm.bytes(&out)?, vm.int(source.len() as i64)?])
}

/// `escape_encode`: what `repr` shows between the quotes.
fn bytes_escape_encode(vm: &Vm, args: &[Value]) -> PyResult {
    let bytes = vm.bytes_of_buffer(&args[0])?;
    let out = escape::encode_bytes(vm, bytes.tail())?;
    vm.tuple_of([vm.bytes(&out)?, vm.int(bytes.len() as i64)?])
}

fn charmap_encode(vm: &Vm, args: &[Value]) -> PyResult {
    let s = text(vm, args, 0, "charmap_encode")?;
    let bytes = charmap::encode_text(vm, s, &Errors::named(errors_arg(vm, args, 1)?), &args[2])?;
    vm.tuple_of([bytes, vm.int(s.len() as i64)?])
}

fn charmap_decode(vm: &Vm, args: &[Value]) -> PyResult {
    let bytes = bytes_arg(vm, &args[0])?;
    let s = charmap::decode_bytes(vm, &bytes, &Errors::named(errors_arg(vm, args, 1)?), &args[2])?;
    vm.tuple_of([s.into_value(), vm.int(bytes.len() as i64)?])
}

fn charmap_build(vm: &Vm, args: &[Value]) -> PyResult {
    charmap::build(vm, text(vm, args, 0, "charmap_build")?)
}

fn readbuffer_encode(vm: &Vm, args: &[Value]) -> PyResult {
    let bytes = bytes_arg(vm, &args[0])?;
    let len = bytes.len() as i64;
    vm.tuple_of([bytes.into_value(), vm.int(len)?])
}

fn lookup(vm: &Vm, args: &[Value]) -> PyResult {
    registry::lookup(vm, text(vm, args, 0, "lookup")?)
}

fn register(vm: &Vm, args: &[Value]) -> PyResult {
    registry::register(vm, &args[0])?;
    Ok(Value::NONE)
}

fn unregister(vm: &Vm, args: &[Value]) -> PyResult {
    registry::unregister(vm, &args[0]);
    Ok(Value::NONE)
}

fn register_error(vm: &Vm, args: &[Value]) -> PyResult {
    registry::register_error(vm, text(vm, args, 0, "register_error")?, &args[1])?;
    Ok(Value::NONE)
}

fn lookup_error(vm: &Vm, args: &[Value]) -> PyResult {
    let name = text(vm, args, 0, "lookup_error")?;
    match name.as_str() {
        Some("strict") => vm.new_native_function(&STRICT, &Value::NONE),
        Some("ignore") => vm.new_native_function(&IGNORE, &Value::NONE),
        Some("replace") => vm.new_native_function(&REPLACE, &Value::NONE),
        Some("backslashreplace") => vm.new_native_function(&BACKSLASHREPLACE, &Value::NONE),
        Some("xmlcharrefreplace") => vm.new_native_function(&XMLCHARREFREPLACE, &Value::NONE),
        Some("namereplace") => vm.new_native_function(&NAMEREPLACE, &Value::NONE),
        Some("surrogateescape") => vm.new_native_function(&SURROGATEESCAPE, &Value::NONE),
        Some("surrogatepass") => vm.new_native_function(&SURROGATEPASS, &Value::NONE),
        _ => registry::lookup_error(vm, name),
    }
}

static STRICT: Def =
    function("strict_errors", "(exc, /)", |vm, a| super::handlers::call(vm, &a[0], &Errors::Strict));
static IGNORE: Def =
    function("ignore_errors", "(exc, /)", |vm, a| super::handlers::call(vm, &a[0], &Errors::Ignore));
static REPLACE: Def =
    function("replace_errors", "(exc, /)", |vm, a| super::handlers::call(vm, &a[0], &Errors::Replace));
static BACKSLASHREPLACE: Def = function("backslashreplace_errors", "(exc, /)", |vm, a| {
    super::handlers::call(vm, &a[0], &Errors::BackslashReplace)
});
static XMLCHARREFREPLACE: Def = function("xmlcharrefreplace_errors", "(exc, /)", |vm, a| {
    super::handlers::call(vm, &a[0], &Errors::XmlCharRefReplace)
});
static NAMEREPLACE: Def = function("namereplace_errors", "(exc, /)", |vm, a| {
    super::handlers::call(vm, &a[0], &Errors::NameReplace)
});
static SURROGATEESCAPE: Def = function("surrogateescape", "(exc, /)", |vm, a| {
    super::handlers::call(vm, &a[0], &Errors::SurrogateEscape)
});
static SURROGATEPASS: Def =
    function("surrogatepass", "(exc, /)", |vm, a| super::handlers::call(vm, &a[0], &Errors::SurrogatePass));

fn name_or_utf8<'a>(vm: &Vm, args: &'a [Value], i: usize, function: &str) -> PyResult<Option<&'a Ref<Str>>> {
    if args[i].is_blank() { Ok(None) } else { Ok(Some(text(vm, args, i, function)?)) }
}

fn encode_any(vm: &Vm, args: &[Value]) -> PyResult {
    let name = name_or_utf8(vm, args, 1, "encode")?;
    let errors = name_or_utf8(vm, args, 2, "encode")?;
    match (name, args[0].get::<Str>()) {
        (None, Some(s)) => super::encode(vm, s, None, errors),
        (Some(name), _) => registry::encode(vm, &args[0], name, errors),
        (None, None) => registry::encode(vm, &args[0], &vm.new_str("utf-8")?, errors),
    }
}

fn decode_any(vm: &Vm, args: &[Value]) -> PyResult {
    let name = name_or_utf8(vm, args, 1, "decode")?;
    let errors = name_or_utf8(vm, args, 2, "decode")?;
    match name {
        Some(name) => registry::decode(vm, &args[0], name, errors),
        None => Ok(super::decode(vm, &args[0], None, errors)?.into_value()),
    }
}

const ENCODE: &str = "(str, errors=None, /)";
const DECODE: &str = "(data, errors=None, final=False, /)";
const DECODE_WHOLE: &str = "(data, errors=None, /)";
const EX_DECODE: &str = "(data, errors=None, byteorder=0, final=False, /)";

const FUNCTIONS: &[Def] = &[
    function("register", "(search_function, /)", register),
    function("unregister", "(search_function, /)", unregister),
    function("lookup", "(encoding, /)", lookup),
    function("encode", "(obj, encoding='utf-8', errors='strict')", encode_any),
    function("decode", "(obj, encoding='utf-8', errors='strict')", decode_any),
    function("register_error", "(errors, handler, /)", register_error),
    function("lookup_error", "(name, /)", lookup_error),
    function("escape_encode", "(data, errors=None, /)", bytes_escape_encode),
    function("escape_decode", "(data, errors=None, /)", bytes_escape_decode),
    function("utf_8_encode", ENCODE, utf_8_encode),
    function("utf_8_decode", DECODE, utf_8_decode),
    function("ascii_encode", ENCODE, ascii_encode),
    function("ascii_decode", DECODE_WHOLE, ascii_decode),
    function("latin_1_encode", ENCODE, latin_1_encode),
    function("latin_1_decode", DECODE_WHOLE, latin_1_decode),
    function("utf_16_encode", "(str, errors=None, byteorder=0, /)", utf_16_encode),
    function("utf_16_decode", DECODE, utf_16_decode),
    function("utf_16_le_encode", ENCODE, utf_16_le_encode),
    function("utf_16_le_decode", DECODE, utf_16_le_decode),
    function("utf_16_be_encode", ENCODE, utf_16_be_encode),
    function("utf_16_be_decode", DECODE, utf_16_be_decode),
    function("utf_16_ex_decode", EX_DECODE, utf_16_ex_decode),
    function("utf_32_encode", "(str, errors=None, byteorder=0, /)", utf_32_encode),
    function("utf_32_decode", DECODE, utf_32_decode),
    function("utf_32_le_encode", ENCODE, utf_32_le_encode),
    function("utf_32_le_decode", DECODE, utf_32_le_decode),
    function("utf_32_be_encode", ENCODE, utf_32_be_encode),
    function("utf_32_be_decode", DECODE, utf_32_be_decode),
    function("utf_32_ex_decode", EX_DECODE, utf_32_ex_decode),
    function("unicode_escape_encode", ENCODE, |vm, a| escape_encoded(vm, a, Style::Full)),
    function("unicode_escape_decode", "(data, errors=None, final=True, /)", |vm, a| {
        escape_decoded(vm, a, Style::Full)
    }),
    function("raw_unicode_escape_encode", ENCODE, |vm, a| escape_encoded(vm, a, Style::Raw)),
    function("raw_unicode_escape_decode", "(data, errors=None, final=True, /)", |vm, a| {
        escape_decoded(vm, a, Style::Raw)
    }),
    function("charmap_encode", "(str, errors=None, mapping=None, /)", charmap_encode),
    function("charmap_decode", "(data, errors=None, mapping=None, /)", charmap_decode),
    function("charmap_build", "(map, /)", charmap_build),
    function("readbuffer_encode", "(data, errors=None, /)", readbuffer_encode),
];

pub static MODULE: ModuleDef = ModuleDef {
    name: "_codecs",
    doc: "The codec registry and the built-in codecs.",
    functions: FUNCTIONS,
    types: &[],
    init: None,
};
