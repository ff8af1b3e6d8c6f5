//! `str.format` and `str.format_map`: replacement fields, their names, conversions and nested specifications.
//!
//! Does not format values: their `__format__` does.

use hognose_heap::{HeapVec, Ref, Value};

use crate::prelude::self_of;
use crate::raise::PyResult;
use crate::types::list::List;
use crate::types::str::{Str, StrBuilder, StrData, unicode};
use crate::types::tuple::Tuple;
use crate::vm::Vm;

/// Specifications may hold fields; those hold none.
const MAX_DEPTH: u32 = 2;

#[derive(Clone, Copy, PartialEq)]
enum Numbering {
    Unknown,
    Automatic,
    Manual,
}

/// Where fields find their values.
struct Source<'a> {
    args: Option<&'a [Value]>,
    /// A dict, or the mapping of `format_map`.
    keywords: &'a Value,
    numbering: Numbering,
    next: usize,
}

/// A range of characters of the template.
#[derive(Clone, Copy, Debug)]
struct Span {
    start: usize,
    end: usize,
}

/// One replacement field, as written.
struct Field {
    name: Span,
    conversion: Option<u32>,
    spec: Span,
    spec_has_fields: bool,
}

/// Splits a template into literal text and fields.
struct Markup<'a> {
    vm: &'a Vm,
    data: StrData<'a>,
    at: usize,
    end: usize,
}

impl Markup<'_> {
    /// The next piece of literal text, and the field behind it; None at the end.
    fn next(&mut self) -> PyResult<Option<(Span, Option<Field>)>> {
        if self.at >= self.end {
            return Ok(None);
        }
        let start = self.at;
        let mut brace = 0;
        while self.at < self.end {
            let c = self.data.at(self.at);
            self.at += 1;
            if c == '{' as u32 || c == '}' as u32 {
                brace = c;
                break;
            }
        }
        if brace == 0 {
            return Ok(Some((Span { start, end: self.at }, None)));
        }
        let doubled = self.at < self.end && self.data.at(self.at) == brace;
        if doubled {
            // The literal keeps one of the two.
            let literal = Span { start, end: self.at };
            self.at += 1;
            return Ok(Some((literal, None)));
        }
        if brace == '}' as u32 {
            return Err(self.vm.value_error("Single '}' encountered in format string"));
        }
        if self.at >= self.end {
            return Err(self.vm.value_error("Single '{' encountered in format string"));
        }
        let literal = Span { start, end: self.at - 1 };
        Ok(Some((literal, Some(self.field()?))))
    }

    fn take(&mut self) -> Option<u32> {
        if self.at >= self.end {
            return None;
        }
        self.at += 1;
        Some(self.data.at(self.at - 1))
    }

    fn field(&mut self) -> PyResult<Field> {
        let vm = self.vm;
        let start = self.at;
        let stop = loop {
            let c = self.take();
            match c.and_then(char::from_u32) {
                Some('{') => return Err(vm.value_error("unexpected '{' in field name")),
                Some('[') => {
                    while self.at < self.end && self.data.at(self.at) != ']' as u32 {
                        self.at += 1;
                    }
                }
                Some(c @ ('}' | ':' | '!')) => break c,
                None if c.is_none() => return Err(vm.value_error("expected '}' before end of string")),
                _ => {}
            }
        };
        let name = Span { start, end: self.at - 1 };
        let mut field = Field {
            name,
            conversion: None,
            spec: Span { start: self.at, end: self.at },
            spec_has_fields: false,
        };
        if stop == '}' {
            return Ok(field);
        }
        if stop == '!' {
            let Some(conversion) = self.take() else {
                return Err(vm.value_error("end of string while looking for conversion specifier"));
            };
            field.conversion = Some(conversion);
            match self.take().and_then(char::from_u32) {
                Some('}') => return Ok(field),
                Some(':') => {}
                None if self.at >= self.end => return Err(vm.value_error("unmatched '{' in format spec")),
                _ => return Err(vm.value_error("expected ':' after conversion specifier")),
            }
        }
        let start = self.at;
        let mut open = 1;
        while let Some(c) = self.take() {
            if c == '{' as u32 {
                field.spec_has_fields = true;
                open += 1;
            } else if c == '}' as u32 {
                open -= 1;
                if open == 0 {
                    field.spec = Span { start, end: self.at - 1 };
                    return Ok(field);
                }
            }
        }
        Err(vm.value_error("unmatched '{' in format spec"))
    }
}

/// A field name's number; None if it is no number.
fn number(vm: &Vm, data: StrData<'_>, span: Span) -> PyResult<Option<usize>> {
    if span.start >= span.end {
        return Ok(None);
    }
    let mut n: u64 = 0;
    for i in span.start..span.end {
        let Some(digit) = unicode::decimal_value(data.at(i)) else { return Ok(None) };
        n = n * 10 + digit as u64;
        if n > i64::MAX as u64 / 16 {
            return Err(vm.value_error("Too many decimal digits in format string"));
        }
    }
    Ok(Some(n as usize))
}

/// One step behind the first part of a field name.
enum Step {
    Attribute(Span),
    Item(Span),
}

/// The first part of a field name, up to a `.` or `[`.
fn first_part(data: StrData<'_>, name: Span) -> Span {
    let mut end = name.start;
    while end < name.end && data.at(end) != '.' as u32 && data.at(end) != '[' as u32 {
        end += 1;
    }
    Span { start: name.start, end }
}

fn next_step(vm: &Vm, data: StrData<'_>, at: &mut usize, end: usize) -> PyResult<Option<Step>> {
    if *at >= end {
        return Ok(None);
    }
    let c = data.at(*at);
    *at += 1;
    let start = *at;
    let step = if c == '.' as u32 {
        while *at < end && data.at(*at) != '.' as u32 && data.at(*at) != '[' as u32 {
            *at += 1;
        }
        Step::Attribute(Span { start, end: *at })
    } else if c == '[' as u32 {
        while *at < end && data.at(*at) != ']' as u32 {
            *at += 1;
        }
        if *at >= end {
            return Err(vm.value_error("Missing ']' in format string"));
        }
        *at += 1;
        Step::Item(Span { start, end: *at - 1 })
    } else {
        return Err(vm.value_error("Only '.' or '[' may follow ']' in format field specifier"));
    };
    let (Step::Attribute(span) | Step::Item(span)) = step;
    if span.start == span.end {
        return Err(vm.value_error("Empty attribute in format string"));
    }
    Ok(Some(step))
}

struct Template<'a> {
    vm: &'a Vm,
    text: &'a Ref<Str>,
    source: Source<'a>,
}

impl Template<'_> {
    fn text_of(&self, span: Span) -> PyResult<Ref<Str>> {
        self.vm.substr(self.text, span.start, span.end)
    }

    fn expand(&mut self, span: Span, depth: u32, out: &mut StrBuilder) -> PyResult<()> {
        let vm = self.vm;
        if depth == 0 {
            return Err(vm.value_error("Max string recursion exceeded"));
        }
        let mut markup = Markup { vm, data: self.text.data(), at: span.start, end: span.end };
        while let Some((literal, field)) = markup.next()? {
            if self.text.is_ascii() && literal.start < literal.end {
                out.push_data_ascii(vm, &self.text.unit_bytes()[literal.start..literal.end])?;
            } else {
                out.push_data(vm, self.text.data().slice(literal.start, literal.end))?;
            }
            let Some(field) = field else { continue };
            let value = self.value(field.name)?;
            let value = self.converted(value, field.conversion)?;
            let spec = if field.spec_has_fields {
                let mut inner = vm.str_builder();
                self.expand(field.spec, depth - 1, &mut inner)?;
                inner.finish(vm)?
            } else {
                self.text_of(field.spec)?
            };
            if spec.is_empty() && value.shape() == Some(crate::shapes::STR) {
                if let Some(text) = value.get::<Str>() {
                    out.push(vm, text)?;
                    continue;
                }
            }
            let shown = vm.format(&value, &spec)?;
            out.push(vm, &shown)?;
        }
        Ok(())
    }

    fn converted(&self, value: Value, conversion: Option<u32>) -> PyResult {
        let vm = self.vm;
        match conversion.map(|c| (c, char::from_u32(c))) {
            None => Ok(value),
            Some((_, Some('r'))) => Ok(vm.repr(&value)?.into_value()),
            Some((_, Some('s'))) => Ok(vm.to_str(&value)?.into_value()),
            Some((_, Some('a'))) => Ok(vm.ascii(&value)?.into_value()),
            Some((_, Some(c @ '!'..='~'))) => {
                Err(vm.value_error(format_args!("Unknown conversion specifier {c}")))
            }
            Some((c, _)) => Err(vm.value_error(format_args!("Unknown conversion specifier \\x{c:x}"))),
        }
    }

    /// The value that a field names.
    fn value(&mut self, name: Span) -> PyResult {
        let (vm, data) = (self.vm, self.text.data());
        let first = first_part(data, name);
        let index = number(vm, data, first)?;
        let empty = first.start == first.end;
        let mut value = if empty || index.is_some() {
            self.positional(index, empty)?
        } else {
            let key = self.text_of(first)?.into_value();
            vm.getitem(self.source.keywords, &key)?
        };
        let mut at = first.end;
        while let Some(step) = next_step(vm, data, &mut at, name.end)? {
            value = match step {
                Step::Attribute(span) => vm.getattr(&value, &self.text_of(span)?)?,
                Step::Item(span) => {
                    let key = match number(vm, data, span)? {
                        Some(i) => vm.int(i as i64)?,
                        None => self.text_of(span)?.into_value(),
                    };
                    vm.getitem(&value, &key)?
                }
            };
        }
        Ok(value)
    }

    fn positional(&mut self, index: Option<usize>, automatic: bool) -> PyResult {
        let (vm, source) = (self.vm, &mut self.source);
        match (source.numbering, automatic) {
            (Numbering::Unknown, _) => {
                source.numbering = if automatic { Numbering::Automatic } else { Numbering::Manual };
            }
            (Numbering::Manual, true) => {
                return Err(vm.value_error(
                    "cannot switch from manual field specification to automatic field numbering",
                ));
            }
            (Numbering::Automatic, false) => {
                return Err(vm.value_error(
                    "cannot switch from automatic field numbering to manual field specification",
                ));
            }
            _ => {}
        }
        let index = match index {
            Some(index) if !automatic => index,
            _ => {
                source.next += 1;
                source.next - 1
            }
        };
        let Some(args) = source.args else {
            return Err(vm.value_error("Format string contains positional fields"));
        };
        match args.get(index) {
            Some(value) => Ok(value.clone()),
            None => Err(vm.index_error(format_args!(
                "Replacement index {index} out of range for positional args tuple"
            ))),
        }
    }
}

fn run(vm: &Vm, text: &Ref<Str>, args: Option<&[Value]>, keywords: &Value) -> PyResult {
    let source = Source { args, keywords, numbering: Numbering::Unknown, next: 0 };
    let mut template = Template { vm, text, source };
    let mut out = vm.str_builder();
    template.expand(Span { start: 0, end: text.len() }, MAX_DEPTH, &mut out)?;
    out.finish_value(vm)
}

pub(crate) fn format(vm: &Vm, args: &[Value]) -> PyResult {
    let text = self_of::<Str>(vm, args)?;
    let positional = args[1].get::<Tuple>().map(|t| t.items());
    run(vm, text, Some(positional.unwrap_or(&[])), &args[2])
}

pub(crate) fn format_map(vm: &Vm, args: &[Value]) -> PyResult {
    run(vm, self_of::<Str>(vm, args)?, None, &args[1])
}

/// `_string.formatter_parser`: a list of (literal, field name, specification, conversion).
pub fn parse_template(vm: &Vm, text: &Ref<Str>) -> PyResult {
    let mut list: HeapVec<Value> = HeapVec::new();
    let mut markup = Markup { vm, data: text.data(), at: 0, end: text.len() };
    while let Some((literal, field)) = markup.next()? {
        let literal = vm.substr(text, literal.start, literal.end)?.into_value();
        let row = match field {
            None => [literal, Value::NONE, Value::NONE, Value::NONE],
            Some(field) => [
                literal,
                vm.substr(text, field.name.start, field.name.end)?.into_value(),
                vm.substr(text, field.spec.start, field.spec.end)?.into_value(),
                match field.conversion {
                    Some(c) => vm.char_str(c)?.into_value(),
                    None => Value::NONE,
                },
            ],
        };
        let row = vm.tuple_of(row)?;
        vm.push(&mut list, row)?;
    }
    vm.list_from(list)
}

/// `_string.formatter_field_name_split`: the first part, and a list of (is attribute, name).
pub fn split_field_name(vm: &Vm, text: &Ref<Str>) -> PyResult {
    let data = text.data();
    let first = first_part(data, Span { start: 0, end: text.len() });
    let name = |span: Span| -> PyResult {
        match number(vm, data, span)? {
            Some(n) => vm.int(n as i64),
            None => Ok(vm.substr(text, span.start, span.end)?.into_value()),
        }
    };
    let mut rest: HeapVec<Value> = HeapVec::new();
    let mut at = first.end;
    while let Some(step) = next_step(vm, data, &mut at, text.len())? {
        let row = match step {
            Step::Attribute(span) => {
                vm.tuple_of([Value::TRUE, vm.substr(text, span.start, span.end)?.into_value()])?
            }
            Step::Item(span) => vm.tuple_of([Value::FALSE, name(span)?])?,
        };
        vm.push(&mut rest, row)?;
    }
    let rest = vm.list_from(rest)?;
    debug_assert!(rest.get::<List>().is_some());
    vm.tuple_of([name(first)?, rest])
}
