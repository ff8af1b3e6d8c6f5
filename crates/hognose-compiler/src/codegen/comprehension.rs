//! Comprehensions: list, set and dict ones in place, generator expressions as functions.

use ruff_python_ast::{self as ast, Comprehension, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::function::Extras;
use super::unit::Reg;
use super::{Codegen, Parameters};
use crate::error::Result;
use crate::opcode::Op;
use crate::scope::{Part, Place, ScopeId};

/// What a comprehension does with each item.
#[derive(Clone, Copy)]
enum Element<'a> {
    List(&'a Expr),
    Set(&'a Expr),
    Dict(&'a Expr, &'a Expr),
    Yield(&'a Expr),
}

impl<'a> Codegen<'a> {
    pub(super) fn comprehension(&mut self, expr: &'a Expr, dst: Reg) -> Result<()> {
        let (generators, element, scope, range, build) = match expr {
            Expr::ListComp(e) => {
                (&e.generators, Element::List(&e.elt), self.scopes.of(e, Part::Body), e.range, Op::BuildList)
            }
            Expr::SetComp(e) => {
                (&e.generators, Element::Set(&e.elt), self.scopes.of(e, Part::Body), e.range, Op::BuildSet)
            }
            Expr::DictComp(e) => match &e.key {
                Some(key) => {
                    let element = Element::Dict(key, &e.value);
                    (&e.generators, element, self.scopes.of(e, Part::Body), e.range, Op::BuildMap)
                }
                None => return Ok(()),
            },
            _ => return Ok(()),
        };
        let (Some(scope), Some((first, rest))) = (scope, generators.split_first()) else { return Ok(()) };
        let result = if self.is_local(dst) { self.u.temp() } else { dst };
        // The first iterable belongs to the block around.
        let iterator = self.u.temp();
        let value = self.iterable(&first.iter)?;
        self.at(first.iter.range());
        let get = if first.is_async { Op::GetAiter } else { Op::GetIter };
        self.u.emit(get, iterator, value, 0);
        self.u.top = iterator + 1;
        let outer = std::mem::replace(&mut self.scope, scope);
        let hidden = self.hidden_locals(scope);
        // A handler of this unit must find the hidden locals unbound again.
        let region =
            if self.is_protected() && !hidden.is_empty() { Some(self.u.region(result)) } else { None };
        self.make_cells(scope);
        self.at(range);
        self.u.emit(build, result, self.u.top, 0);
        self.generator_loop(first, rest, iterator, element, result)?;
        let mut region = region;
        if let Some(region) = &mut region {
            self.u.pause(region);
        }
        for &register in &hidden {
            self.u.emit(Op::Release, register, 0, 0);
            self.u.bound.clear(register);
        }
        self.scope = outer;
        self.u.top = iterator;
        if let Some(region) = region {
            self.comprehension_cleanup(region, &hidden, result);
        }
        if result != dst {
            self.at(range);
            self.u.emit(Op::Move, dst, result, 0);
        }
        Ok(())
    }

    /// Registers of a comprehension's own variables.
    fn hidden_locals(&self, scope: ScopeId) -> Vec<Reg> {
        let symbols = &self.scopes.get(scope).symbols;
        symbols.iter().filter(|s| matches!(s.place, Place::Local | Place::Cell)).map(|s| s.register).collect()
    }

    fn make_cells(&mut self, scope: ScopeId) {
        for symbol in &self.scopes.get(scope).symbols {
            if symbol.place == Place::Cell {
                self.u.emit(Op::MakeCell, symbol.register, 0, 0);
            }
        }
    }

    /// Out of the way: an exception in the comprehension unbinds its variables and goes on.
    fn comprehension_cleanup(&mut self, region: super::unit::Region, hidden: &[Reg], result: Reg) {
        let end = self.u.label();
        self.u.goto(end);
        let top = self.u.top;
        if self.u.handler(region) {
            self.u.top = result;
            let exc = self.u.temps(2);
            self.u.range = None;
            self.u.emit(Op::PushExc, exc, 0, 0);
            for &register in hidden {
                self.u.emit(Op::Release, register, 0, 0);
            }
            self.u.emit(Op::Reraise, exc, 0, 0);
        }
        self.u.top = top;
        self.u.bind(end);
    }

    /// The loops of a comprehension, from one whose iterator is ready.
    fn generator_loop(
        &mut self,
        this: &'a Comprehension,
        rest: &'a [Comprehension],
        iterator: Reg,
        element: Element<'a>,
        result: Reg,
    ) -> Result<()> {
        self.deeper(this.range)?;
        let (start, again, end) = (self.u.label(), self.u.label(), self.u.label());
        let target = self.local_target(&this.target);
        let item = target.unwrap_or(iterator + 1);
        let mut region = None;
        if this.is_async {
            self.u.bind_loop(start);
            let mut protected = self.u.region(iterator + 1);
            let item = self.u.temp();
            self.at(this.iter.range());
            self.next_async(iterator, item);
            self.u.pause(&mut protected);
            region = Some(protected);
            self.store_target(&this.target, item)?;
            self.u.top = iterator + 1;
        } else {
            if target.is_none() {
                self.u.temp();
            }
            self.at(this.iter.range());
            self.u.jump(Op::ForIter, item, iterator, 0, end);
            self.u.bind_loop(again);
            match target {
                Some(register) => self.u.bound.set(register),
                None => {
                    self.at(this.target.range());
                    self.store_target(&this.target, item)?;
                }
            }
            self.u.top = iterator + 1;
        }
        for condition in &this.ifs {
            self.jump_if(condition, false, start)?;
        }
        match rest.split_first() {
            Some((next, rest)) => {
                let inner = self.u.temp();
                let single = single_item(&next.iter).filter(|_| !next.is_async);
                if let (Some(value), Some(register)) = (single, self.local_target(&next.target)) {
                    // `for y in [x]`: an assignment.
                    self.expr_to(value, register)?;
                    self.u.bound.set(register);
                    self.u.top = inner;
                    self.assigned_loop(next, rest, inner, element, result)?;
                } else {
                    let value = self.iterable(&next.iter)?;
                    self.at(next.iter.range());
                    let get = if next.is_async { Op::GetAiter } else { Op::GetIter };
                    self.u.emit(get, inner, value, 0);
                    self.u.top = inner + 1;
                    self.generator_loop(next, rest, inner, element, result)?;
                }
            }
            None => self.element(element, result)?,
        }
        self.u.top = iterator + 1;
        if let Some(region) = region {
            self.at(this.iter.range());
            self.u.goto(start);
            if self.u.handler(region) {
                self.end_async_for(iterator);
            }
        } else {
            self.u.bind(start);
            self.at(this.iter.range());
            self.u.jump(Op::ForNext, item, iterator, 0, again);
        }
        self.u.bind(end);
        self.u.top = iterator;
        self.shallower();
        Ok(())
    }

    /// The rest of a comprehension after a `for` that was an assignment.
    fn assigned_loop(
        &mut self,
        this: &'a Comprehension,
        rest: &'a [Comprehension],
        free: Reg,
        element: Element<'a>,
        result: Reg,
    ) -> Result<()> {
        let end = self.u.label();
        for condition in &this.ifs {
            self.jump_if(condition, false, end)?;
        }
        match rest.split_first() {
            Some((next, rest)) => {
                let iterator = self.u.temp();
                debug_assert_eq!(iterator, free);
                let value = self.iterable(&next.iter)?;
                self.at(next.iter.range());
                let get = if next.is_async { Op::GetAiter } else { Op::GetIter };
                self.u.emit(get, iterator, value, 0);
                self.u.top = iterator + 1;
                self.generator_loop(next, rest, iterator, element, result)?;
            }
            None => self.element(element, result)?,
        }
        self.u.bind(end);
        Ok(())
    }

    fn element(&mut self, element: Element<'a>, result: Reg) -> Result<()> {
        let top = self.u.top;
        match element {
            Element::List(value) => {
                let register = self.operand(value, None)?;
                self.at(value.range());
                self.u.emit(Op::ListAppend, result, register, 0);
            }
            Element::Set(value) => {
                let register = self.operand(value, None)?;
                self.at(value.range());
                self.u.emit(Op::SetAdd, result, register, 0);
            }
            Element::Dict(key, value) => {
                let key_register = self.operand(key, Some(value.range()))?;
                let register = self.operand(value, None)?;
                self.at(TextRange::new(key.start(), value.end()));
                self.u.emit(Op::MapSet, result, key_register, register);
            }
            Element::Yield(value) => {
                let mut register = self.operand(value, None)?;
                self.at(value.range());
                if self.scopes.get(self.u.scope).is_async {
                    let wrapped = self.u.temp();
                    self.u.emit(Op::AsyncGenWrap, wrapped, register, 0);
                    register = wrapped;
                }
                let sent = self.u.temp();
                self.u.emit(Op::Yield, sent, register, 0);
                self.u.emit(Op::Release, sent, 0, 0);
            }
        }
        self.u.top = top;
        Ok(())
    }

    pub(super) fn generator(&mut self, e: &'a ast::ExprGenerator, dst: Reg) -> Result<()> {
        let (Some(scope), Some((first, rest))) = (self.scopes.of(e, Part::Body), e.generators.split_first())
        else {
            return Ok(());
        };
        let base = self.run_base(dst);
        let qualname = self.qualname("<genexpr>", None);
        self.enter(scope, qualname);
        self.at(e.range);
        let iterator = self.u.temp();
        // The argument moves to a temporary: the loop lets go of it at its end.
        self.u.emit(Op::Move, iterator, 0, 0);
        self.u.emit(Op::Release, 0, 0, 0);
        self.generator_loop(first, rest, iterator, Element::Yield(&e.elt), iterator)?;
        self.at(e.range);
        self.u.emit(Op::ReturnNone, 0, 0, 0);
        let unit =
            self.leave("<genexpr>", e.range.start(), Parameters { positional: 1, ..Parameters::default() })?;
        self.at(e.range);
        let extras = Extras { base: self.u.top, flags: 0 };
        self.make_function(scope, unit, extras, base)?;
        let argument = self.u.temp();
        let value = self.iterable(&first.iter)?;
        self.at(first.iter.range());
        let get = if first.is_async { Op::GetAiter } else { Op::GetIter };
        self.u.emit(get, argument, value, 0);
        self.u.top = argument + 1;
        self.at(e.range);
        self.u.emit(Op::Call, base, 1, dst);
        Ok(())
    }
}

/// The only item of a display.
fn single_item(expr: &Expr) -> Option<&Expr> {
    let elts = match expr {
        Expr::List(list) => &*list.elts,
        Expr::Tuple(tuple) => &*tuple.elts,
        _ => return None,
    };
    match elts {
        [Expr::Starred(_)] => None,
        [only] => Some(only),
        _ => None,
    }
}
