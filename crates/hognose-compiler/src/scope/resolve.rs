//! Second pass: where each name lives, and the registers of locals.

use ruff_text_size::TextRange;
use rustc_hash::FxHashSet;

use super::{Kind, NameId, Names, Place, ScopeId, Scopes, sym};
use crate::error::{Diagnostic, ErrorKind, Result};

pub(super) fn resolve(
    scopes: &mut Scopes<'_>,
    names: &mut Names<'_>,
    nonlocals: &[(ScopeId, NameId, TextRange)],
) -> Result<()> {
    let mut resolver = Resolver {
        class_name: names.intern("__class__"),
        class_cell: names.intern(CLASS_CELL),
        declared_global: declared_global(scopes),
        classdict: names.intern("__classdict__"),
        conditional: names.intern("__conditional_annotations__"),
        captured: FxHashSet::default(),
        nonlocals,
        scopes,
    };
    for scope in 0..resolver.scopes.list.len() as ScopeId {
        resolver.scope(scope, names)?;
    }
    for scope in 0..resolver.scopes.list.len() as ScopeId {
        resolver.settle(scope);
    }
    for scope in 0..resolver.scopes.list.len() as ScopeId {
        resolver.registers(scope);
        let mut freevars = std::mem::take(&mut resolver.scopes.list[scope as usize].freevars);
        freevars.sort_unstable_by(|&a, &b| names.text(a).cmp(names.text(b)));
        resolver.scopes.list[scope as usize].freevars = freevars;
        resolver.scopes.list[scope as usize].walrus.sort_unstable();
    }
    Ok(())
}

/// The symbol of a class's own cell: the name `__class__` itself is free for the class's body to use.
pub(crate) const CLASS_CELL: &str = ".__class__";

/// Every name that some block declares global: a module binds it as a global although it may run with other locals.
fn declared_global(scopes: &Scopes<'_>) -> FxHashSet<NameId> {
    let symbols = scopes.list.iter().flat_map(|scope| &scope.symbols);
    symbols.filter(|symbol| symbol.flags & sym::GLOBAL != 0).map(|symbol| symbol.name).collect()
}

struct Resolver<'s, 'a> {
    scopes: &'s mut Scopes<'a>,
    class_name: NameId,
    class_cell: NameId,
    declared_global: FxHashSet<NameId>,
    classdict: NameId,
    conditional: NameId,
    /// (unit, name) pairs that are free variables already.
    captured: FxHashSet<u64>,
    nonlocals: &'s [(ScopeId, NameId, TextRange)],
}

impl Resolver<'_, '_> {
    fn scope(&mut self, scope: ScopeId, names: &Names<'_>) -> Result<()> {
        let mut at = 0;
        // Resolving may add symbols to class scopes, so the list is walked by index.
        while let Some(symbol) = self.scopes.get(scope).symbols.get(at) {
            let (name, flags) = (symbol.name, symbol.flags);
            let place = self.place(scope, name, flags, names)?;
            self.scopes.list[scope as usize].symbols[at].place = place;
            at += 1;
        }
        // Annotation scopes in classes read the class's namespace through a cell.
        let this = self.scopes.get(scope);
        let is_class_view = this.sees_class && this.unit == scope;
        if is_class_view {
            self.scopes.note(scope, self.classdict, sym::USED);
            let place = self.lookup(scope, self.classdict).unwrap_or(Place::GlobalImplicit);
            self.scopes.note(scope, self.classdict, 0).place = place;
        }
        Ok(())
    }

    fn place(&mut self, scope: ScopeId, name: NameId, flags: u16, names: &Names<'_>) -> Result<Place> {
        let kind = self.scopes.get(scope).kind;
        if flags & sym::GLOBAL != 0 {
            return Ok(Place::GlobalExplicit);
        }
        if flags & sym::NONLOCAL != 0 {
            return self.lookup(scope, name).ok_or_else(|| {
                Box::new(Diagnostic {
                    kind: ErrorKind::Syntax,
                    message: format!("no binding for nonlocal '{}' found", names.text(name)),
                    range: self.nonlocals.iter().find(|n| (n.0, n.1) == (scope, name)).map(|n| n.2),
                })
            });
        }
        if kind == Kind::Module && self.declared_global.contains(&name) {
            return Ok(Place::GlobalExplicit);
        }
        if name == self.class_cell {
            return Ok(Place::Cell);
        }
        let special = kind == Kind::Class && self.is_class_cell(name) && name != self.class_name;
        if flags & sym::BOUND != 0 && !special {
            return Ok(match kind {
                Kind::Module | Kind::Class => Place::Namespace,
                _ => Place::Local,
            });
        }
        if special && flags & sym::CAPTURED != 0 {
            return Ok(Place::Cell);
        }
        Ok(match (kind, self.lookup(scope, name)) {
            (Kind::Module, _) | (Kind::Class, None) => Place::Namespace,
            (_, Some(place)) => place,
            (_, None) => Place::GlobalImplicit,
        })
    }

    fn is_class_cell(&self, name: NameId) -> bool {
        name == self.class_name || name == self.classdict || name == self.conditional
    }

    /// Finds the binding of a name in the function scopes around a scope.
    fn lookup(&mut self, scope: ScopeId, name: NameId) -> Option<Place> {
        let mut outer = self.scopes.get(scope).parent;
        let binder = loop {
            let id = outer?;
            let this = self.scopes.get(id);
            match this.kind {
                Kind::Module => return None,
                Kind::Class => {
                    if self.is_class_cell(name) {
                        break id;
                    }
                }
                _ => {
                    let flags = self.scopes.symbol(id, name).map_or(0, |symbol| symbol.flags);
                    if flags & sym::GLOBAL != 0 {
                        return None;
                    }
                    if flags & sym::NONLOCAL == 0 && flags & sym::BOUND != 0 {
                        break id;
                    }
                }
            }
            outer = self.scopes.get(id).parent;
        };
        let of_class = self.scopes.get(binder).kind == Kind::Class;
        let bound = if of_class && name == self.class_name { self.class_cell } else { name };
        let home = self.scopes.get(binder).unit;
        let mut unit = self.scopes.get(scope).unit;
        if unit == home {
            if of_class {
                self.scopes.note(binder, bound, sym::CAPTURED).place = Place::Cell;
            }
            return Some(Place::Enclosing(binder));
        }
        self.scopes.note(binder, bound, sym::CAPTURED);
        if of_class {
            self.scopes.note(binder, bound, 0).place = Place::Cell;
        }
        while unit != home {
            if self.captured.insert(u64::from(unit) << 32 | u64::from(name)) {
                self.scopes.list[unit as usize].freevars.push(name);
            }
            let Some(parent) = self.scopes.get(unit).parent else { break };
            unit = self.scopes.get(parent).unit;
        }
        Some(Place::Free)
    }

    /// Locals that were captured are cells.
    fn settle(&mut self, scope: ScopeId) {
        for symbol in &mut self.scopes.list[scope as usize].symbols {
            if symbol.place == Place::Local && symbol.flags & sym::CAPTURED != 0 {
                symbol.place = Place::Cell;
            }
        }
    }

    /// Gives registers: a unit's own locals in order (parameters first), then those of the comprehensions in it.
    fn registers(&mut self, scope: ScopeId) {
        let unit = self.scopes.get(scope).unit;
        if unit == scope {
            let this = &mut self.scopes.list[scope as usize];
            let mut varnames = Vec::new();
            for params in [true, false] {
                for symbol in &mut this.symbols {
                    let is_param = symbol.flags & sym::PARAM != 0;
                    if is_param == params && matches!(symbol.place, Place::Local | Place::Cell) {
                        symbol.register = varnames.len() as u32;
                        if symbol.place == Place::Cell {
                            this.cells.push(symbol.register);
                        }
                        if symbol.flags & sym::UNBOUND != 0 {
                            this.unbound.push(symbol.register);
                        }
                        varnames.push(symbol.name);
                    }
                }
            }
            this.varnames = varnames;
            return;
        }
        // A comprehension: a hidden local of the same name is taken again unless a comprehension around it has it.
        let mut taken = Vec::new();
        let mut outer = self.scopes.get(scope).parent;
        while let Some(id) = outer {
            let this = self.scopes.get(id);
            if this.kind != Kind::Comprehension {
                break;
            }
            taken.extend(this.symbols.iter().map(|symbol| symbol.register));
            outer = this.parent;
        }
        let [this, home] = match self.scopes.list.get_disjoint_mut([scope as usize, unit as usize]) {
            Ok(pair) => pair,
            Err(_) => return,
        };
        for symbol in &mut this.symbols {
            let is_cell = match symbol.place {
                Place::Local => false,
                Place::Cell => true,
                _ => continue,
            };
            let again = home.hidden.iter().find(|&&(name, cell, register)| {
                name == symbol.name && cell == is_cell && !taken.contains(&register)
            });
            symbol.register = match again {
                Some(&(_, _, register)) => register,
                None => {
                    let register = home.varnames.len() as u32;
                    home.varnames.push(symbol.name);
                    home.hidden.push((symbol.name, is_cell, register));
                    home.unbound.push(register);
                    if is_cell {
                        home.cells.push(register);
                    }
                    register
                }
            };
        }
    }
}
