//! Proves that a code unit keeps within its bounds, so that the eval loop may fetch operands unchecked.
//!
//! `verify` checks every register, constant, name, site, jump target and handler, recursively. It says nothing about
//! what registers hold: that is `liveness`, a check of the code generator for tests and debug builds.
//!
//! # Invariants
//! - V1: every jump, handler and fall-through leads to the beginning of an instruction.
//! - V2: every register operand, and the last of every run, is below `nregs`; CheckLocal and the like name locals.
//! - V3: every index is within its table.

use crate::code::{CodeUnit, Const};
use crate::opcode::{Extra, Op, Operand};

/// A decoded instruction.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Instruction {
    pub op: Op,
    /// Its first word (the EXT if it has one) and the word after it.
    pub start: u32,
    pub end: u32,
    pub a: u32,
    pub b: u32,
    pub c: u32,
    pub bx: u32,
    pub x: u32,
}

impl Instruction {
    /// Where its jump leads.
    pub fn target(&self) -> Option<u32> {
        (self.op.row().x == Extra::Jump).then(|| self.end.wrapping_add(self.x))
    }

    /// Whether the next instruction is never reached from it.
    pub fn is_end(&self) -> bool {
        matches!(
            self.op,
            Op::Jump | Op::JumpBack | Op::Delegate | Op::Return | Op::ReturnNone | Op::Raise | Op::Reraise
        )
    }
}

/// Decodes the words of a unit.
pub(crate) fn decode(words: &[u32]) -> Result<Vec<Instruction>, String> {
    let mut list = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let start = at as u32;
        let mut word = words[at];
        let mut high = 0;
        let mut op = Op::of(word).ok_or_else(|| format!("unknown operation at {at}"))?;
        if op == Op::Ext {
            high = word;
            at += 1;
            word = *words.get(at).ok_or("EXT at the end")?;
            op = Op::of(word).filter(|&op| op != Op::Ext).ok_or_else(|| format!("bad EXT at {start}"))?;
        }
        at += 1;
        let mut x = 0;
        if op.row().x != Extra::None {
            x = *words.get(at).ok_or_else(|| format!("{op:?} without its extra word"))?;
            at += 1;
        }
        let wide = |shift: u32| (word >> shift & 0xff) | (high >> shift & 0xff) << 8;
        list.push(Instruction {
            op,
            start,
            end: at as u32,
            a: wide(8),
            b: wide(16),
            c: wide(24),
            bx: word >> 16,
            x,
        });
    }
    Ok(list)
}

/// How many registers a run operand covers, by the other operands.
pub(crate) fn run_length(i: &Instruction, operand: usize) -> u32 {
    match (i.op, operand) {
        (Op::Unpack, 0) => i.c,
        (Op::UnpackEx, 0) => i.c.saturating_add(i.x).saturating_add(1),
        (Op::BuildTuple | Op::BuildList | Op::BuildSet | Op::BuildString, 1) => i.c,
        (Op::BuildMap, 1) => i.c.saturating_mul(2),
        (Op::BuildSlice, 1) => 3,
        (Op::GetSlice, 2) | (Op::SetSlice, 1) => 2,
        (Op::GetSliceStep, 2) => 3,
        (Op::LoadMethod | Op::LoadSpecialMethod | Op::LoadSuperMethod, 0) => 2,
        (Op::LoadSuperAttr | Op::LoadSuperMethod, 1) => 3,
        (Op::Call | Op::CallKw, 0) => i.b.saturating_add(1),
        (Op::CallMethod | Op::CallMethodKw, 0) => i.b.saturating_add(2),
        (Op::CallEx, 0) => 3,
        (Op::MakeFunction, 1) => (i.c & 15).count_ones(),
        (Op::ImportName, 1) => 2,
        (Op::PushExc | Op::PopExc | Op::Reraise | Op::EndAsyncFor | Op::CheckEgMatch, 0) => 2,
        (Op::ExcInfo, 0) => 3,
        (Op::MatchClass, 2) => 3,
        (Op::BuildTemplate, 1) => 2,
        (Op::BuildInterpolation, 1) => 2 + (i.c >> 2 & 1),
        (Op::Intrinsic, 1) => intrinsic_arguments(i.c).unwrap_or(0),
        _ => 1,
    }
}

fn intrinsic_arguments(number: u32) -> Option<u32> {
    use crate::opcode::Intrinsic as I;
    Some(match number {
        n if n == I::TypeVar as u32 || n == I::TypeVarTuple as u32 || n == I::ParamSpec as u32 => 1,
        n if n == I::TypeVarWithBound as u32 || n == I::TypeVarWithConstraints as u32 => 2,
        n if n == I::SetTypeParamDefault as u32 || n == I::SetFunctionTypeParams as u32 => 2,
        n if n == I::SubscriptGeneric as u32 => 1,
        n if n == I::TypeAlias as u32 => 3,
        _ => return None,
    })
}

/// Checks a unit and the units in it.
pub fn verify(unit: &CodeUnit) -> Result<(), String> {
    let mut queue = vec![unit];
    while let Some(unit) = queue.pop() {
        one(unit).map_err(|error| format!("{}: {error}", unit.qualname))?;
        collect(&unit.consts, &mut queue);
    }
    Ok(())
}

fn collect<'a>(consts: &'a [Const], queue: &mut Vec<&'a CodeUnit>) {
    for constant in consts {
        match constant {
            Const::Code(inner) => queue.push(inner),
            Const::Tuple(items) | Const::FrozenSet(items) => collect(items, queue),
            _ => {}
        }
    }
}

fn one(unit: &CodeUnit) -> Result<(), String> {
    let list = decode(&unit.words)?;
    if unit.nlocals > unit.nregs || unit.nregs > 0xffff {
        return Err("register counts".to_string());
    }
    let flag = |bit: u32| u32::from(unit.flags & bit != 0);
    let params = unit.arg_count as u64
        + unit.kwonly_count as u64
        + u64::from(flag(crate::code::flags::VARARGS))
        + u64::from(flag(crate::code::flags::VARKEYWORDS));
    if params > u64::from(unit.nlocals) || unit.posonly_count > unit.arg_count {
        return Err("parameter counts".to_string());
    }
    if unit.varnames.len() != unit.nlocals as usize {
        return Err("names of locals".to_string());
    }
    if unit.cell_registers.iter().any(|&cell| u32::from(cell) >= unit.nlocals) {
        return Err("cell register".to_string());
    }
    if unit.sites.iter().chain(&unit.self_attributes).any(|&name| name as usize >= unit.names.len()) {
        return Err("site's name".to_string());
    }
    let mut starts = vec![false; unit.words.len() + 1];
    for i in &list {
        starts[i.start as usize] = true;
    }
    if !list.last().is_some_and(Instruction::is_end) {
        return Err("falls off the end".to_string());
    }
    let begins = |word: u32| starts.get(word as usize).copied().unwrap_or(false);
    for i in &list {
        instruction(unit, i).map_err(|error| format!("{:?} at {}: {error}", i.op, i.start))?;
        if let Some(target) = i.target()
            && !begins(target)
        {
            return Err(format!("{:?} at {} jumps to {target}", i.op, i.start));
        }
    }
    for handler in &unit.handlers {
        let end_fits = begins(handler.end) || handler.end as usize == unit.words.len();
        if !begins(handler.start) || !end_fits || handler.start >= handler.end || !begins(handler.target) {
            return Err(format!("handler {}..{}", handler.start, handler.end));
        }
        if u32::from(handler.release_from) < unit.nlocals || u32::from(handler.release_from) > unit.nregs {
            return Err(format!("handler releases from {}", handler.release_from));
        }
        if Op::of(unit.words[handler.target as usize]).is_some_and(|op| op != Op::PushExc && op != Op::Ext) {
            return Err(format!("handler at {} does not begin with PushExc", handler.target));
        }
    }
    Ok(())
}

fn instruction(unit: &CodeUnit, i: &Instruction) -> Result<(), String> {
    let row = i.op.row();
    for (operand, (kind, value)) in [(row.a, i.a), (row.b, i.b), (row.c, i.c)].into_iter().enumerate() {
        let fits = match kind {
            Operand::No | Operand::Num | Operand::Int | Operand::Int16 => true,
            // A bare `raise` reads no register, and its unit may have none.
            Operand::Src if i.op == Op::Raise && operand > i.a as usize => true,
            Operand::Dst | Operand::Src | Operand::Keep => value < unit.nregs,
            Operand::Run => value.saturating_add(run_length(i, operand)) <= unit.nregs,
            Operand::Const => (i.bx as usize) < unit.consts.len(),
            Operand::Name => (i.bx as usize) < unit.names.len(),
            Operand::Free => (i.bx as usize) < unit.freevars.len(),
        };
        if !fits {
            return Err(format!("operand {operand} is {value}"));
        }
    }
    let fits = match row.x {
        Extra::None | Extra::Num | Extra::Jump => true,
        Extra::Site => (i.x as usize) < unit.sites.len(),
        Extra::Const => (i.x as usize) < unit.consts.len(),
        Extra::Name => (i.x as usize) < unit.names.len(),
        Extra::Free => (i.x as usize) < unit.freevars.len(),
    };
    if !fits {
        return Err(format!("extra operand is {}", i.x));
    }
    let special = match i.op {
        Op::CheckLocal | Op::DelLocal | Op::MakeCell | Op::StoreDeref | Op::DelDeref => i.a < unit.nlocals,
        Op::LoadDeref => i.b < unit.nlocals,
        Op::LoadFromMappingOrFree => (i.c as usize) < unit.freevars.len(),
        Op::LoadSpecial => i.b < 6,
        Op::LoadSpecialMethod => i.c < 4,
        Op::Intrinsic => intrinsic_arguments(i.c).is_some(),
        Op::MakeFunction => i.c < 16 && matches!(unit.consts.get(i.x as usize), Some(Const::Code(_))),
        Op::CallKw | Op::CallMethodKw => match unit.consts.get(i.x as usize) {
            Some(Const::Tuple(names)) => {
                names.len() <= i.b as usize && names.iter().all(|name| matches!(name, Const::Str(_)))
            }
            _ => false,
        },
        Op::Raise => i.a < 3,
        Op::FormatValue | Op::Convert => i.c < 4,
        Op::BuildInterpolation => i.c < 8,
        _ => true,
    };
    if special { Ok(()) } else { Err("operands do not fit together".to_string()) }
}
