//! f-strings and t-strings.

use ruff_python_ast::{self as ast, ConversionFlag, FStringPart, InterpolatedStringElement};

use super::Codegen;
use super::unit::Reg;
use crate::code::Const;
use crate::error::Result;
use crate::literal;
use crate::opcode::Op;

/// Parts that are joined at once; longer strings are joined in steps.
const MAX_PARTS: u32 = 200;

/// A piece of an f-string.
enum Piece<'a> {
    Text(Vec<u8>),
    Value(&'a ast::InterpolatedElement),
}

fn conversion(flag: ConversionFlag) -> u32 {
    match flag {
        ConversionFlag::None => 0,
        ConversionFlag::Str => 1,
        ConversionFlag::Repr => 2,
        ConversionFlag::Ascii => 3,
    }
}

/// Appends text to the pieces, joining it with text before.
fn push_text<'a>(pieces: &mut Vec<Piece<'a>>, add: impl FnOnce(&mut Vec<u8>)) {
    if !matches!(pieces.last(), Some(Piece::Text(_))) {
        pieces.push(Piece::Text(Vec::new()));
    }
    if let Some(Piece::Text(text)) = pieces.last_mut() {
        add(text);
    }
}

impl<'a> Codegen<'a> {
    pub(super) fn fstring(&mut self, e: &'a ast::ExprFString, dst: Reg) -> Result<()> {
        let mut pieces = Vec::new();
        for part in &e.value {
            match part {
                FStringPart::Literal(text) => {
                    push_text(&mut pieces, |out| literal::string_part(self.settings.source, text, out));
                }
                FStringPart::FString(f) => self.pieces(&f.elements, f.flags.prefix().is_raw(), &mut pieces),
            }
        }
        self.join(pieces, e.range, dst)
    }

    fn pieces(
        &self,
        elements: &'a ast::InterpolatedStringElements,
        is_raw: bool,
        pieces: &mut Vec<Piece<'a>>,
    ) {
        for element in elements {
            match element {
                InterpolatedStringElement::Literal(text) => {
                    push_text(pieces, |out| literal::middle(self.settings.source, text, is_raw, out));
                }
                InterpolatedStringElement::Interpolation(value) => {
                    if let Some(debug) = &value.debug_text {
                        push_text(pieces, |out| out.extend_from_slice(debug.as_str().as_bytes()));
                    }
                    pieces.push(Piece::Value(value));
                }
            }
        }
    }

    /// Formats the pieces and joins them.
    fn join(&mut self, mut pieces: Vec<Piece<'a>>, range: ruff_text_size::TextRange, dst: Reg) -> Result<()> {
        pieces.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
        match &mut *pieces {
            [] => {
                self.at(range);
                self.load_const(dst, Const::Str(Box::default()));
                return Ok(());
            }
            [Piece::Text(text)] => {
                self.at(range);
                let text = std::mem::take(text);
                self.load_const(dst, Const::Str(text.into()));
                return Ok(());
            }
            [Piece::Value(value)] => return self.formatted(value, dst),
            _ => {}
        }
        let base = self.u.top;
        for piece in pieces {
            if self.u.top - base == MAX_PARTS {
                self.at(range);
                self.u.emit(Op::BuildString, base, base, MAX_PARTS);
                self.u.top = base + 1;
            }
            let register = self.u.temp();
            match piece {
                Piece::Text(text) => {
                    self.at(range);
                    self.load_const(register, Const::Str(text.into()));
                }
                Piece::Value(value) => self.formatted(value, register)?,
            }
        }
        let count = self.u.top - base;
        self.at(range);
        self.u.emit(Op::BuildString, dst, base, count);
        self.u.top = base;
        Ok(())
    }

    /// `{x=}` without conversion or format shows the repr.
    fn conversion_of(value: &ast::InterpolatedElement) -> u32 {
        if value.debug_text.is_some()
            && value.conversion == ConversionFlag::None
            && value.format_spec.is_none()
        {
            return 2;
        }
        conversion(value.conversion)
    }

    fn formatted(&mut self, value: &'a ast::InterpolatedElement, dst: Reg) -> Result<()> {
        self.deeper(value.range)?;
        let top = self.u.top;
        let later = value.format_spec.as_ref().map(|spec| spec.range);
        let mut operand = self.operand(&value.expression, later)?;
        let flag = Self::conversion_of(value);
        self.at(value.range);
        match &value.format_spec {
            None => self.u.emit(Op::FormatValue, dst, operand, flag),
            Some(spec) => {
                if flag != 0 {
                    let converted = self.u.temp();
                    self.u.emit(Op::Convert, converted, operand, flag);
                    operand = converted;
                }
                let mut pieces = Vec::new();
                self.pieces(&spec.elements, false, &mut pieces);
                let text = self.u.temp();
                self.join(pieces, spec.range, text)?;
                self.at(value.range);
                self.u.emit(Op::FormatSpec, dst, operand, text);
            }
        }
        self.u.top = top;
        self.shallower();
        Ok(())
    }

    pub(super) fn tstring(&mut self, e: &'a ast::ExprTString, dst: Reg) -> Result<()> {
        let mut pieces = Vec::new();
        for part in &e.value {
            self.pieces(&part.elements, part.flags.prefix().is_raw(), &mut pieces);
        }
        let mut strings = Vec::new();
        let mut text = Vec::new();
        let base = self.u.temps(2);
        let interpolations = base + 1;
        let first = self.u.top;
        let mut count = 0;
        for piece in pieces {
            match piece {
                Piece::Text(more) => text.extend(more),
                Piece::Value(value) => {
                    strings.push(Const::Str(std::mem::take(&mut text).into()));
                    let register = self.u.temp();
                    self.interpolation(value, register)?;
                    count += 1;
                }
            }
        }
        strings.push(Const::Str(text.into()));
        self.at(e.range);
        self.u.emit(Op::BuildTuple, interpolations, first, count);
        self.u.top = first;
        self.load_const(base, Const::Tuple(strings));
        self.u.emit(Op::BuildTemplate, dst, base, 0);
        self.u.top = base;
        Ok(())
    }

    fn interpolation(&mut self, value: &'a ast::InterpolatedElement, dst: Reg) -> Result<()> {
        self.deeper(value.range)?;
        let top = self.u.top;
        let base = self.temp_operand(&value.expression)?;
        let text = self.u.temp();
        let range = ruff_text_size::Ranged::range(&*value.expression);
        let source = match &value.debug_text {
            Some(debug) => debug.expression(),
            None => {
                self.settings.source.get(usize::from(range.start())..usize::from(range.end())).unwrap_or("")
            }
        };
        self.at(value.range);
        self.load_const(text, Self::text_const(source));
        let mut flag = Self::conversion_of(value);
        if let Some(spec) = &value.format_spec {
            let mut pieces = Vec::new();
            self.pieces(&spec.elements, false, &mut pieces);
            let register = self.u.temp();
            self.join(pieces, spec.range, register)?;
            flag |= 4;
        }
        self.at(value.range);
        self.u.emit(Op::BuildInterpolation, dst, base, flag);
        self.u.top = top;
        self.shallower();
        Ok(())
    }
}
