//! The format-specification mini-language: parsed once, for str, int, float and complex alike.
//!
//! Does not format: number.rs and text.rs do, and the number types make the digits.
//! `[[fill]align][sign][z][#][0][width][grouping][.precision[grouping]][type]`

use hognose_heap::{Ref, Value};

use crate::raise::PyResult;
use crate::types::str::{Str, unicode};
use crate::vm::Vm;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Align {
    Left,
    Right,
    Center,
    /// Padding between the sign (and prefix) and the digits.
    AfterSign,
}

impl Align {
    fn of(c: u32) -> Option<Align> {
        match u8::try_from(c).ok()? {
            b'<' => Some(Align::Left),
            b'>' => Some(Align::Right),
            b'^' => Some(Align::Center),
            b'=' => Some(Align::AfterSign),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    Minus,
    Plus,
    Space,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Grouping {
    Comma,
    Underscore,
}

impl Grouping {
    pub fn separator(self) -> char {
        match self {
            Grouping::Comma => ',',
            Grouping::Underscore => '_',
        }
    }
}

/// A parsed format specification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatSpec {
    pub fill: u32,
    /// The alignment, the default of the type where none was written.
    pub align: Align,
    /// None where no sign option was written; numbers treat that as `Sign::Minus`.
    pub sign: Option<Sign>,
    /// `z`: a negative zero loses its sign.
    pub no_negative_zero: bool,
    /// `#`
    pub alternate: bool,
    /// `0` before the width.
    pub zero: bool,
    pub width: Option<usize>,
    pub grouping: Option<Grouping>,
    pub precision: Option<usize>,
    /// Grouping of the digits after the point.
    pub fraction_grouping: Option<Grouping>,
    /// The presentation type; None where none was written.
    pub ty: Option<u32>,
}

/// What is wrong with a specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpecError {
    TooManyDigits,
    BothGroupings,
    MissingPrecision,
    Invalid,
    Grouping(char, u32),
}

impl FormatSpec {
    /// The specification of an empty text.
    pub fn plain(align: Align) -> FormatSpec {
        FormatSpec {
            fill: ' ' as u32,
            align,
            sign: None,
            no_negative_zero: false,
            alternate: false,
            zero: false,
            width: None,
            grouping: None,
            precision: None,
            fraction_grouping: None,
            ty: None,
        }
    }

    /// Parses `spec`, to be applied to `value`: its class names it in errors.
    ///
    /// `default_ty` is the type's own presentation ('s', 'd', or None for float and complex), which
    /// decides about groupings where no type is written; it is not stored.
    pub fn parse(
        vm: &Vm,
        spec: &Ref<Str>,
        default_ty: Option<char>,
        default_align: Align,
        value: &Value,
    ) -> PyResult<FormatSpec> {
        match FormatSpec::parse_chars(spec.chars(), default_ty, default_align) {
            Ok(parsed) => Ok(parsed),
            Err(SpecError::TooManyDigits) => Err(vm.value_error("Too many decimal digits in format string")),
            Err(SpecError::BothGroupings) => Err(vm.value_error("Cannot specify both ',' and '_'.")),
            Err(SpecError::MissingPrecision) => Err(vm.value_error("Format specifier missing precision")),
            Err(SpecError::Invalid) => Err(vm.value_error(format_args!(
                "Invalid format specifier '{}' for object of type '{}'",
                spec.to_utf8(),
                vm.tn(value)
            ))),
            Err(SpecError::Grouping(separator, ty)) => {
                let shown = shown_code(ty);
                Err(vm.value_error(format_args!("Cannot specify '{separator}' with '{shown}'.")))
            }
        }
    }

    /// The pure half of `parse`.
    pub fn parse_chars(
        chars: impl ExactSizeIterator<Item = u32> + Clone,
        default_ty: Option<char>,
        default_align: Align,
    ) -> Result<FormatSpec, SpecError> {
        let mut spec = FormatSpec::plain(default_align);
        let mut rest = Reader { rest: chars };
        let mut aligned = false;
        let mut filled = false;
        let (first, second) = (rest.peek(0), rest.peek(1));
        if let (Some(fill), Some(align)) = (first, second.and_then(Align::of)) {
            (spec.fill, spec.align) = (fill, align);
            (aligned, filled) = (true, true);
            rest.skip(2);
        } else if let Some(align) = first.and_then(Align::of) {
            spec.align = align;
            aligned = true;
            rest.skip(1);
        }
        spec.sign = match rest.peek_ascii() {
            Some(b'+') => Some(Sign::Plus),
            Some(b'-') => Some(Sign::Minus),
            Some(b' ') => Some(Sign::Space),
            _ => None,
        };
        if spec.sign.is_some() {
            rest.skip(1);
        }
        spec.no_negative_zero = rest.take(b'z');
        spec.alternate = rest.take(b'#');
        if !filled && rest.take(b'0') {
            spec.fill = '0' as u32;
            spec.zero = true;
            if !aligned && default_align == Align::Right {
                spec.align = Align::AfterSign;
            }
        }
        spec.width = rest.number()?;
        spec.grouping = rest.grouping()?;
        if rest.take(b'.') {
            spec.precision = rest.number()?;
            spec.fraction_grouping = rest.grouping()?;
            if spec.precision.is_none() && spec.fraction_grouping.is_none() {
                return Err(SpecError::MissingPrecision);
            }
        }
        match rest.rest.len() {
            0 => {}
            1 => spec.ty = rest.peek(0),
            _ => return Err(SpecError::Invalid),
        }
        spec.check_groupings(default_ty)?;
        Ok(spec)
    }

    fn check_groupings(&self, default_ty: Option<char>) -> Result<(), SpecError> {
        let ty = self.ty.or(default_ty.map(|c| c as u32));
        if let Some(grouping) = self.grouping {
            let shown = ty.unwrap_or(0);
            match ty.and_then(char::from_u32) {
                None if ty.is_none() => {}
                Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F') => {}
                Some('b' | 'o' | 'x' | 'X') if grouping == Grouping::Underscore => {}
                _ => return Err(SpecError::Grouping(grouping.separator(), shown)),
            }
        }
        if let Some(grouping) = self.fraction_grouping {
            if ty == Some('n' as u32) {
                return Err(SpecError::Grouping(grouping.separator(), 'n' as u32));
            }
        }
        Ok(())
    }

    /// The presentation type as a character, if it is ASCII.
    pub fn type_char(&self) -> Option<char> {
        self.ty.and_then(char::from_u32)
    }

    /// Digits a group: four in bases that are powers of two, else three.
    pub fn group_size(&self) -> usize {
        match self.type_char() {
            Some('b' | 'o' | 'x' | 'X') => 4,
            _ => 3,
        }
    }

    /// The error for a presentation type that the value's class does not know.
    #[cold]
    pub fn unknown_type(&self, vm: &Vm, value: &Value) -> crate::raise::Raised {
        let shown = shown_code(self.ty.unwrap_or(0));
        vm.value_error(format_args!("Unknown format code '{shown}' for object of type '{}'", vm.tn(value)))
    }
}

/// A presentation type as messages show it.
fn shown_code(ty: u32) -> String {
    match ty {
        33..=127 => (ty as u8 as char).to_string(),
        _ => format!("\\x{ty:x}"),
    }
}

struct Reader<I> {
    rest: I,
}

impl<I: ExactSizeIterator<Item = u32> + Clone> Reader<I> {
    fn peek(&self, n: usize) -> Option<u32> {
        self.rest.clone().nth(n)
    }

    fn peek_ascii(&self) -> Option<u8> {
        self.peek(0).and_then(|c| u8::try_from(c).ok())
    }

    fn skip(&mut self, n: usize) {
        for _ in 0..n {
            self.rest.next();
        }
    }

    fn take(&mut self, c: u8) -> bool {
        let found = self.peek_ascii() == Some(c);
        if found {
            self.rest.next();
        }
        found
    }

    fn number(&mut self) -> Result<Option<usize>, SpecError> {
        let mut number = None;
        while let Some(digit) = self.peek(0).and_then(unicode::decimal_value) {
            let so_far: u64 = number.unwrap_or(0);
            let next = so_far * 10 + digit as u64;
            if next > i64::MAX as u64 / 16 {
                return Err(SpecError::TooManyDigits);
            }
            number = Some(next);
            self.rest.next();
        }
        Ok(number.map(|n| n as usize))
    }

    fn grouping(&mut self) -> Result<Option<Grouping>, SpecError> {
        let comma = self.take(b',');
        let underscore = self.take(b'_');
        match (comma, underscore) {
            (true, true) => Err(SpecError::BothGroupings),
            (true, false) => Ok(Some(Grouping::Comma)),
            (false, true) if self.peek_ascii() == Some(b',') => Err(SpecError::BothGroupings),
            (false, true) => Ok(Some(Grouping::Underscore)),
            (false, false) => Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str, ty: Option<char>) -> Result<FormatSpec, SpecError> {
        let chars: Vec<u32> = text.chars().map(|c| c as u32).collect();
        FormatSpec::parse_chars(chars.iter().copied(), ty, Align::Right)
    }

    #[test]
    fn parses() {
        let s = parse("*^+z#012,.3f", None).unwrap();
        assert_eq!((s.fill, s.align, s.sign), ('*' as u32, Align::Center, Some(Sign::Plus)));
        assert!(s.no_negative_zero && s.alternate && !s.zero);
        assert_eq!((s.width, s.precision, s.grouping), (Some(12), Some(3), Some(Grouping::Comma)));
        let s = parse("08_x", Some('d')).unwrap();
        assert_eq!((s.fill, s.align, s.zero, s.group_size()), ('0' as u32, Align::AfterSign, true, 4));
        assert_eq!(parse(",_", None), Err(SpecError::BothGroupings));
        assert_eq!(parse("_,", None), Err(SpecError::BothGroupings));
        assert_eq!(parse(",x", None), Err(SpecError::Grouping(',', 'x' as u32)));
        assert_eq!(parse("abc", None), Err(SpecError::Invalid));
        assert_eq!(parse(".", None), Err(SpecError::MissingPrecision));
        assert_eq!(parse("99999999999999999999", None), Err(SpecError::TooManyDigits));
        assert_eq!(parse(".6_f", None).unwrap().fraction_grouping, Some(Grouping::Underscore));
    }
}
