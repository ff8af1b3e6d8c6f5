//! `%` formatting of str, and what it shares with that of bytes: directives and numbers.

use hognose_heap::{Ref, Value};

use crate::prelude::self_of;
use crate::raise::{PyResult, Raised};
use crate::types::float::text::{Flags, Style, to_text};
use crate::types::int::{self, IntRef};
use crate::types::str::{Str, StrBuilder, StrData};
use crate::types::tuple::Tuple;
use crate::vm::Vm;

/// One `%` directive.
#[derive(Clone, Debug, Default)]
pub(super) struct Directive {
    pub left: bool,
    pub plus: bool,
    pub space: bool,
    pub alternate: bool,
    pub zero: bool,
    pub width: usize,
    pub precision: Option<usize>,
    pub ty: u32,
    /// Position of the type in the template.
    pub at: usize,
}

/// The values on the right of `%`.
pub(super) struct Operands<'a> {
    values: &'a Value,
    tuple: Option<&'a Ref<Tuple>>,
    next: usize,
    is_mapping: bool,
    /// The value that `(key)` gave, for the directive being worked on.
    keyed: Option<Value>,
    /// A `(key)` was used: the values are a mapping and not counted.
    pub by_key: bool,
}

impl<'a> Operands<'a> {
    pub fn new(values: &'a Value, is_mapping: bool) -> Operands<'a> {
        Operands { values, tuple: values.get::<Tuple>(), next: 0, is_mapping, keyed: None, by_key: false }
    }

    pub fn next(&mut self, vm: &Vm) -> PyResult {
        if let Some(value) = &self.keyed {
            return Ok(value.clone());
        }
        let found = match self.tuple {
            Some(tuple) => tuple.items().get(self.next).cloned(),
            None if self.next == 0 && !self.by_key => Some(self.values.clone()),
            None => None,
        };
        self.next += 1;
        found.ok_or_else(|| vm.type_error("not enough arguments for format string"))
    }

    /// Values are left over that nothing asked for.
    pub fn left_over(&self) -> bool {
        match self.tuple {
            Some(tuple) => self.next < tuple.items().len(),
            None => self.next == 0 && !self.is_mapping,
        }
    }
}

struct Parser<'p, 'a> {
    vm: &'p Vm,
    data: StrData<'p>,
    at: usize,
    operands: &'p mut Operands<'a>,
}

impl Parser<'_, '_> {
    fn peek(&self) -> Option<char> {
        if self.at < self.data.len() {
            Some(char::from_u32(self.data.at(self.at)).unwrap_or(char::REPLACEMENT_CHARACTER))
        } else {
            None
        }
    }

    fn required(&self) -> PyResult<char> {
        self.peek().ok_or_else(|| self.vm.value_error("incomplete format"))
    }

    fn key(&mut self, make_key: &dyn Fn(usize, usize) -> PyResult) -> PyResult<()> {
        let vm = self.vm;
        if !self.operands.is_mapping {
            return Err(vm.type_error("format requires a mapping"));
        }
        self.at += 1;
        let start = self.at;
        let mut open = 1;
        while open > 0 {
            match self.peek() {
                Some('(') => open += 1,
                Some(')') => open -= 1,
                Some(_) => {}
                None => return Err(vm.value_error("incomplete format key")),
            }
            self.at += 1;
        }
        let key = make_key(start, self.at - 1)?;
        self.operands.keyed = Some(vm.getitem(self.operands.values, &key)?);
        self.operands.by_key = true;
        Ok(())
    }

    fn number(&mut self, too_big: &'static str) -> PyResult<usize> {
        let mut n = 0usize;
        while let Some(digit) = self.peek().and_then(|c| c.to_digit(10)) {
            n = n * 10 + digit as usize;
            if n > i32::MAX as usize {
                return Err(self.vm.value_error(too_big));
            }
            self.at += 1;
        }
        Ok(n)
    }

    fn star(&mut self, too_big: &'static str) -> PyResult<i64> {
        let vm = self.vm;
        self.at += 1;
        let v = self.operands.next(vm)?;
        if !int::is_int(&v) {
            return Err(vm.type_error("* wants int"));
        }
        match int::as_i64(&v) {
            Some(n) if n.unsigned_abs() <= i32::MAX as u64 => Ok(n),
            _ => Err(vm.overflow_error(too_big)),
        }
    }

    fn directive(&mut self, make_key: &dyn Fn(usize, usize) -> PyResult) -> PyResult<Directive> {
        let mut d = Directive::default();
        self.operands.keyed = None;
        if self.required()? == '(' {
            self.key(make_key)?;
        }
        loop {
            match self.required()? {
                '-' => d.left = true,
                '+' => d.plus = true,
                ' ' => d.space = true,
                '#' => d.alternate = true,
                '0' => d.zero = true,
                _ => break,
            }
            self.at += 1;
        }
        if self.required()? == '*' {
            let width = self.star("width too big")?;
            d.left |= width < 0;
            d.width = width.unsigned_abs() as usize;
        } else {
            d.width = self.number("width too big")?;
        }
        if self.required()? == '.' {
            self.at += 1;
            d.precision = Some(if self.required()? == '*' {
                self.star("precision too big")?.max(0) as usize
            } else {
                self.number("precision too big")?
            });
        }
        if matches!(self.required()?, 'h' | 'l' | 'L') {
            self.at += 1;
            self.required()?;
        }
        d.at = self.at;
        d.ty = self.data.at(self.at);
        self.at += 1;
        Ok(d)
    }
}

/// Reads the directive behind a `%` at `at - 1`; where the text goes on.
pub(super) fn directive(
    vm: &Vm,
    data: StrData<'_>,
    at: usize,
    operands: &mut Operands<'_>,
    make_key: &dyn Fn(usize, usize) -> PyResult,
) -> PyResult<(Directive, usize)> {
    let mut parser = Parser { vm, data, at, operands };
    let d = parser.directive(make_key)?;
    Ok((d, parser.at))
}

/// The error of an unknown type.
#[cold]
pub(super) fn unsupported(vm: &Vm, d: &Directive) -> Raised {
    let shown = match d.ty {
        32..=127 => d.ty as u8 as char,
        _ => '?',
    };
    vm.value_error(format_args!("unsupported format character '{shown}' (0x{:x}) at index {}", d.ty, d.at))
}

/// Whether the values can be asked by key.
pub(super) fn is_mapping(vm: &Vm, values: &Value) -> bool {
    values.is_object() && vm.lookup_special(values, &vm.names.__getitem__).is_some()
}

/// The text of a number by a numeric directive, laid out; None if the type is none of a number.
pub(super) fn push_number(
    vm: &Vm,
    out: &mut StrBuilder,
    d: &Directive,
    v: &Value,
    float_error: &dyn Fn(&Vm, &Value) -> Option<Raised>,
) -> PyResult<bool> {
    let ty = match u8::try_from(d.ty) {
        Ok(b'i' | b'u') => b'd',
        Ok(ty) => ty,
        Err(_) => return Ok(false),
    };
    match ty {
        b'd' | b'o' | b'x' | b'X' => {
            if let (b'd', Some(i), 0, None, false, false) =
                (ty, v.as_int(), d.width, d.precision, d.plus, d.space)
            {
                let mut room = [0; 20];
                out.push_str(vm, int::text::write_i64(i, &mut room))?;
                return Ok(true);
            }
            let whole = whole_number(vm, d, ty, v)?;
            let Some(value) = IntRef::of(&whole) else {
                return Err(vm.system_error("an index is no int"));
            };
            let (digits, prefix) = match ty {
                b'o' => (int::text::to_power_of_two_base(vm, value.parts().limbs(), 3)?, "0o"),
                b'x' => (int::text::to_power_of_two_base(vm, value.parts().limbs(), 4)?, "0x"),
                b'X' => (
                    int::text::to_power_of_two_base(vm, value.parts().limbs(), 4)?.to_ascii_uppercase(),
                    "0X",
                ),
                _ => (int::text::to_decimal(vm, value)?, ""),
            };
            let digits = digits.strip_prefix('-').unwrap_or(&digits);
            let zeros = d.precision.unwrap_or(0).saturating_sub(digits.len());
            let prefix = if d.alternate { prefix } else { "" };
            push_laid_out(vm, out, d, value.is_negative(), prefix, zeros, digits)?;
        }
        b'e' | b'E' | b'f' | b'F' | b'g' | b'G' => {
            let x = match v.as_f64() {
                Some(x) => x,
                None => {
                    if let Some(raised) = float_error(vm, v) {
                        return Err(raised);
                    }
                    vm.float_of(v)?
                }
            };
            let precision = d.precision.unwrap_or(6);
            vm.check_size(precision as u128 + 400)?;
            let _charge = if precision > 1000 { Some(vm.charge(precision + 400)?) } else { None };
            let style = match ty.to_ascii_lowercase() {
                b'e' => Style::Exponent,
                b'f' => Style::Fixed,
                _ => Style::General,
            };
            let flags = Flags { alternate: d.alternate, point_zero: false, upper: ty.is_ascii_uppercase() };
            let text = to_text(x, style, precision, flags);
            let (negative, digits) = match text.strip_prefix('-') {
                Some(rest) => (true, rest),
                None => (false, text.as_str()),
            };
            push_laid_out(vm, out, d, negative, "", 0, digits)?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

fn push_laid_out(
    vm: &Vm,
    out: &mut StrBuilder,
    d: &Directive,
    negative: bool,
    prefix: &str,
    zeros: usize,
    digits: &str,
) -> PyResult<()> {
    let sign = match (negative, d.plus, d.space) {
        (true, _, _) => "-",
        (false, true, _) => "+",
        (false, false, true) => " ",
        _ => "",
    };
    let len = sign.len() + prefix.len() + zeros + digits.len();
    vm.check_size(out.len() as u128 + d.width.max(len) as u128)?;
    let padding = d.width.saturating_sub(len);
    if !d.left && !d.zero {
        out.push_repeated(vm, ' ' as u32, padding)?;
    }
    out.push_str(vm, sign)?;
    out.push_str(vm, prefix)?;
    if !d.left && d.zero {
        out.push_repeated(vm, '0' as u32, padding)?;
    }
    out.push_repeated(vm, '0' as u32, zeros)?;
    out.push_str(vm, digits)?;
    if d.left {
        out.push_repeated(vm, ' ' as u32, padding)?;
    }
    Ok(())
}

/// The int of an integer directive's operand.
fn whole_number(vm: &Vm, d: &Directive, ty: u8, v: &Value) -> PyResult {
    if int::is_int(v) {
        return Ok(v.clone());
    }
    let shown = char::from_u32(d.ty).unwrap_or('?');
    if ty != b'd' {
        let has_index = vm.lookup_special(v, &vm.names.__index__).is_some();
        let refuse =
            || vm.type_error(format_args!("%{shown} format: an integer is required, not {}", vm.tn(v)));
        if !has_index {
            return Err(refuse());
        }
        return match vm.index(v) {
            Err(raised) if vm.catch(&vm.exc.type_error).is_none() => Err(raised),
            Err(_) => Err(refuse()),
            done => done,
        };
    }
    let refuse =
        || vm.type_error(format_args!("%{shown} format: a real number is required, not {}", vm.tn(v)));
    let is_number = v.is_f64()
        || vm.lookup_special(v, &vm.names.__index__).is_some()
        || vm.lookup_special(v, &vm.names.__int__).is_some()
        || vm.lookup_special(v, &vm.names.__float__).is_some();
    if !is_number {
        return Err(refuse());
    }
    match int::convert::from_object(vm, v) {
        Err(raised) if vm.catch(&vm.exc.type_error).is_none() => Err(raised),
        Err(_) => Err(refuse()),
        done => done,
    }
}

/// Text between spaces, cut to the precision.
pub(super) fn push_padded(vm: &Vm, out: &mut StrBuilder, d: &Directive, text: StrData<'_>) -> PyResult<()> {
    let text = text.slice(0, d.precision.unwrap_or(usize::MAX).min(text.len()));
    let padding = d.width.saturating_sub(text.len());
    vm.check_size(out.len() as u128 + d.width as u128)?;
    if !d.left {
        out.push_repeated(vm, ' ' as u32, padding)?;
    }
    out.push_data(vm, text)?;
    if d.left {
        out.push_repeated(vm, ' ' as u32, padding)?;
    }
    Ok(())
}

/// `template % values`.
pub fn format(vm: &Vm, template: &Ref<Str>, values: &Value) -> PyResult<Ref<Str>> {
    let data = template.data();
    let mapping = values.get::<Tuple>().is_none() && values.get::<Str>().is_none() && is_mapping(vm, values);
    let mut operands = Operands::new(values, mapping);
    let make_key = |a, b| Ok(vm.substr(template, a, b)?.into_value());
    let mut out = vm.str_builder();
    let mut at = 0;
    while at < data.len() {
        let start = at;
        match data {
            StrData::One(units) => at = memchr::memchr(b'%', &units[at..]).map_or(units.len(), |i| at + i),
            _ => {
                while at < data.len() && data.at(at) != '%' as u32 {
                    at += 1;
                }
            }
        }
        if at > start {
            match data {
                StrData::One(units) if template.is_ascii() => out.push_data_ascii(vm, &units[start..at])?,
                _ => out.push_data(vm, data.slice(start, at))?,
            }
        }
        if at == data.len() {
            break;
        }
        at += 1;
        // The directives of most templates have nothing but a type.
        if let (StrData::One(units), None) = (data, &operands.keyed) {
            if let Some(ty @ (b's' | b'r' | b'd')) = units.get(at) {
                let d = Directive { ty: u32::from(*ty), at, ..Directive::default() };
                at += 1;
                let value = operands.next(vm)?;
                match value.get_exact::<Str>() {
                    Some(text) if *ty == b's' => out.push(vm, text)?,
                    _ => push_value(vm, &mut out, &d, &value)?,
                }
                continue;
            }
        }
        if at < data.len() && data.at(at) == '%' as u32 {
            out.push_char(vm, '%' as u32)?;
            at += 1;
            continue;
        }
        let (d, next) = directive(vm, data, at, &mut operands, &make_key)?;
        at = next;
        let value = operands.next(vm)?;
        push_value(vm, &mut out, &d, &value)?;
    }
    if operands.left_over() {
        return Err(vm.type_error("not all arguments converted during string formatting"));
    }
    out.finish(vm)
}

fn push_value(vm: &Vm, out: &mut StrBuilder, d: &Directive, value: &Value) -> PyResult<()> {
    let plain = d.width == 0 && d.precision.is_none();
    match char::from_u32(d.ty) {
        Some('s') => {
            let text = vm.to_str(value)?;
            if plain { out.push(vm, &text) } else { push_padded(vm, out, d, text.data()) }
        }
        Some('r') => {
            let text = vm.repr(value)?;
            if plain { out.push(vm, &text) } else { push_padded(vm, out, d, text.data()) }
        }
        Some('a') => push_padded(vm, out, d, vm.ascii(value)?.data()),
        Some('c') => {
            let c = [character(vm, value)?];
            let whole = Directive { precision: None, ..d.clone() };
            push_padded(vm, out, &whole, StrData::Four(&c))
        }
        _ => {
            if push_number(vm, out, d, value, &|_, _| None)? {
                Ok(())
            } else {
                Err(unsupported(vm, d))
            }
        }
    }
}

fn character(vm: &Vm, value: &Value) -> PyResult<u32> {
    if let Some(text) = value.get::<Str>() {
        if text.len() == 1 {
            return Ok(text.char_at(0));
        }
        return Err(vm.type_error(format_args!(
            "%c requires an int or a unicode character, not a string of length {}",
            text.len()
        )));
    }
    if !int::is_int(value) && vm.lookup_special(value, &vm.names.__index__).is_none() {
        return Err(
            vm.type_error(format_args!("%c requires an int or a unicode character, not {}", vm.tn(value)))
        );
    }
    let index = vm.index(value)?;
    match int::as_i64(&index).and_then(|i| u32::try_from(i).ok()) {
        Some(c) if c < 0x110000 => Ok(c),
        _ => Err(vm.overflow_error("%c arg not in range(0x110000)")),
    }
}

pub(crate) fn modulo(vm: &Vm, args: &[Value]) -> PyResult {
    Ok(format(vm, self_of::<Str>(vm, args)?, &args[1])?.into_value())
}

pub(crate) fn reflected_modulo(vm: &Vm, args: &[Value]) -> PyResult {
    match args[1].get::<Str>() {
        Some(template) => Ok(format(vm, template, &args[0])?.into_value()),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}
