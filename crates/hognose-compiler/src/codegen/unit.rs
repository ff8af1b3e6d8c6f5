//! A code unit in the making: words, labels, registers, tables.
//!
//! It knows instructions and registers, not the AST. Instructions that cannot be reached are not written: after a
//! jump, return or raise nothing is emitted until a label that is used, or a handler, is bound.
//!
//! # Invariants
//! - U1: temporaries are a stack: `top` is the first free register; whoever raises it lowers it again.
//! - U2: a temporary at or above `top` holds no object (O3).
//! - U3: `bound` names only locals that hold an object on every path to this point.

use ruff_text_size::TextRange;
use rustc_hash::FxHashMap;

use super::bits::Bits;
use super::consts::ConstTable;
use super::flow::Context;
use crate::code::Handler;
use crate::opcode::{Extra, Op, Operand, abc, abx};
use crate::scope::{NameId, ScopeId};

pub(super) type Reg = u32;

/// A place in the code that jumps lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label(u32);

#[derive(Default)]
struct Target {
    at: Option<u32>,
    /// What is bound on every jump to it so far; None: no jump yet.
    bound: Option<Bits>,
}

/// A protected range in the making.
#[derive(Clone)]
pub(super) struct Region {
    pub target: Label,
    pub release_from: Reg,
    /// Where the open segment began.
    start: Option<u32>,
    segments: Vec<(u32, u32)>,
    /// What is surely bound when the handler runs.
    bound: Bits,
}

pub(super) struct Unit<'a> {
    /// The scope that owns the unit.
    pub scope: ScopeId,
    pub words: Vec<u32>,
    targets: Vec<Target>,
    fixups: Vec<(u32, Label)>,
    pub consts: ConstTable,
    pub names: Vec<NameId>,
    name_index: FxHashMap<NameId, u32>,
    pub sites: Vec<u32>,
    global_sites: FxHashMap<(Op, NameId), u32>,
    handlers: Vec<(u32, u32, Label, Reg)>,
    /// Word and source range of instructions.
    pub places: Vec<(u32, Option<TextRange>)>,
    pub range: Option<TextRange>,
    pub nlocals: Reg,
    pub top: Reg,
    pub max_regs: Reg,
    pub bound: Bits,
    pub reachable: bool,
    /// Words up to here may be jumped to or delimit a range: they cannot be taken back.
    settled: u32,
    pub contexts: Vec<Context<'a>>,
    pub free_index: FxHashMap<NameId, u32>,
    /// Locals that may become unbound again (`del`, `except ... as`).
    pub may_unbind: Vec<Reg>,
    pub self_attributes: Vec<NameId>,
    /// The function's first parameter, if it has one.
    pub first_param: Option<NameId>,
    pub qualname: String,
    /// Attribute names for a class's `__static_attributes__`.
    pub static_attributes: Vec<NameId>,
}

impl Unit<'_> {
    pub fn new(scope: ScopeId, nlocals: Reg) -> Self {
        Unit {
            scope,
            words: Vec::new(),
            targets: Vec::new(),
            fixups: Vec::new(),
            consts: ConstTable::default(),
            names: Vec::new(),
            name_index: FxHashMap::default(),
            sites: Vec::new(),
            global_sites: FxHashMap::default(),
            handlers: Vec::new(),
            places: Vec::new(),
            range: None,
            nlocals,
            top: nlocals,
            max_regs: nlocals,
            bound: Bits::default(),
            reachable: true,
            settled: 0,
            contexts: Vec::new(),
            free_index: FxHashMap::default(),
            may_unbind: Vec::new(),
            self_attributes: Vec::new(),
            first_param: None,
            qualname: String::new(),
            static_attributes: Vec::new(),
        }
    }

    pub fn here(&self) -> u32 {
        self.words.len() as u32
    }

    pub fn is_temp(&self, reg: Reg) -> bool {
        reg >= self.nlocals
    }

    /// Takes the next temporary.
    pub fn temp(&mut self) -> Reg {
        self.temps(1)
    }

    /// Takes a run of temporaries.
    pub fn temps(&mut self, count: u32) -> Reg {
        let first = self.top;
        self.top += count;
        self.max_regs = self.max_regs.max(self.top);
        first
    }

    fn place(&mut self) {
        let range = self.range;
        if self.places.last().is_none_or(|&(_, last)| last != range) {
            let here = self.here();
            self.places.push((here, range));
        }
    }

    /// Writes an instruction; signed operands as their low 16 bits.
    pub fn emit(&mut self, op: Op, a: u32, b: u32, c: u32) {
        debug_assert!(op.row().x == Extra::None, "{op:?} needs its extra word");
        self.raw(op, a, b, c);
    }

    fn raw(&mut self, op: Op, a: u32, b: u32, c: u32) {
        if !self.reachable {
            return;
        }
        self.place();
        let needs = |v: u32, operand| {
            if operand == crate::opcode::Operand::Int { !(-128..128).contains(&(v as i32)) } else { v > 0xff }
        };
        let row = op.row();
        if needs(a, row.a) || needs(b, row.b) || needs(c, row.c) {
            self.words.push(abc(Op::Ext, (a >> 8) as u8, (b >> 8) as u8, (c >> 8) as u8));
        }
        self.words.push(abc(op, a as u8, b as u8, c as u8));
        if matches!(op, Op::Return | Op::ReturnNone | Op::Raise | Op::Reraise) {
            self.reachable = false;
        }
    }

    /// Writes an instruction with an extra word.
    pub fn emit_x(&mut self, op: Op, a: u32, b: u32, c: u32, x: u32) {
        debug_assert!(op.row().x != Extra::None);
        if self.reachable {
            self.raw(op, a, b, c);
            self.words.push(x);
        }
    }

    /// Writes an instruction with a 16-bit operand.
    pub fn emit_bx(&mut self, op: Op, a: u32, bx: u16) {
        if !self.reachable {
            return;
        }
        self.place();
        if a > 0xff {
            self.words.push(abc(Op::Ext, (a >> 8) as u8, 0, 0));
        }
        self.words.push(abx(op, a as u8, bx));
    }

    // ---- labels

    pub fn label(&mut self) -> Label {
        self.targets.push(Target::default());
        Label(self.targets.len() as u32 - 1)
    }

    /// Writes a jumping instruction.
    pub fn jump(&mut self, op: Op, a: u32, b: u32, c: u32, to: Label) {
        if !self.reachable {
            return;
        }
        let target = &mut self.targets[to.0 as usize];
        match &mut target.bound {
            Some(bound) => bound.intersect(&self.bound),
            None => target.bound = Some(self.bound.clone()),
        }
        self.emit_x(op, a, b, c, 0);
        self.fixups.push((self.here() - 1, to));
        if matches!(op, Op::Jump | Op::JumpBack | Op::Delegate) {
            self.reachable = false;
        }
    }

    /// Jumps, backward if the label is bound already.
    pub fn goto(&mut self, to: Label) {
        let op = if self.targets[to.0 as usize].at.is_some() { Op::JumpBack } else { Op::Jump };
        self.jump(op, 0, 0, 0, to);
    }

    /// The label is here.
    pub fn bind(&mut self, label: Label) {
        // A jump to the very next instruction is taken back.
        let here = self.here();
        if !self.reachable
            && let Some(&(x, to)) = self.fixups.last()
            && to == label
            && x + 1 == here
            && self.settled < here
            && Op::of(self.words[x as usize - 1]) == Some(Op::Jump)
        {
            self.fixups.pop();
            self.words.truncate(x as usize - 1);
            while self.places.last().is_some_and(|&(word, _)| word >= x - 1) {
                self.places.pop();
            }
            self.reachable = true;
        }
        self.invert_over_jump(label);
        let here = self.here();
        self.settled = here;
        let target = &mut self.targets[label.0 as usize];
        target.at = Some(here);
        if let Some(bound) = &target.bound {
            if self.reachable {
                self.bound.intersect(bound);
            } else {
                self.bound = bound.clone();
                self.reachable = true;
            }
        }
    }

    /// `if not c goto label; goto there; label:` becomes `if c goto there`, unless a label names the goto.
    fn invert_over_jump(&mut self, label: Label) {
        let here = self.here();
        let [.., (x, to), (jump_x, there)] = self.fixups[..] else { return };
        if self.reachable || to != label || x + 3 != here || jump_x + 1 != here || self.settled >= here - 2 {
            return;
        }
        let (condition, jump) = (self.words[x as usize - 1], self.words[jump_x as usize - 1]);
        let is_condition =
            Op::of(condition).is_some_and(|op| op.row().a == Operand::Num && op.row().x == Extra::Jump);
        if !is_condition
            || Op::of(condition) == Some(Op::JumpIfKeep)
            || !matches!(Op::of(jump), Some(Op::Jump | Op::JumpBack))
        {
            return;
        }
        self.words[x as usize - 1] = condition ^ 1 << 8;
        self.words.truncate(x as usize + 1);
        self.fixups.pop();
        if let Some(last) = self.fixups.last_mut() {
            last.1 = there;
        }
        let end = self.here();
        while self.places.last().is_some_and(|&(word, _)| word >= end) {
            self.places.pop();
        }
        if let Some(bound) = &self.targets[label.0 as usize].bound {
            self.bound = bound.clone();
        }
        self.reachable = true;
    }

    /// The label of a loop's head is here: jumps to it come later, when locals may have become unbound.
    pub fn bind_loop(&mut self, label: Label) {
        self.bind(label);
        self.forget_unbindable();
    }

    fn forget_unbindable(&mut self) {
        for &reg in &self.may_unbind {
            self.bound.clear(reg);
        }
    }

    // ---- protected ranges

    pub fn region(&mut self, release_from: Reg) -> Region {
        let target = self.label();
        let start = Some(self.settle());
        let mut bound = self.bound.clone();
        for &reg in &self.may_unbind {
            bound.clear(reg);
        }
        Region { target, release_from, start, segments: Vec::new(), bound }
    }

    fn settle(&mut self) -> u32 {
        self.settled = self.here();
        self.settled
    }

    pub fn pause(&mut self, region: &mut Region) {
        let here = self.settle();
        if let Some(start) = region.start.take()
            && start < here
        {
            region.segments.push((start, here));
        }
    }

    pub fn resume(&mut self, region: &mut Region) {
        region.start = Some(self.settle());
    }

    /// Ends a region for good and binds its handler here: whether the handler can be reached at all.
    pub fn handler(&mut self, mut region: Region) -> bool {
        // What was paused must not end where it is now.
        if region.start.is_some() {
            self.pause(&mut region);
        }
        self.close(region, true)
    }

    /// Ends a region whose segments are complete.
    fn close(&mut self, region: Region, bind: bool) -> bool {
        debug_assert!(!self.reachable || !bind, "code falls into a handler");
        for &(start, end) in &region.segments {
            self.handlers.push((start, end, region.target, region.release_from));
        }
        if region.segments.is_empty() {
            return false;
        }
        if bind {
            self.settle();
            let here = self.here();
            self.targets[region.target.0 as usize].at = Some(here);
            self.bound = region.bound;
            self.reachable = true;
        }
        true
    }

    // ---- tables

    pub fn name(&mut self, id: NameId) -> u32 {
        let names = &mut self.names;
        *self.name_index.entry(id).or_insert_with(|| {
            names.push(id);
            names.len() as u32 - 1
        })
    }

    /// A new site for an attribute.
    pub fn site(&mut self, id: NameId) -> u32 {
        let name = self.name(id);
        self.sites.push(name);
        self.sites.len() as u32 - 1
    }

    /// The one site of a global name for an operation.
    pub fn global_site(&mut self, op: Op, id: NameId) -> u32 {
        if let Some(&site) = self.global_sites.get(&(op, id)) {
            return site;
        }
        let site = self.site(id);
        self.global_sites.insert((op, id), site);
        site
    }

    /// Resolves labels: the handlers of the finished unit.
    pub fn finish(&mut self) -> Vec<Handler> {
        for i in 0..self.fixups.len() {
            let (x, label) = self.fixups[i];
            let at = self.targets[label.0 as usize].at.unwrap_or(0);
            self.words[x as usize] = at.wrapping_sub(x + 1);
        }
        for i in 0..self.fixups.len() {
            self.thread(self.fixups[i].0);
        }
        self.handlers
            .iter()
            .map(|&(start, end, target, release_from)| Handler {
                start,
                end,
                target: self.targets[target.0 as usize].at.unwrap_or(0),
                release_from: release_from.min(0xffff) as u16,
            })
            .collect()
    }

    /// A jump to a jump goes to where that one leads.
    fn thread(&mut self, x: u32) {
        let op = Op::of(self.words[x as usize - 1]);
        let through_back = !matches!(op, Some(Op::ForIter | Op::ForNext | Op::JumpIfKeep | Op::Delegate));
        let mut at = (x + 1).wrapping_add(self.words[x as usize]);
        for _ in 0..16 {
            let Some(&word) = self.words.get(at as usize) else { break };
            let next = match Op::of(word) {
                Some(Op::Jump) => true,
                Some(Op::JumpBack) => through_back,
                _ => false,
            };
            if !next {
                break;
            }
            let offset = self.words[at as usize + 1];
            let to = (at + 2).wrapping_add(offset);
            if to == at || to == x - 1 {
                break;
            }
            at = to;
        }
        let offset = at.wrapping_sub(x + 1);
        self.words[x as usize] = offset;
        if op == Some(Op::Jump) && (offset as i32) < 0 {
            self.words[x as usize - 1] = abc(Op::JumpBack, 0, 0, 0);
        }
    }
}
