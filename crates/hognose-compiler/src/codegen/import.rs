//! `import` and `from ... import`.

use ruff_python_ast as ast;
use ruff_text_size::TextRange;

use super::Codegen;
use super::unit::Reg;
use crate::code::Const;
use crate::error::Result;
use crate::opcode::Op;

impl<'a> Codegen<'a> {
    /// dst = `__import__(name, level, fromlist)`.
    fn import_module(&mut self, name: &'a str, level: u32, fromlist: Const, range: TextRange, dst: Reg) {
        let run = self.u.temps(2);
        self.at(range);
        self.load_const(run, Const::Int(i64::from(level)));
        self.load_const(run + 1, fromlist);
        let id = self.names.intern(name);
        let name = self.u.name(id);
        self.u.emit_x(Op::ImportName, dst, run, 0, name);
        self.u.top = run;
    }

    pub(super) fn import(&mut self, s: &'a ast::StmtImport) -> Result<()> {
        for alias in &s.names {
            let module = self.u.temp();
            self.import_module(&alias.name.id, 0, Const::None, s.range, module);
            match &alias.asname {
                None => {
                    let head = alias.name.id.split('.').next().unwrap_or_default();
                    self.store_name(head, module);
                }
                Some(name) => {
                    // `import a.b.c as d` binds the innermost module.
                    for part in alias.name.id.split('.').skip(1) {
                        let id = self.names.intern(part);
                        let part = self.u.name(id);
                        let inner = self.u.temp();
                        self.u.emit_x(Op::ImportFrom, inner, module, 0, part);
                        self.u.emit(Op::Move, module, inner, 0);
                        self.u.top = inner;
                    }
                    self.store_name(&name.id, module);
                }
            }
            self.u.top = module;
        }
        Ok(())
    }

    pub(super) fn import_from(&mut self, s: &'a ast::StmtImportFrom) -> Result<()> {
        let module = self.u.temp();
        let fromlist = s.names.iter().map(|alias| Self::text_const(&alias.name.id)).collect();
        let name = s.module.as_ref().map_or("", |module| module.id.as_str());
        self.import_module(name, s.level, Const::Tuple(fromlist), s.range, module);
        if let [only] = &*s.names
            && only.name.as_str() == "*"
        {
            self.u.emit(Op::ImportStar, 0, module, 0);
            self.u.top = module;
            return Ok(());
        }
        for alias in &s.names {
            let value = self.u.temp();
            let id = self.names.intern(&alias.name.id);
            let name = self.u.name(id);
            self.at(alias.range);
            self.u.emit_x(Op::ImportFrom, value, module, 0, name);
            self.store_name(&alias.asname.as_ref().unwrap_or(&alias.name).id, value);
            self.u.top = value;
        }
        self.at(s.range);
        self.u.emit(Op::Release, module, 0, 0);
        self.u.top = module;
        Ok(())
    }
}
