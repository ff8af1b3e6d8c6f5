//! Names: loading, storing, deleting; constants.

use ruff_text_size::TextRange;

use super::Codegen;
use super::unit::Reg;
use crate::code::Const;
use crate::error::Result;
use crate::opcode::Op;
use crate::scope::{CLASS_CELL, Kind, NameId, Place, ScopeId};

/// How a name is reached from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    Local(Reg),
    Cell(Reg),
    Free(u32),
    Global,
    /// In the frame's locals mapping, then globals.
    Name,
    /// As `Name`, but then a free variable (class bodies).
    NameOrFree(u32),
    /// In the class's namespace (a free variable), then a free variable.
    ViewOrFree(u32),
    /// In the class's namespace, then global.
    ViewOrGlobal,
}

impl<'a> super::Codegen<'a> {
    pub(super) fn access(&self, id: NameId) -> Access {
        let place = self.scopes.symbol(self.scope, id).map(|symbol| (symbol.place, symbol.register));
        let scope = self.scopes.get(self.scope);
        let unit_kind = self.scopes.get(self.u.scope).kind;
        let in_comprehension = scope.kind == Kind::Comprehension;
        match place {
            Some((Place::Local, register)) => Access::Local(register),
            Some((Place::Cell, register)) => Access::Cell(register),
            Some((Place::Enclosing(home), _)) => self.enclosing(home, id),
            Some((Place::Free, _)) => {
                let index = self.u.free_index.get(&id).copied().unwrap_or(0);
                if unit_kind == Kind::Class && !in_comprehension {
                    Access::NameOrFree(index)
                } else if scope.sees_class && !self.names.text(id).starts_with('.') && !self.is_view(id) {
                    Access::ViewOrFree(index)
                } else {
                    Access::Free(index)
                }
            }
            Some((Place::GlobalExplicit, _)) => Access::Global,
            Some((Place::Namespace, _)) => Access::Name,
            Some((Place::GlobalImplicit, _)) | None => match unit_kind {
                Kind::Module => Access::Name,
                Kind::Class if !in_comprehension => Access::Name,
                _ if scope.sees_class && self.u.free_index.contains_key(&self.view_id()) => {
                    Access::ViewOrGlobal
                }
                _ => Access::Global,
            },
        }
    }

    /// The name by which a scope's unit has the cell of a free variable: a class has its own under another name.
    fn cell_name(&self, scope: ScopeId, id: NameId) -> NameId {
        let of_class = self.scopes.get(scope).kind == Kind::Class;
        if of_class && self.names.text(id) == "__class__" { self.names.known(CLASS_CELL) } else { id }
    }

    fn enclosing(&self, home: ScopeId, id: NameId) -> Access {
        let id = self.cell_name(home, id);
        match self.scopes.symbol(home, id).map(|symbol| (symbol.place, symbol.register)) {
            Some((Place::Local, register)) => Access::Local(register),
            Some((Place::Cell, register)) => Access::Cell(register),
            _ => Access::Global,
        }
    }

    fn view_id(&self) -> NameId {
        self.names.known("__classdict__")
    }

    fn is_view(&self, id: NameId) -> bool {
        matches!(self.names.text(id), "__classdict__" | "__conditional_annotations__" | "__class__")
    }

    /// Makes sure that a local is bound before it is read.
    pub(super) fn check_local(&mut self, register: Reg, range: TextRange) {
        if self.u.reachable && !self.u.bound.has(register) {
            self.at(range);
            self.u.emit(Op::CheckLocal, register, 0, 0);
            self.u.bound.set(register);
        }
    }

    pub(super) fn load_name(&mut self, text: &'a str, range: TextRange, dst: Reg) {
        let id = self.name_id(text);
        self.load_id(id, range, dst);
    }

    pub(super) fn load_id(&mut self, id: NameId, range: TextRange, dst: Reg) {
        let access = self.access(id);
        if let Access::Local(register) = access {
            self.check_local(register, range);
        }
        self.at(range);
        match access {
            Access::Local(register) => self.u.emit(Op::Move, dst, register, 0),
            Access::Cell(register) => self.u.emit(Op::LoadDeref, dst, register, 0),
            Access::Free(index) => self.u.emit_bx(Op::LoadFree, dst, index as u16),
            Access::Global => {
                let site = self.u.global_site(Op::LoadGlobal, id);
                self.u.emit_x(Op::LoadGlobal, dst, 0, 0, site);
            }
            Access::Name => {
                let site = self.u.global_site(Op::LoadName, id);
                self.u.emit_x(Op::LoadName, dst, 0, 0, site);
            }
            Access::NameOrFree(index) => {
                let name = self.u.name(id);
                let mapping = self.u.temp();
                self.u.emit(Op::LoadLocals, mapping, 0, 0);
                self.u.emit_x(Op::LoadFromMappingOrFree, dst, mapping, index, name);
                self.u.top = mapping;
            }
            Access::ViewOrFree(_) | Access::ViewOrGlobal => {
                let name = self.u.name(id);
                let mapping = self.u.temp();
                let view = self.view_id();
                match self.access(view) {
                    Access::Cell(register) => self.u.emit(Op::LoadDeref, mapping, register, 0),
                    _ => {
                        let index = self.u.free_index.get(&view).copied().unwrap_or(0);
                        self.u.emit_bx(Op::LoadFree, mapping, index as u16);
                    }
                }
                if let Access::ViewOrFree(index) = access {
                    self.u.emit_x(Op::LoadFromMappingOrFree, dst, mapping, index, name);
                } else {
                    self.u.emit_x(Op::LoadFromMappingOrGlobal, dst, mapping, 0, name);
                }
                self.u.top = mapping;
            }
        }
    }

    /// Stores a register (consumed if a temporary) under a name.
    pub(super) fn store_name(&mut self, text: &'a str, src: Reg) {
        let id = self.name_id(text);
        self.store_id(id, src);
    }

    pub(super) fn store_id(&mut self, id: NameId, src: Reg) {
        match self.access(id) {
            Access::Local(register) => {
                if register != src {
                    self.u.emit(Op::Move, register, src, 0);
                }
                self.u.bound.set(register);
            }
            Access::Cell(register) => self.u.emit(Op::StoreDeref, register, src, 0),
            Access::Free(index) | Access::NameOrFree(index) | Access::ViewOrFree(index) => {
                self.u.emit_x(Op::StoreFree, 0, src, 0, index);
            }
            Access::Global | Access::ViewOrGlobal => {
                let name = self.u.name(id);
                self.u.emit_x(Op::StoreGlobal, 0, src, 0, name);
            }
            Access::Name => {
                let name = self.u.name(id);
                self.u.emit_x(Op::StoreName, 0, src, 0, name);
            }
        }
    }

    pub(super) fn delete_id(&mut self, id: NameId) {
        match self.access(id) {
            Access::Local(register) => {
                self.u.emit(Op::DelLocal, register, 0, 0);
                self.u.bound.clear(register);
            }
            Access::Cell(register) => self.u.emit(Op::DelDeref, register, 0, 0),
            Access::Free(index) | Access::NameOrFree(index) | Access::ViewOrFree(index) => {
                self.u.emit_x(Op::DelFree, 0, 0, 0, index);
            }
            Access::Global | Access::ViewOrGlobal => {
                let name = self.u.name(id);
                self.u.emit_x(Op::DelGlobal, 0, 0, 0, name);
            }
            Access::Name => {
                let name = self.u.name(id);
                self.u.emit_x(Op::DelName, 0, 0, 0, name);
            }
        }
    }

    /// Unbinds the name of an `except ... as`, bound or not.
    pub(super) fn unbind_id(&mut self, id: NameId) {
        if let Access::Local(register) = self.access(id) {
            self.u.emit(Op::Release, register, 0, 0);
            self.u.bound.clear(register);
            return;
        }
        let none = self.u.temp();
        self.load_const(none, Const::None);
        self.store_id(id, none);
        self.delete_id(id);
        self.u.top = none;
    }

    /// Loads a constant by the shortest instruction.
    pub(super) fn load_const(&mut self, dst: Reg, value: Const) {
        let special = match value {
            Const::None => 0,
            Const::False => 1,
            Const::True => 2,
            Const::Ellipsis => 5,
            Const::Int(i) if i16::try_from(i).is_ok() => {
                self.u.emit_bx(Op::LoadSmall, dst, i as i16 as u16);
                return;
            }
            other => {
                if !self.u.reachable {
                    return;
                }
                let index = self.u.consts.add(other);
                match u16::try_from(index) {
                    Ok(index) => self.u.emit_bx(Op::LoadConst, dst, index),
                    Err(_) => self.u.emit_x(Op::LoadConstX, dst, 0, 0, index),
                }
                return;
            }
        };
        self.u.emit(Op::LoadSpecial, dst, special, 0);
    }

    pub(super) fn text_const(text: &str) -> Const {
        Const::Str(text.as_bytes().into())
    }

    /// The text of an identifier as a constant, mangled.
    pub(super) fn name_const(&mut self, text: &'a str) -> Const {
        let id = self.name_id(text);
        Self::text_const(self.names.text(id))
    }

    /// A copy of the cell of a free variable of a unit to be made here.
    pub(super) fn load_cell(&mut self, id: NameId, dst: Reg) -> Result<()> {
        let mut scope = self.scope;
        loop {
            let this = self.scopes.get(scope);
            if this.unit != self.u.scope {
                break;
            }
            if let Some(symbol) = self.scopes.symbol(scope, self.cell_name(scope, id))
                && symbol.place == Place::Cell
            {
                self.u.emit(Op::Copy, dst, symbol.register, 0);
                return Ok(());
            }
            let Some(parent) = this.parent else { break };
            scope = parent;
        }
        let index = self.u.free_index.get(&id).copied().unwrap_or(0);
        self.u.emit_bx(Op::LoadFreeCell, dst, index as u16);
        Ok(())
    }
}

impl Codegen<'_> {
    /// Whether a register is a local of the unit.
    pub(super) fn is_local(&self, register: Reg) -> bool {
        !self.u.is_temp(register)
    }
}
