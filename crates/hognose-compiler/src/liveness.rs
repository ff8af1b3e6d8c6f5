//! Checks that temporaries are used as O1 and O3 say: read only when live, dead at every return and where ways meet.
//!
//! An abstract run over each unit: every temporary is Dead, Live or, where ways that differ meet, Both. It is for tests
//! of the code generator: the eval loop does not depend on it.

use crate::code::{CodeUnit, Const};
use crate::opcode::{Op, Operand};
use crate::verify::{Instruction, decode, run_length};

const DEAD: u8 = 1;
const LIVE: u8 = 2;

/// Checks a unit and the units in it.
pub fn check_liveness(unit: &CodeUnit) -> Result<(), String> {
    let mut queue = vec![unit];
    while let Some(unit) = queue.pop() {
        one(unit).map_err(|error| format!("{}: {error}", unit.qualname))?;
        for constant in &unit.consts {
            if let Const::Code(inner) = constant {
                queue.push(inner);
            }
        }
    }
    Ok(())
}

struct Machine<'a> {
    unit: &'a CodeUnit,
    temps: Vec<u8>,
}

impl Machine<'_> {
    fn slot(&mut self, register: u32) -> Option<&mut u8> {
        let at = register.checked_sub(self.unit.nlocals)?;
        self.temps.get_mut(at as usize)
    }

    fn name(&self, register: u32) -> String {
        format!("t{}", register - self.unit.nlocals)
    }

    fn keep(&mut self, register: u32) -> Result<(), String> {
        match self.slot(register) {
            Some(&mut LIVE) | None => Ok(()),
            Some(state) => {
                let state = *state;
                Err(format!(
                    "{} is read while {}",
                    self.name(register),
                    if state == DEAD { "dead" } else { "unsure" }
                ))
            }
        }
    }

    fn take(&mut self, register: u32) -> Result<(), String> {
        self.keep(register)?;
        self.kill(register);
        Ok(())
    }

    fn kill(&mut self, register: u32) {
        if let Some(state) = self.slot(register) {
            *state = DEAD;
        }
    }

    fn give(&mut self, register: u32) -> Result<(), String> {
        match self.slot(register) {
            Some(state) if *state != DEAD => {
                Err(format!("{} is overwritten while live", self.name(register)))
            }
            Some(state) => {
                *state = LIVE;
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// The effect of an instruction when it does not jump.
    fn step(&mut self, i: &Instruction) -> Result<(), String> {
        let row = i.op.row();
        match i.op {
            Op::Ext | Op::Nop => return Ok(()),
            Op::Release => {
                self.kill(i.a);
                return Ok(());
            }
            Op::LoadSpecial if i.b == 3 => {
                return self.give(i.a);
            }
            Op::PushExc | Op::Call | Op::CallKw | Op::CallMethod | Op::CallMethodKw | Op::CallEx => {}
            Op::PopExc | Op::Reraise | Op::EndAsyncFor => {
                self.take(i.a)?;
                return self.take(i.a + 1);
            }
            Op::Raise => {
                for (register, needed) in [(i.b, i.a >= 1), (i.c, i.a == 2)] {
                    if needed {
                        self.take(register)?;
                    }
                }
                return Ok(());
            }
            Op::Delegate => {
                self.take(i.c)?;
                self.take(i.b)?;
                return self.give(i.a);
            }
            Op::JumpIfKeep => return self.take(i.b),
            Op::ForIter => return self.keep(i.b).and_then(|()| self.give(i.a)),
            Op::ForNext => return self.take(i.b),
            // A handler's clean-up puts the new exception over the old one (O2 releases that).
            Op::Move => {
                self.take(i.b)?;
                self.kill(i.a);
                return self.give(i.a);
            }
            _ => {}
        }
        let operands = [(row.a, i.a), (row.b, i.b), (row.c, i.c)];
        // First what is read, then what is written.
        for (n, &(kind, register)) in operands.iter().enumerate() {
            match kind {
                Operand::Src => self.take(register)?,
                Operand::Keep if i.op != Op::Copy || register >= self.unit.nlocals => self.keep(register)?,
                Operand::Run if !Self::is_written(i.op, n) => {
                    for at in register..register + run_length(i, n) {
                        self.take(at)?;
                    }
                }
                _ => {}
            }
        }
        for (n, &(kind, register)) in operands.iter().enumerate() {
            match kind {
                Operand::Dst => self.give(register)?,
                Operand::Run if Self::is_written(i.op, n) => {
                    for at in register..register + run_length(i, n) {
                        self.give(at)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn is_written(op: Op, operand: usize) -> bool {
        operand == 0
            && matches!(
                op,
                Op::Unpack
                    | Op::UnpackEx
                    | Op::LoadMethod
                    | Op::LoadSpecialMethod
                    | Op::LoadSuperMethod
                    | Op::PushExc
                    | Op::CheckEgMatch
                    | Op::ExcInfo
            )
    }

    /// The effect on the way of the jump.
    fn step_jump(&mut self, i: &Instruction) -> Result<(), String> {
        match i.op {
            Op::JumpIfKeep => self.keep(i.b),
            Op::ForIter => self.take(i.b),
            Op::ForNext => self.keep(i.b).and_then(|()| self.give(i.a)),
            _ => self.step(i),
        }
    }
}

fn one(unit: &CodeUnit) -> Result<(), String> {
    let list = decode(&unit.words)?;
    let count = (unit.nregs - unit.nlocals) as usize;
    let index: std::collections::HashMap<u32, usize> =
        list.iter().enumerate().map(|(n, i)| (i.start, n)).collect();
    let mut states: Vec<Option<Vec<u8>>> = vec![None; list.len()];
    let mut work = vec![0usize];
    states[0] = Some(vec![DEAD; count]);
    let merge =
        |states: &mut Vec<Option<Vec<u8>>>, work: &mut Vec<usize>, to: usize, new: &[u8]| match &mut states
            [to]
        {
            Some(old) => {
                let mut changed = false;
                for (old, new) in old.iter_mut().zip(new) {
                    changed |= *old | new != *old;
                    *old |= new;
                }
                if changed {
                    work.push(to);
                }
            }
            none => {
                *none = Some(new.to_vec());
                work.push(to);
            }
        };
    while let Some(at) = work.pop() {
        let Some(state) = states[at].clone() else { continue };
        let i = list[at];
        let fail = |error: String| format!("{:?} at {}: {error}", i.op, i.start);
        // An exception may come before the instruction has done anything or, operands consumed, before its result is
        // written. The handler finds dead what is above its mark; below it nothing may be unsure.
        for handler in unit.handlers.iter().filter(|h| h.start <= i.start && i.start < h.end).take(1) {
            let from = (u32::from(handler.release_from) - unit.nlocals) as usize;
            let mut at_handler = state.clone();
            at_handler[from..].fill(DEAD);
            let mut machine = Machine { unit, temps: state.clone() };
            // What the instruction consumes below the mark may or may not be gone.
            if machine.step(&i).is_ok() {
                for (state, after) in at_handler.iter_mut().zip(&machine.temps).take(from) {
                    *state |= *after & DEAD;
                }
            }
            merge(&mut states, &mut work, index[&handler.target], &at_handler);
        }
        if i.op != Op::Delegate {
            let mut machine = Machine { unit, temps: state.clone() };
            machine.step(&i).map_err(fail)?;
            let is_return = matches!(i.op, Op::Return | Op::ReturnNone);
            if is_return && let Some(n) = machine.temps.iter().position(|&t| t != DEAD) {
                return Err(fail(format!("t{n} is live at the end")));
            }
            if !i.is_end() {
                merge(&mut states, &mut work, at + 1, &machine.temps);
            }
        }
        if let Some(target) = i.target() {
            let mut machine = Machine { unit, temps: state };
            machine.step_jump(&i).map_err(fail)?;
            merge(&mut states, &mut work, index[&target], &machine.temps);
        }
    }
    Ok(())
}
