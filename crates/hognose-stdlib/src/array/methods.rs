//! The class `array.array`: constructor, methods, iterator.

use hognose_vm::prelude::*;
use hognose_vm::typedef::{Args, Def, GetSet, TypeDef, TypeFlags, class_method, getset, method};
use hognose_vm::types::int;
use hognose_vm::types::slice::{self, Slice};

use super::{Array, ItemType, text_item};
use crate::struct_::codec;

/// The class.
pub static TYPE: TypeDef = TypeDef {
    module: "array",
    doc: "array(typecode [, initializer]) -> array\n\nReturn a new array whose items are restricted by typecode, and\ninitialized \
          from the optional initializer value, which must be a list,\nstring or iterable over elements of the appropriate type.",
    new: Some(new),
    methods: METHODS,
    getsets: GETSETS,
    flags: TypeFlags::BASETYPE
        .union(TypeFlags::NO_KEYWORDS)
        .union(TypeFlags::CONCATENATES)
        .union(TypeFlags::SEQUENCE)
        .union(TypeFlags::WEAKREF)
        .union(TypeFlags::UNHASHABLE),
    ..TypeDef::new::<Array>("array")
};

const METHODS: &[Def] = &[
    method("__repr__", "($self, /)", repr),
    method("__len__", "($self, /)", |vm, a| vm.int_from_usize(this(vm, a)?.len())),
    method("__getitem__", "($self, key, /)", getitem),
    method("__setitem__", "($self, key, value, /)", setitem),
    method("__delitem__", "($self, key, /)", delitem),
    method("__contains__", "($self, key, /)", |vm, a| {
        Ok(Value::from_bool(find(vm, this(vm, a)?, &a[1], 0, usize::MAX)?.is_some()))
    }),
    method("__iter__", "($self, /)", iter),
    method("__add__", "($self, value, /)", add),
    method("__iadd__", "($self, value, /)", iadd),
    method("__mul__", "($self, value, /)", mul),
    method("__rmul__", "($self, value, /)", mul),
    method("__imul__", "($self, value, /)", imul),
    method("__eq__", "($self, value, /)", |vm, a| compare(vm, a, CmpOp::Eq)),
    method("__ne__", "($self, value, /)", |vm, a| compare(vm, a, CmpOp::Ne)),
    method("__lt__", "($self, value, /)", |vm, a| compare(vm, a, CmpOp::Lt)),
    method("__le__", "($self, value, /)", |vm, a| compare(vm, a, CmpOp::Le)),
    method("__gt__", "($self, value, /)", |vm, a| compare(vm, a, CmpOp::Gt)),
    method("__ge__", "($self, value, /)", |vm, a| compare(vm, a, CmpOp::Ge)),
    method("__copy__", "($self, /)", copy),
    method("__deepcopy__", "($self, unused, /)", copy),
    method("__reduce_ex__", "($self, value, /)", reduce_ex),
    method("append", "($self, v, /)", |vm, a| this(vm, a)?.push(vm, &a[1]).map(|()| Value::NONE)),
    method("buffer_info", "($self, /)", |vm, a| {
        let address = a[0].as_object().map_or(0, |o| o.address());
        vm.tuple_of([vm.int_from_usize(address)?, vm.int_from_usize(this(vm, a)?.len())?])
    }),
    method("byteswap", "($self, /)", byteswap),
    method("clear", "($self, /)", |vm, a| {
        let array = this(vm, a)?;
        array.splice(vm, 0..array.len() * array.item.size, &[]).map(|()| Value::NONE)
    }),
    method("count", "($self, v, /)", count),
    method("extend", "($self, bb, /)", |vm, a| extend(vm, a, &a[1]).map(|()| Value::NONE)),
    method("frombytes", "($self, buffer, /)", frombytes),
    method("fromfile", "($self, f, n, /)", fromfile),
    method("fromlist", "($self, list, /)", fromlist),
    method("fromunicode", "($self, ustr, /)", fromunicode),
    method("index", "($self, v, start=0, stop=9223372036854775807, /)", index),
    method("insert", "($self, i, v, /)", insert),
    method("pop", "($self, i=-1, /)", pop),
    method("remove", "($self, v, /)", remove),
    method("reverse", "($self, /)", reverse),
    method("tobytes", "($self, /)", |vm, a| vm.bytes(&this(vm, a)?.bytes(vm)?)),
    method("tofile", "($self, f, /)", |vm, a| {
        let bytes = vm.bytes(&this(vm, a)?.bytes(vm)?)?;
        vm.call_method(&a[1], "write", &[bytes]).map(|_| Value::NONE)
    }),
    method("tolist", "($self, /)", tolist),
    method("tounicode", "($self, /)", tounicode),
    class_method("__class_getitem__", "($cls, object, /)", |vm, a| vm.generic_alias(&a[0], &a[1])),
];

const GETSETS: &[GetSet] = &[
    getset(
        "typecode",
        |vm, v| vm.str(char::from(payload_of::<Array>(vm, v)?.item.code).encode_utf8(&mut [0; 4])),
        None,
    ),
    getset("itemsize", |vm, v| vm.int_from_usize(payload_of::<Array>(vm, v)?.item.size), None),
];

fn this<'a>(vm: &Vm, a: &'a [Value]) -> PyResult<&'a Ref<Array>> {
    self_of::<Array>(vm, a)
}

/// The array of the arguments' second place, of the same item type; TypeError names the operation.
fn other<'a>(vm: &Vm, a: &'a [Value], what: &str) -> PyResult<&'a Ref<Array>> {
    match a[1].get::<Array>() {
        Some(other) => Ok(other),
        None => Err(vm.type_error(format_args!("{what} with array (not \"{}\")", vm.tn(&a[1])))),
    }
}

fn alloc(vm: &Vm, class: &Ref<Class>, item: ItemType, data: HeapVec<u8>) -> PyResult {
    // The buffer is handed over by the attempt that gets memory.
    let made = vm.alloc_payload(class, || Array::new(item, HeapVec::new()))?;
    if let Some(array) = made.get::<Array>() {
        array.data.replace(data);
    }
    Ok(made)
}

/// A new exact array.
fn plain(vm: &Vm, item: ItemType, data: HeapVec<u8>) -> PyResult {
    alloc(vm, &vm.module_class(&TYPE)?, item, data)
}

const BAD_TYPECODE: &str = "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)";

fn item_type(vm: &Vm, code: &Value) -> PyResult<ItemType> {
    let text = code.get::<Str>().filter(|s| s.len() == 1);
    let Some(text) = text else {
        let name = vm.tn(code);
        return Err(vm.type_error(format_args!("array() argument 1 must be a unicode character, not {name}")));
    };
    match u8::try_from(text.char_at(0)).ok().and_then(ItemType::of) {
        Some(item) => Ok(item),
        None => Err(vm.value_error(BAD_TYPECODE)),
    }
}

fn new(vm: &Vm, class: &Ref<Class>, args: &Args<'_>) -> PyResult {
    args.no_keywords(vm, "array.array")?;
    let (code, initializer) = match args.pos {
        [code] => (code, None),
        [code, initializer, ..] => (code, Some(initializer)),
        [] => return Err(vm.type_error("array() takes at least 1 argument (0 given)")),
    };
    let item = item_type(vm, code)?;
    let made = alloc(vm, class, item, HeapVec::new())?;
    let Some(initializer) = initializer else { return Ok(made) };
    let slots = [made.clone(), initializer.clone()];
    if let Some(text) = initializer.get::<Str>() {
        if !item.is_text() {
            let code = char::from(item.code);
            return Err(
                vm.type_error(format_args!("cannot use a str to initialize an array with typecode '{code}'"))
            );
        }
        let _ = text;
        fromunicode(vm, &slots)?;
        return Ok(made);
    }
    if let Some(array) = initializer.get::<Array>() {
        if array.item.is_text() && !item.is_text() {
            let code = char::from(item.code);
            return Err(vm.type_error(format_args!(
                "cannot use a unicode array to initialize an array with typecode '{code}'"
            )));
        }
        if array.item == item {
            let bytes = array.bytes(vm)?;
            payload_of::<Array>(vm, &made)?.splice(vm, 0..0, &bytes)?;
            return Ok(made);
        }
    } else if initializer.get::<hognose_vm::types::bytes::Bytes>().is_some()
        || initializer.get::<hognose_vm::types::bytes::ByteArray>().is_some()
    {
        frombytes(vm, &slots)?;
        return Ok(made);
    }
    extend_items(vm, payload_of::<Array>(vm, &made)?, initializer)?;
    Ok(made)
}

/// The item types that pickles name by number: a format character, its size, and whether it is big-endian.
fn machine_format(number: i64) -> Option<(u8, usize, bool)> {
    const CODES: [(u8, usize); 11] = [
        (b'B', 1),
        (b'H', 2),
        (b'h', 2),
        (b'I', 4),
        (b'i', 4),
        (b'Q', 8),
        (b'q', 8),
        (b'f', 4),
        (b'd', 8),
        (b'u', 2),
        (b'w', 4),
    ];
    match number {
        0 => Some((b'B', 1, false)),
        1 => Some((b'b', 1, false)),
        2..=21 => {
            let (code, size) = CODES[(number / 2) as usize];
            Some((code, size, number % 2 == 1))
        }
        _ => None,
    }
}

/// `_array_reconstructor(arraytype, typecode, mformat_code, items)`, which pickles name.
pub fn reconstruct(vm: &Vm, a: &[Value]) -> PyResult {
    let base = vm.module_class(&TYPE)?;
    let Some(class) = a[0].get::<Class>() else {
        return Err(vm.type_error(format_args!("first argument must be a type object, not {}", vm.tn(&a[0]))));
    };
    if !vm.is_subclass_exact(class, &base) {
        return Err(vm.type_error(format_args!("{} is not a subtype of array.array", class.name())));
    }
    let code = a[1].get::<Str>().filter(|s| s.len() == 1).and_then(|s| u8::try_from(s.char_at(0)).ok());
    let Some(item) = code.and_then(ItemType::of) else {
        return Err(match a[1].get::<Str>() {
            Some(_) => vm.value_error("second parameter must be a valid type code"),
            None => vm.type_error("_array_reconstructor() argument 2 must be a unicode character"),
        });
    };
    let Some((from, size, big)) = machine_format(vm.index_i64(&a[2])?) else {
        return Err(vm.value_error("third parameter must be a valid machine format code."));
    };
    let Some(source) = a[3].get::<hognose_vm::types::bytes::Bytes>() else {
        return Err(vm.type_error(format_args!("fourth argument should be bytes, not {}", vm.tn(&a[3]))));
    };
    let made = alloc(vm, class, item, HeapVec::new())?;
    let array = payload_of::<Array>(vm, &made)?;
    if matches!(from, b'u' | b'w') {
        let encoding = format!("utf-{}-{}", size * 8, if big { "be" } else { "le" });
        let text = vm.call_method(&a[3], "decode", &[vm.str(&encoding)?])?;
        fromunicode(vm, &[made.clone(), text])?;
        return Ok(made);
    }
    let bytes = source.tail();
    if bytes.len() % size != 0 {
        return Err(vm.value_error("bytes length not a multiple of item size"));
    }
    for chunk in bytes.chunks(size) {
        let value = match from {
            b'f' | b'd' => vm.float(codec::read_float(chunk, big))?,
            from => codec::read_int(vm, chunk, from.is_ascii_lowercase(), big)?,
        };
        array.push(vm, &value)?;
    }
    Ok(made)
}

fn reduce_ex(vm: &Vm, a: &[Value]) -> PyResult {
    let array = this(vm, a)?;
    let code = vm.str(char::from(array.item.code).encode_utf8(&mut [0; 4]))?;
    let list = tolist(vm, a)?;
    let arguments = vm.tuple_of([code, list])?;
    let dict = vm.getattr_opt(&a[0], &vm.names.__dict__)?.unwrap_or(Value::NONE);
    vm.tuple_of([vm.class_of(&a[0]).into_value(), arguments, dict])
}

fn repr(vm: &Vm, a: &[Value]) -> PyResult {
    let array = this(vm, a)?;
    let code = char::from(array.item.code);
    let name = vm.class_of(&a[0]).name();
    if array.len() == 0 {
        return vm.str(&format!("{name}('{code}')"));
    }
    let contents = if array.item.is_text() { tounicode(vm, a)? } else { tolist(vm, a)? };
    let contents = vm.repr(&contents)?;
    let mut out = vm.str_builder();
    out.push_str(vm, &format!("{name}('{code}', "))?;
    out.push(vm, &contents)?;
    out.push_str(vm, ")")?;
    Ok(out.finish(vm)?.into_value())
}

/// An index argument within the array; `what` begins the error.
fn position(vm: &Vm, key: &Value, len: usize, what: &str) -> PyResult<usize> {
    let at = vm.index_i64(key)?;
    let at = if at < 0 { at + len as i64 } else { at };
    match usize::try_from(at) {
        Ok(at) if at < len => Ok(at),
        _ => Err(vm.index_error(format_args!("{what} out of range"))),
    }
}

fn getitem(vm: &Vm, a: &[Value]) -> PyResult {
    let array = this(vm, a)?;
    if let Some(slice) = a[1].get::<Slice>() {
        let (start, _, step, count) = slice::adjust(slice::unpack(vm, slice)?, array.len());
        let bytes = array.bytes(vm)?;
        let size = array.item.size;
        let mut data = HeapVec::new();
        vm.retry(|heap| data.try_reserve(heap, count * size))?;
        for n in 0..count {
            let at = (start + n as i64 * step) as usize * size;
            vm.retry(|heap| data.try_extend_from_slice(heap, &bytes[at..at + size]))?;
        }
        return plain(vm, array.item, data);
    }
    if !slice::has_index(vm, &a[1]) {
        return Err(vm.type_error("array indices must be integers"));
    }
    let at = position(vm, &a[1], array.len(), "array index")?;
    array.get(vm, at)?.ok_or_else(|| vm.index_error("array index out of range"))
}

fn setitem(vm: &Vm, a: &[Value]) -> PyResult {
    let array = this(vm, a)?;
    let size = array.item.size;
    let Some(slice) = a[1].get::<Slice>() else {
        if !slice::has_index(vm, &a[1]) {
            return Err(vm.type_error("array indices must be integers"));
        }
        let at = position(vm, &a[1], array.len(), "array assignment index")?;
        let item = array.item.write(vm, &a[2])?;
        if !array.put(at, &item) {
            return Err(vm.index_error("array assignment index out of range"));
        }
        return Ok(Value::NONE);
    };
    let Some(source) = a[2].get::<Array>() else {
        let name = vm.tn(&a[2]);
        return Err(vm.type_error(format_args!("can only assign array (not \"{name}\") to array slice")));
    };
    if source.item != array.item {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    let bytes = source.bytes(vm)?;
    let (start, stop, step, count) = slice::adjust(slice::unpack(vm, slice)?, array.len());
    if step == 1 {
        let stop = stop.max(start);
        array.splice(vm, start as usize * size..stop as usize * size, &bytes)?;
        return Ok(Value::NONE);
    }
    let given = bytes.len() / size;
    if given != count {
        return Err(vm.value_error(format_args!(
            "attempt to assign array of size {given} to extended slice of size {count}"
        )));
    }
    for (n, item) in bytes.chunks(size).enumerate() {
        let at = (start + n as i64 * step) as usize * size;
        array.splice(vm, at..at + size, item)?;
    }
    Ok(Value::NONE)
}

fn delitem(vm: &Vm, a: &[Value]) -> PyResult {
    let array = this(vm, a)?;
    let size = array.item.size;
    let Some(slice) = a[1].get::<Slice>() else {
        if !slice::has_index(vm, &a[1]) {
            return Err(vm.type_error("array indices must be integers"));
        }
        let at = position(vm, &a[1], array.len(), "array assignment index")?;
        return array.splice(vm, at * size..(at + 1) * size, &[]).map(|()| Value::NONE);
    };
    let (start, _, step, count) = slice::adjust(slice::unpack(vm, slice)?, array.len());
    if count == 0 {
        return Ok(Value::NONE);
    }
    let mut kept = HeapVec::new();
    let bytes = array.bytes(vm)?;
    let last = start + (count as i64 - 1) * step;
    let (low, high, stride) = (start.min(last), start.max(last), step.abs());
    for (at, item) in bytes.chunks(size).enumerate() {
        let at = at as i64;
        let is_deleted = (low..=high).contains(&at) && (at - low) % stride == 0;
        if !is_deleted {
            vm.retry(|heap| kept.try_extend_from_slice(heap, item))?;
        }
    }
    array.splice(vm, 0..bytes.len(), &kept)?;
    Ok(Value::NONE)
}

fn add(vm: &Vm, a: &[Value]) -> PyResult {
    let array = this(vm, a)?;
    let Some(other) = a[1].get::<Array>() else {
        return Err(vm.type_error(format_args!("can only append array (not \"{}\") to array", vm.tn(&a[1]))));
    };
    if other.item != array.item {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    let mut data = array.bytes(vm)?;
    let more = other.bytes(vm)?;
    vm.retry(|heap| data.try_extend_from_slice(heap, &more))?;
    plain(vm, array.item, data)
}

fn iadd(vm: &Vm, a: &[Value]) -> PyResult {
    other(vm, a, "can only extend")?;
    extend(vm, a, &a[1])?;
    Ok(a[0].clone())
}

/// The array's bytes `count` times.
fn repeated(vm: &Vm, array: &Ref<Array>, count: &Value) -> PyResult<HeapVec<u8>> {
    let count = usize::try_from(vm.index_i64(count)?).unwrap_or(0);
    let bytes = array.bytes(vm)?;
    vm.check_size(bytes.len() as u128 * count as u128)?;
    let mut data = HeapVec::new();
    vm.retry(|heap| data.try_reserve(heap, bytes.len() * count))?;
    for n in 0..if bytes.is_empty() { 0 } else { count } {
        if n % POLL_STEPS == 0 {
            vm.poll()?;
        }
        vm.retry(|heap| data.try_extend_from_slice(heap, &bytes))?;
    }
    Ok(data)
}

fn mul(vm: &Vm, a: &[Value]) -> PyResult {
    let array = this(vm, a)?;
    hognose_vm::types::list::repeat_count(vm, &a[1], 0)?;
    let data = repeated(vm, array, &a[1])?;
    plain(vm, array.item, data)
}

fn imul(vm: &Vm, a: &[Value]) -> PyResult {
    let array = this(vm, a)?;
    hognose_vm::types::list::repeat_count(vm, &a[1], 0)?;
    let data = repeated(vm, array, &a[1])?;
    array.splice(vm, 0..array.len() * array.item.size, &data)?;
    Ok(a[0].clone())
}

fn compare(vm: &Vm, a: &[Value], op: CmpOp) -> PyResult {
    let (Some(x), Some(y)) = (a[0].get::<Array>(), a[1].get::<Array>()) else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    if x.len() != y.len() && matches!(op, CmpOp::Eq | CmpOp::Ne) {
        return Ok(Value::from_bool(op == CmpOp::Ne));
    }
    let mut at = 0;
    while let (Some(p), Some(q)) = (x.get(vm, at)?, y.get(vm, at)?) {
        if !vm.eq(&p, &q)? {
            return match op {
                CmpOp::Eq => Ok(Value::FALSE),
                CmpOp::Ne => Ok(Value::TRUE),
                _ => vm.rich_compare(&p, &q, op),
            };
        }
        at += 1;
    }
    let order = x.len().cmp(&y.len());
    Ok(Value::from_bool(match op {
        CmpOp::Eq => order.is_eq(),
        CmpOp::Ne => order.is_ne(),
        CmpOp::Lt => order.is_lt(),
        CmpOp::Le => order.is_le(),
        CmpOp::Gt => order.is_gt(),
        CmpOp::Ge => order.is_ge(),
    }))
}

fn copy(vm: &Vm, a: &[Value]) -> PyResult {
    let array = this(vm, a)?;
    plain(vm, array.item, array.bytes(vm)?)
}

fn byteswap(vm: &Vm, a: &[Value]) -> PyResult {
    let array = this(vm, a)?;
    let mut bytes = array.bytes(vm)?;
    bytes.as_mut_slice().chunks_mut(array.item.size).for_each(<[u8]>::reverse);
    array.splice(vm, 0..bytes.len(), &bytes)?;
    Ok(Value::NONE)
}

/// The first position from `start` below `stop` whose item equals `value`.
fn find(vm: &Vm, array: &Ref<Array>, value: &Value, start: usize, stop: usize) -> PyResult<Option<usize>> {
    let mut at = start;
    while at < stop {
        let Some(item) = array.get(vm, at)? else { break };
        if vm.eq(&item, value)? {
            return Ok(Some(at));
        }
        at += 1;
    }
    Ok(None)
}

fn count(vm: &Vm, a: &[Value]) -> PyResult {
    let array = this(vm, a)?;
    let mut count = 0;
    let mut from = 0;
    while let Some(at) = find(vm, array, &a[1], from, usize::MAX)? {
        count += 1;
        from = at + 1;
    }
    vm.int(count)
}

fn index(vm: &Vm, a: &[Value]) -> PyResult {
    let array = this(vm, a)?;
    let (start, stop) = hognose_vm::types::list::search_range(vm, &a[2], &a[3], array.len())?;
    match find(vm, array, &a[1], start, stop)? {
        Some(at) => vm.int_from_usize(at),
        None => Err(vm.value_error("array.index(x): x not in array")),
    }
}

fn remove(vm: &Vm, a: &[Value]) -> PyResult {
    let array = this(vm, a)?;
    let size = array.item.size;
    match find(vm, array, &a[1], 0, usize::MAX)? {
        Some(at) => array.splice(vm, at * size..(at + 1) * size, &[]).map(|()| Value::NONE),
        None => Err(vm.value_error("array.remove(x): x not in array")),
    }
}

fn insert(vm: &Vm, a: &[Value]) -> PyResult {
    let array = this(vm, a)?;
    let at = vm.index_i64(&a[1])?;
    let item = array.item.write(vm, &a[2])?;
    let len = array.len() as i64;
    let at = if at < 0 { (at + len).max(0) } else { at.min(len) };
    let at = at as usize * array.item.size;
    array.splice(vm, at..at, &item[..array.item.size])?;
    Ok(Value::NONE)
}

fn pop(vm: &Vm, a: &[Value]) -> PyResult {
    let array = this(vm, a)?;
    if array.len() == 0 {
        return Err(vm.index_error("pop from empty array"));
    }
    let last = Value::from_small(-1);
    let at = position(vm, given(&a[1]).unwrap_or(&last), array.len(), "pop index")?;
    let Some(item) = array.get(vm, at)? else { return Err(vm.index_error("pop index out of range")) };
    array.splice(vm, at * array.item.size..(at + 1) * array.item.size, &[])?;
    Ok(item)
}

fn reverse(vm: &Vm, a: &[Value]) -> PyResult {
    let array = this(vm, a)?;
    let mut bytes = array.bytes(vm)?;
    // All bytes, then each item's again.
    bytes.as_mut_slice().reverse();
    bytes.as_mut_slice().chunks_mut(array.item.size).for_each(<[u8]>::reverse);
    array.splice(vm, 0..bytes.len(), &bytes)?;
    Ok(Value::NONE)
}

fn extend(vm: &Vm, a: &[Value], source: &Value) -> PyResult<()> {
    let array = this(vm, a)?;
    if let Some(other) = source.get::<Array>() {
        if other.item != array.item {
            return Err(vm.type_error("can only extend with array of same kind"));
        }
        let bytes = other.bytes(vm)?;
        let end = array.len() * array.item.size;
        return array.splice(vm, end..end, &bytes);
    }
    extend_items(vm, array, source)
}

fn extend_items(vm: &Vm, array: &Ref<Array>, source: &Value) -> PyResult<()> {
    let iterator = vm.iter(source)?;
    while let Some(item) = vm.next(&iterator)? {
        array.push(vm, &item)?;
    }
    Ok(())
}

fn frombytes(vm: &Vm, a: &[Value]) -> PyResult {
    let array = this(vm, a)?;
    let bytes = vm.bytes_of_buffer(&a[1])?;
    let bytes = bytes.tail();
    if bytes.len() % array.item.size != 0 {
        return Err(vm.value_error("bytes length not a multiple of item size"));
    }
    let end = array.len() * array.item.size;
    array.splice(vm, end..end, bytes)?;
    Ok(Value::NONE)
}

fn fromfile(vm: &Vm, a: &[Value]) -> PyResult {
    let array = this(vm, a)?;
    let wanted = vm.index_i64(&a[2])?;
    if wanted < 0 {
        return Err(vm.value_error("negative count"));
    }
    let size = wanted as usize * array.item.size;
    let data = vm.call_method(&a[1], "read", &[vm.int_from_usize(size)?])?;
    let Some(read) = vm.view_opt(&data)?.map(|view| view.len()) else {
        return Err(vm.type_error("read() didn't return bytes"));
    };
    frombytes(vm, &[a[0].clone(), data])?;
    if read < size {
        return Err(vm.eof_error("read() didn't return enough bytes"));
    }
    Ok(Value::NONE)
}

fn fromlist(vm: &Vm, a: &[Value]) -> PyResult {
    let array = this(vm, a)?;
    let Some(list) = a[1].get::<List>() else { return Err(vm.type_error("arg must be list")) };
    let before = array.len() * array.item.size;
    let size = list.len();
    for at in 0..size {
        let Some(item) = list.get(at) else { break };
        let pushed = array.push(vm, &item);
        if pushed.is_err() || list.len() != size {
            array.splice(vm, before..array.len() * array.item.size, &[])?;
            return match pushed {
                Err(raised) => Err(raised),
                Ok(()) => Err(vm.runtime_error("list changed size during iteration")),
            };
        }
    }
    Ok(Value::NONE)
}

fn fromunicode(vm: &Vm, a: &[Value]) -> PyResult {
    let array = this(vm, a)?;
    if !array.item.is_text() {
        return Err(vm.value_error("fromunicode() may only be called on unicode type arrays ('u' or 'w')"));
    }
    let Some(text) = a[1].get::<Str>() else {
        return Err(vm.type_error(format_args!("fromunicode() argument must be str, not {}", vm.tn(&a[1]))));
    };
    let mut bytes = HeapVec::new();
    for c in text.chars() {
        vm.retry(|heap| bytes.try_extend_from_slice(heap, &c.to_ne_bytes()))?;
    }
    let end = array.len() * array.item.size;
    array.splice(vm, end..end, &bytes)?;
    Ok(Value::NONE)
}

fn tolist(vm: &Vm, a: &[Value]) -> PyResult {
    let array = this(vm, a)?;
    let mut items = HeapVec::new();
    let mut at = 0;
    while let Some(item) = array.get(vm, at)? {
        vm.push(&mut items, item)?;
        at += 1;
    }
    vm.list_from(items)
}

fn tounicode(vm: &Vm, a: &[Value]) -> PyResult {
    let array = this(vm, a)?;
    if !array.item.is_text() {
        return Err(vm.value_error("tounicode() may only be called on unicode type arrays ('u' or 'w')"));
    }
    let bytes = array.bytes(vm)?;
    let mut out = vm.str_builder();
    for item in bytes.chunks(4) {
        out.push_char(vm, text_item(item))?;
    }
    Ok(out.finish(vm)?.into_value())
}

/// The iterator of an array.
#[derive(Trace)]
pub struct ArrayIterator {
    array: ValueCell,
    at: Cell<usize>,
}

impl Payload for ArrayIterator {
    const NAME: &'static str = "arrayiterator";
    type Tail = ();
}

pub static ITERATOR: TypeDef = TypeDef {
    module: "array",
    iternext: Some(next),
    methods: &[
        method("__iter__", "($self, /)", return_self),
        method("__length_hint__", "($self, /)", |vm, a| {
            let this = self_of::<ArrayIterator>(vm, a)?;
            let len = this.array.get().get::<Array>().map_or(0, |array| array.len());
            vm.int_from_usize(len.saturating_sub(this.at.get()))
        }),
        method("__reduce__", "($self, /)", |vm, a| {
            let this = self_of::<ArrayIterator>(vm, a)?;
            let builtins = vm.import("builtins")?;
            let iter = vm.getattr(&builtins, &vm.intern("iter")?)?;
            let array = this.array.get();
            if array.is_none() {
                return vm.tuple_of([iter, vm.tuple_of([vm.tuple(&[])?])?]);
            }
            vm.tuple_of([iter, vm.tuple_of([array])?, vm.int_from_usize(this.at.get())?])
        }),
        method("__setstate__", "($self, state, /)", |vm, a| {
            let this = self_of::<ArrayIterator>(vm, a)?;
            let len = this.array.get().get::<Array>().map_or(0, |array| array.len());
            let at = int::as_i64(&vm.index(&a[1])?).unwrap_or(0);
            this.at.set((at.max(0) as usize).min(len));
            Ok(Value::NONE)
        }),
    ],
    flags: TypeFlags::NO_NEW,
    ..TypeDef::new::<ArrayIterator>("arrayiterator")
};

fn iter(vm: &Vm, a: &[Value]) -> PyResult {
    let class = vm.module_class(&ITERATOR)?;
    vm.alloc_payload(&class, || ArrayIterator { array: ValueCell::new(a[0].clone()), at: Cell::new(0) })
}

fn next(vm: &Vm, this: &Value) -> PyResult<Option<Value>> {
    let this = payload_of::<ArrayIterator>(vm, this)?;
    let array = this.array.get();
    let Some(source) = array.get::<Array>() else { return Ok(None) };
    let item = source.get(vm, this.at.get())?;
    match item {
        Some(_) => this.at.set(this.at.get() + 1),
        None => this.array.set(Value::NONE),
    }
    Ok(item)
}
