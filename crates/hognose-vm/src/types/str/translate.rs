//! translate and maketrans.

use hognose_heap::Value;

use super::{Str, StrBuilder, this};
use crate::raise::PyResult;
use crate::types::dict::Dict;
use crate::vm::Vm;

/// What a table says about one ASCII character, remembered while one string is translated.
#[derive(Clone, Copy, PartialEq)]
enum Known {
    Unasked,
    Gone,
    Char(u8),
    /// Maps to something that must be asked again.
    Other,
}

pub(super) fn translate(vm: &Vm, args: &[Value]) -> PyResult {
    let s = this(vm, args)?;
    let mut known = [Known::Unasked; 128];
    let mut out = vm.str_builder();
    for (i, c) in s.chars().enumerate() {
        if i & 0x3fff == 0x3fff {
            vm.poll()?;
        }
        if c < 0x80 {
            match known[c as usize] {
                Known::Char(to) => {
                    out.push_char(vm, to as u32)?;
                    continue;
                }
                Known::Gone => continue,
                Known::Unasked | Known::Other => {}
            }
        }
        let asked = look_up(vm, &args[1], c)?;
        let said = put(vm, &mut out, c, asked)?;
        if c < 0x80 {
            known[c as usize] = said;
        }
    }
    out.finish_value(vm)
}

/// `table[c]`; None if the table raises LookupError.
fn look_up(vm: &Vm, table: &Value, c: u32) -> PyResult<Option<Value>> {
    let key = Value::from_small(c as i32);
    if let Some(dict) = table.get::<Dict>() {
        if table.shape() == Some(crate::shapes::DICT) {
            return dict.get(vm, &key);
        }
    }
    vm.ignore(vm.getitem(table, &key), &vm.exc.lookup_error)
}

fn put(vm: &Vm, out: &mut StrBuilder, c: u32, to: Option<Value>) -> PyResult<Known> {
    let Some(to) = to else {
        out.push_char(vm, c)?;
        return Ok(if c < 0x80 { Known::Char(c as u8) } else { Known::Other });
    };
    if to.is_none() {
        return Ok(Known::Gone);
    }
    if let Some(text) = to.get::<Str>() {
        out.push(vm, text)?;
        return Ok(match text.ascii_bytes() {
            Some([one]) => Known::Char(*one),
            Some([]) => Known::Gone,
            _ => Known::Other,
        });
    }
    if !crate::types::int::is_int(&to) {
        return Err(vm.type_error("character mapping must return integer, None or str"));
    }
    match crate::types::int::as_i64(&to).and_then(|i| u32::try_from(i).ok()) {
        Some(to) if to < 0x110000 => {
            out.push_char(vm, to)?;
            Ok(if to < 0x80 { Known::Char(to as u8) } else { Known::Other })
        }
        _ => Err(vm.value_error("character mapping must be in range(0x110000)")),
    }
}

pub(super) fn maketrans(vm: &Vm, args: &[Value]) -> PyResult {
    let table = vm.new_dict()?;
    if args[1].is_blank() {
        let Some(source) = args[0].get::<Dict>() else {
            return Err(vm.type_error("if you give only one argument to maketrans it must be a dict"));
        };
        let mut at = 0;
        while let Some((next, key, value)) = source.entry_at(at) {
            at = next;
            let key = if let Some(text) = key.get::<Str>() {
                if text.len() != 1 {
                    return Err(vm.value_error("string keys in translate table must be of length 1"));
                }
                Value::from_small(text.char_at(0) as i32)
            } else if crate::types::int::is_int(&key) {
                key
            } else {
                return Err(vm.type_error("keys in translate table must be strings or integers"));
            };
            table.insert(vm, key, value)?;
        }
        return Ok(table.into_value());
    }
    let Some(from) = args[0].get::<Str>() else {
        return Err(vm.type_error("first maketrans argument must be a string if there is a second argument"));
    };
    let Some(to) = args[1].get::<Str>() else {
        return Err(vm.type_error(format_args!(
            "maketrans() argument 2 must be str, not {}",
            vm.type_or_none(&args[1])
        )));
    };
    if from.len() != to.len() {
        return Err(vm.value_error("the first two maketrans arguments must have equal length"));
    }
    let gone = if args[2].is_blank() {
        None
    } else {
        match args[2].get::<Str>() {
            Some(gone) => Some(gone),
            None => {
                return Err(vm.type_error(format_args!(
                    "maketrans() argument 3 must be str, not {}",
                    vm.type_or_none(&args[2])
                )));
            }
        }
    };
    for (a, b) in from.chars().zip(to.chars()) {
        table.insert(vm, Value::from_small(a as i32), Value::from_small(b as i32))?;
    }
    for c in gone.iter().flat_map(|s| s.chars()) {
        table.insert(vm, Value::from_small(c as i32), Value::NONE)?;
    }
    Ok(table.into_value())
}
