//! Code units as text: a line an instruction, nested code after it.

use std::fmt::Write;

use crate::code::{CodeUnit, Const};
use crate::opcode::{Extra, Op, Operand};

/// A unit and all units in it, readable.
pub fn disassemble(unit: &CodeUnit) -> String {
    let mut out = String::new();
    let mut queue = vec![unit];
    while let Some(unit) = queue.pop() {
        one(unit, &mut out);
        for constant in unit.consts.iter().rev() {
            if let Const::Code(inner) = constant {
                queue.push(inner);
            }
        }
        if !queue.is_empty() {
            out.push('\n');
        }
    }
    out
}

fn one(unit: &CodeUnit, out: &mut String) {
    let _ = write!(out, "{} ({}:{})", unit.qualname, unit.filename, unit.first_line);
    let _ = write!(out, " args {}", unit.arg_count);
    if unit.kwonly_count > 0 {
        let _ = write!(out, "+{}", unit.kwonly_count);
    }
    let _ = write!(out, " locals {} registers {}", unit.nlocals, unit.nregs);
    for (label, names) in [("locals", &unit.varnames), ("free", &unit.freevars)] {
        if !names.is_empty() {
            let _ = write!(out, "\n  {label}: {}", names.join(", "));
        }
    }
    if !unit.cell_registers.is_empty() {
        let cells: Vec<String> = unit.cell_registers.iter().map(|&r| register(unit, u32::from(r))).collect();
        let _ = write!(out, "\n  cells: {}", cells.join(", "));
    }
    out.push('\n');
    let mut at = 0;
    let mut high = 0;
    let mut last_line = 0;
    let mut positions = unit.positions.iter().peekable();
    let mut line = 0;
    while at < unit.words.len() {
        let word = unit.words[at];
        let Some(op) = Op::of(word) else {
            let _ = writeln!(out, "{at:5}  ? {word:#010x}");
            at += 1;
            continue;
        };
        while let Some(position) = positions.next_if(|position| position.word as usize <= at) {
            line = position.line;
        }
        let start = at;
        at += 1;
        if op == Op::Ext {
            high = word;
            continue;
        }
        let _ = match line {
            0 => write!(out, "   -"),
            line if line == last_line => write!(out, "    "),
            line => write!(out, "{line:4}"),
        };
        last_line = line;
        let _ = write!(out, " {:4}  {:<18} ", if high != 0 { start - 1 } else { start }, op.row().name);
        let row = op.row();
        let wide = |shift: u32| (word >> shift & 0xff) | (high >> shift & 0xff) << 8;
        let mut parts = Vec::new();
        let bx = word >> 16;
        for (kind, shift) in [(row.a, 8), (row.b, 16), (row.c, 24)] {
            let value = wide(shift);
            match kind {
                Operand::No => {}
                Operand::Dst | Operand::Src | Operand::Keep | Operand::Run => {
                    parts.push(register(unit, value))
                }
                Operand::Num => parts.push(number(op, value)),
                Operand::Int => {
                    let small =
                        if high != 0 { i32::from(value as u16 as i16) } else { i32::from(value as u8 as i8) };
                    parts.push(small.to_string());
                }
                Operand::Const => parts.push(constant(unit, bx)),
                Operand::Name => parts.push(text(unit.names.get(bx as usize))),
                Operand::Int16 => parts.push((bx as u16 as i16).to_string()),
                Operand::Free => parts.push(text(unit.freevars.get(bx as usize))),
            }
        }
        if row.x != Extra::None {
            let x = unit.words.get(at).copied().unwrap_or(0);
            at += 1;
            parts.push(match row.x {
                Extra::Jump => format!("-> {}", (at as u32).wrapping_add(x)),
                Extra::Site => {
                    text(unit.sites.get(x as usize).and_then(|&name| unit.names.get(name as usize)))
                }
                Extra::Const => constant(unit, x),
                Extra::Name => text(unit.names.get(x as usize)),
                Extra::Free => text(unit.freevars.get(x as usize)),
                Extra::Num | Extra::None => x.to_string(),
            });
        }
        let _ = writeln!(out, "{}", parts.join(", "));
        high = 0;
    }
    for handler in &unit.handlers {
        let _ = writeln!(
            out,
            "  handler {}..{} -> {} release from {}",
            handler.start,
            handler.end,
            handler.target,
            register(unit, u32::from(handler.release_from))
        );
    }
}

fn text(name: Option<&String>) -> String {
    name.map_or("?".to_string(), Clone::clone)
}

fn register(unit: &CodeUnit, register: u32) -> String {
    match unit.varnames.get(register as usize) {
        Some(name) => name.clone(),
        None => format!("t{}", register.wrapping_sub(unit.nlocals)),
    }
}

fn number(op: Op, value: u32) -> String {
    if op == Op::LoadSpecial {
        const SPECIAL: [&str; 6] = ["None", "False", "True", "blank", "NotImplemented", "Ellipsis"];
        return SPECIAL.get(value as usize).map_or(value.to_string(), |name| name.to_string());
    }
    if op.row().x == Extra::Jump && op.row().a == Operand::Num {
        return if value == 0 { "false" } else { "true" }.to_string();
    }
    value.to_string()
}

fn constant(unit: &CodeUnit, index: u32) -> String {
    unit.consts.get(index as usize).map_or("?".to_string(), show)
}

fn show(value: &Const) -> String {
    match value {
        Const::None => "None".to_string(),
        Const::True => "True".to_string(),
        Const::False => "False".to_string(),
        Const::Ellipsis => "...".to_string(),
        Const::Int(i) => i.to_string(),
        Const::BigInt { .. } => crate::literal::big(value).map_or("?".to_string(), |big| big.to_string()),
        Const::Float(f) => format!("{f:?}"),
        Const::Complex(re, im) => format!("({re:?}+{im:?}j)"),
        Const::Str(bytes) => format!("{:?}", String::from_utf8_lossy(bytes)),
        Const::Bytes(bytes) => format!("b{:?}", String::from_utf8_lossy(bytes)),
        Const::Tuple(items) => format!("({})", items.iter().map(show).collect::<Vec<_>>().join(", ")),
        Const::FrozenSet(items) => {
            format!("frozenset({})", items.iter().map(show).collect::<Vec<_>>().join(", "))
        }
        Const::Code(unit) => format!("<code {}>", unit.qualname),
    }
}
