//! The one table of instructions: name, operands, effect, what each consumes.
//!
//! The enum, the disassembler and docs/bytecode.md come from this table. It does not execute
//! (hognose-vm does) and does not choose instructions (codegen does).
//!
//! An instruction is one 32-bit word, little end first: `op8 a8 b8 c8`, or `op8 a8 bx16`. Instructions whose
//! row says `X` are followed by one more word, a plain u32 (or an i32 jump offset, counted in words from the
//! word after X). `EXT a b c` before an instruction supplies the high bytes of a, b and c (for `bx`, of a only);
//! a small signed `Int` operand is 8 bits without EXT and 16 bits (high byte from EXT) after it. A jump that
//! leads to such an instruction leads to its EXT.
//!
//! A register below `nlocals` is a *local*, the others are *temporaries*.
//!
//! # Invariants
//! - O1: an operand that is a local is borrowed: its count is not touched, it stays. An operand that is a
//!   temporary is consumed (moved out, left without an object) unless the row says `keep`. Upheld by codegen and the eval loop.
//! - O2: writing a destination releases what the register held before.
//! - O3: a temporary that is not live never holds an object (so unwinding may release every register from a handler's
//!   `release_from` upward, and a window above the top of the stack holds no object).
//! - O4: a local that may be unbound is read only after `CheckLocal`.

/// What the operand bytes of an instruction mean, for the disassembler and the verifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// Not used.
    No,
    /// A register that is written.
    Dst,
    /// A register that is read (O1).
    Src,
    /// A register that is read and keeps its value.
    Keep,
    /// First register of a run.
    Run,
    /// A count or a flag word, shown as a number.
    Num,
    /// A small signed integer.
    Int,
    /// 16 bits: index into the constants.
    Const,
    /// 16 bits: index into the names.
    Name,
    /// 16 bits signed integer.
    Int16,
    /// 16 bits: index into the free variables of the function.
    Free,
}

/// What the extra word of an instruction means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    None,
    /// Signed offset in words from the word after X.
    Jump,
    /// Index into the sites (a name and an inline cache).
    Site,
    /// Index into the constants.
    Const,
    /// Index into the names.
    Name,
    /// Index into the free variables of the function.
    Free,
    /// A plain number.
    Num,
}

macro_rules! opcodes {
    ($( $(#[doc = $doc:literal])* $name:ident $a:ident $b:ident $c:ident $x:ident ;)*) => {
        /// An instruction's operation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Op { $( $(#[doc = $doc])* $name, )* }

        /// A row of the table.
        #[derive(Clone, Copy, Debug)]
        pub struct Row { pub name: &'static str, pub a: Operand, pub b: Operand, pub c: Operand, pub x: Extra, pub doc: &'static str }

        /// Every operation's row, indexed by its number.
        pub const TABLE: &[Row] = &[ $( Row {
            name: stringify!($name), a: Operand::$a, b: Operand::$b, c: Operand::$c, x: Extra::$x, doc: concat!($($doc, "\n",)*),
        }, )* ];

        impl Op {
            /// Every operation in the order of its number.
            pub const ALL: &[Op] = &[ $( Op::$name, )* ];
        }
    };
}

opcodes! {
    /// High bytes for the next instruction's operands.
    Ext Num Num Num None;
    /// Nothing.
    Nop No No No None;
    // ---- moves and constants
    /// R[a] = R[b] (a local is copied, a temporary is moved).
    Move Dst Src No None;
    /// R[a] = R[b], and R[b] stays whatever it is.
    Copy Dst Keep No None;
    /// R[a] = constants[bx].
    LoadConst Dst Const No None;
    /// R[a] = the small integer bx.
    LoadSmall Dst Int16 No None;
    /// R[a] = special value number b (as hognose-heap numbers them: None 0, False 1, True 2, blank 3, NotImplemented 4, Ellipsis 5).
    LoadSpecial Dst Num No None;
    /// Raise UnboundLocalError (or NameError for a cell name) if local a is blank.
    CheckLocal Keep No No None;
    /// Raise UnboundLocalError if local a is blank; else release it and leave it blank.
    DelLocal Keep No No None;
    /// Release register a and leave it blank, bound or not.
    Release Keep No No None;
    // ---- names
    /// R[a] = global or builtin named by the site; NameError.
    LoadGlobal Dst No No Site;
    /// globals[names[X]] = R[b].
    StoreGlobal No Src No Name;
    /// Deletes globals[names[X]]; NameError.
    DelGlobal No No No Name;
    /// R[a] = locals mapping, then globals, then builtins (class bodies, modules, exec). The site caches the global case.
    LoadName Dst No No Site;
    /// locals[names[X]] = R[b].
    StoreName No Src No Name;
    /// Deletes locals[names[X]]; NameError.
    DelName No No No Name;
    /// R[a] = the frame's locals mapping.
    LoadLocals Dst No No None;
    /// Local a becomes a new cell that holds what was there (blank: an empty cell).
    MakeCell Keep No No None;
    /// R[a] = contents of the cell in local b; NameError/UnboundLocalError when empty.
    LoadDeref Dst Keep No None;
    /// Cell in local a = R[b].
    StoreDeref Keep Src No None;
    /// Empties the cell in local a; NameError when empty.
    DelDeref Keep No No None;
    /// R[a] = contents of free variable bx of the running function; NameError when empty.
    LoadFree Dst Free No None;
    /// Free variable X = R[b] (X: index as in LoadFree).
    StoreFree No Src No Free;
    /// Empties free variable X.
    DelFree No No No Free;
    /// R[a] = the cell object of free variable bx itself (to build a closure).
    LoadFreeCell Dst Free No None;
    /// R[a] = names looked up in the mapping R[b] (consumed), else contents of free variable c (class bodies). X: name.
    LoadFromMappingOrFree Dst Src Num Name;
    /// R[a] = name X in the mapping R[b] (consumed), else global, else builtin (annotation scopes).
    LoadFromMappingOrGlobal Dst Src No Name;
    // ---- arithmetic
    /// R[a] = R[b] + R[c].
    Add Dst Src Src None;
    /// R[a] = R[b] - R[c].
    Sub Dst Src Src None;
    /// R[a] = R[b] * R[c].
    Mul Dst Src Src None;
    /// R[a] = R[b] / R[c].
    TrueDiv Dst Src Src None;
    /// R[a] = R[b] // R[c].
    FloorDiv Dst Src Src None;
    /// R[a] = R[b] % R[c].
    Mod Dst Src Src None;
    /// R[a] = R[b] ** R[c].
    Pow Dst Src Src None;
    /// R[a] = R[b] << R[c].
    LShift Dst Src Src None;
    /// R[a] = R[b] >> R[c].
    RShift Dst Src Src None;
    /// R[a] = R[b] & R[c].
    And Dst Src Src None;
    /// R[a] = R[b] | R[c].
    Or Dst Src Src None;
    /// R[a] = R[b] ^ R[c].
    Xor Dst Src Src None;
    /// R[a] = R[b] @ R[c].
    MatMul Dst Src Src None;
    // in the same order, in place
    /// R[a] = R[b] += R[c].
    IAdd Dst Src Src None;
    /// R[a] = R[b] -= R[c].
    ISub Dst Src Src None;
    /// R[a] = R[b] *= R[c].
    IMul Dst Src Src None;
    /// R[a] = R[b] /= R[c].
    ITrueDiv Dst Src Src None;
    /// R[a] = R[b] //= R[c].
    IFloorDiv Dst Src Src None;
    /// R[a] = R[b] %= R[c].
    IMod Dst Src Src None;
    /// R[a] = R[b] **= R[c].
    IPow Dst Src Src None;
    /// R[a] = R[b] <<= R[c].
    ILShift Dst Src Src None;
    /// R[a] = R[b] >>= R[c].
    IRShift Dst Src Src None;
    /// R[a] = R[b] &= R[c].
    IAnd Dst Src Src None;
    /// R[a] = R[b] |= R[c].
    IOr Dst Src Src None;
    /// R[a] = R[b] ^= R[c].
    IXor Dst Src Src None;
    /// R[a] = R[b] @= R[c].
    IMatMul Dst Src Src None;
    /// R[a] = R[b] + small integer c.
    AddInt Dst Src Int None;
    /// R[a] = R[b] - small integer c.
    SubInt Dst Src Int None;
    /// R[a] = R[b] * small integer c.
    MulInt Dst Src Int None;
    /// R[a] = R[b] // small integer c.
    FloorDivInt Dst Src Int None;
    /// R[a] = R[b] % small integer c.
    ModInt Dst Src Int None;
    /// R[a] = R[b] & small integer c.
    AndInt Dst Src Int None;
    /// R[a] = R[b] << small integer c.
    LShiftInt Dst Src Int None;
    /// R[a] = R[b] >> small integer c.
    RShiftInt Dst Src Int None;
    /// R[a] = R[b] += small integer c.
    IAddInt Dst Src Int None;
    /// R[a] = R[b] -= small integer c.
    ISubInt Dst Src Int None;
    /// R[a] = -R[b].
    Neg Dst Src No None;
    /// R[a] = +R[b].
    Pos Dst Src No None;
    /// R[a] = ~R[b].
    Invert Dst Src No None;
    /// R[a] = not R[b].
    Not Dst Src No None;
    // ---- comparison
    /// R[a] = R[b] < R[c].
    Lt Dst Src Src None;
    /// R[a] = R[b] <= R[c].
    Le Dst Src Src None;
    /// R[a] = R[b] == R[c].
    Eq Dst Src Src None;
    /// R[a] = R[b] != R[c].
    Ne Dst Src Src None;
    /// R[a] = R[b] > R[c].
    Gt Dst Src Src None;
    /// R[a] = R[b] >= R[c].
    Ge Dst Src Src None;
    /// R[a] = R[b] is R[c].
    Is Dst Src Src None;
    /// R[a] = R[b] is not R[c].
    IsNot Dst Src Src None;
    /// R[a] = R[b] in R[c].
    In Dst Src Src None;
    /// R[a] = R[b] not in R[c].
    NotIn Dst Src Src None;
    // ---- jumps; a is the sense of a conditional jump: 0 jumps when false, 1 jumps when true
    /// Jump forward.
    Jump No No No Jump;
    /// A jump backward: reads the eval breaker.
    JumpBack No No No Jump;
    /// Jump if bool(R[b]) == a. Conditional jumps may go backward too (rotated loops) and then read the breaker.
    JumpIf Num Src No Jump;
    /// If bool(R[b]) == a: jump and keep R[b]; else consume R[b] (also `and`/`or`). R[b] is a temporary.
    JumpIfKeep Num Keep No Jump;
    /// Jump if the truth of R[b] < R[c] is a.
    JumpIfLt Num Src Src Jump;
    /// Jump if the truth of R[b] <= R[c] is a.
    JumpIfLe Num Src Src Jump;
    /// Jump if the truth of R[b] == R[c] is a.
    JumpIfEq Num Src Src Jump;
    /// Jump if the truth of R[b] != R[c] is a.
    JumpIfNe Num Src Src Jump;
    /// Jump if the truth of R[b] > R[c] is a.
    JumpIfGt Num Src Src Jump;
    /// Jump if the truth of R[b] >= R[c] is a.
    JumpIfGe Num Src Src Jump;
    /// Jump if the truth of R[b] < small integer c is a.
    JumpIfLtInt Num Src Int Jump;
    /// Jump if the truth of R[b] <= small integer c is a.
    JumpIfLeInt Num Src Int Jump;
    /// Jump if the truth of R[b] == small integer c is a.
    JumpIfEqInt Num Src Int Jump;
    /// Jump if the truth of R[b] != small integer c is a.
    JumpIfNeInt Num Src Int Jump;
    /// Jump if the truth of R[b] > small integer c is a.
    JumpIfGtInt Num Src Int Jump;
    /// Jump if the truth of R[b] >= small integer c is a.
    JumpIfGeInt Num Src Int Jump;
    /// Jump if the truth of R[b] is R[c] is a.
    JumpIfIs Num Src Src Jump;
    /// Jump if the truth of R[b] is None is a.
    JumpIfNone Num Src No Jump;
    /// Jump if the truth of R[b] in R[c] is a.
    JumpIfIn Num Src Src Jump;
    // ---- iteration and unpacking
    /// R[a] = iter(R[b]).
    GetIter Dst Src No None;
    /// R[a] = next(R[b]); at the end release R[b] and jump. R[b] is a temporary that is kept otherwise.
    ForIter Dst Keep No Jump;
    /// R[a] .. R[a+c] = the exactly c items of R[b] (a run of temporaries, or of locals that are written only when all items are there).
    Unpack Run Src Num None;
    /// R[a] .. = items of R[b]: c before the star, then the list, then X after it.
    UnpackEx Run Src Num Num;
    // ---- displays
    /// R[a] = tuple of the temporaries R[b] .. R[b+c] (moved).
    BuildTuple Dst Run Num None;
    /// R[a] = list of the temporaries R[b] .. R[b+c] (moved).
    BuildList Dst Run Num None;
    /// R[a] = set of the temporaries R[b] .. R[b+c].
    BuildSet Dst Run Num None;
    /// R[a] = dict of c pairs key, value from the temporaries R[b] ...
    BuildMap Dst Run Num None;
    /// R[a] = the c strings from R[b] joined.
    BuildString Dst Run Num None;
    /// R[a] = slice(R[b], R[b+1], R[b+2]).
    BuildSlice Dst Run No None;
    /// Append R[b] to the list in R[a].
    ListAppend Keep Src No None;
    /// Extend the list in R[a] by the items of R[b].
    ListExtend Keep Src No None;
    /// Add R[b] to the set in R[a].
    SetAdd Keep Src No None;
    /// Add the items of R[b] to the set in R[a].
    SetUpdate Keep Src No None;
    /// Dict R[a][R[b]] = R[c].
    MapSet Keep Src Src None;
    /// Dict display `**R[b]` into R[a] (TypeError unless a mapping).
    DictUpdate Keep Src No None;
    /// Keyword arguments `**R[b]` into R[a]; a duplicate raises TypeError that names the function in R[c] (kept).
    DictMerge Keep Src Keep None;
    /// R[a] = tuple(list R[b]).
    ListToTuple Dst Src No None;
    /// R[a] = format(conversion(R[b])); c: 0 none, 1 str, 2 repr, 3 ascii.
    FormatValue Dst Src Num None;
    /// R[a] = format(R[b], R[c]).
    FormatSpec Dst Src Src None;
    // ---- subscripts and attributes
    /// R[a] = R[b][R[c]].
    GetItem Dst Src Src None;
    /// R[a] = R[b][small integer c].
    GetItemInt Dst Src Int None;
    /// R[a][R[b]] = R[c].
    SetItem Src Src Src None;
    /// del R[a][R[b]].
    DelItem Src Src No None;
    /// R[a] = R[b][R[c]:R[c+1]] (bounds are temporaries, None when absent).
    GetSlice Dst Src Run None;
    /// R[a] = R[b][R[c]:R[c+1]:R[c+2]].
    GetSliceStep Dst Src Run None;
    /// R[a][R[b]:R[b+1]] = R[c].
    SetSlice Src Run Src None;
    /// R[a] = R[b].name of the site.
    LoadAttr Dst Src No Site;
    /// R[a].name of the site = R[b].
    StoreAttr Src Src No Site;
    /// del R[a].name of the site.
    DelAttr Src No No Site;
    /// R[a], R[a+1] = method and self for `R[b].name(...)`; R[a+1] blank if what was found is not a plain method. For CallMethod.
    LoadMethod Run Src No Site;
    /// R[a], R[a+1] = special method number c (see `Special`) of type(R[b]) and self; for CallMethod. Error: the protocol's TypeError.
    LoadSpecialMethod Run Src Num None;
    /// R[a] = attribute of the site of R[b](R[b+1], R[b+2]): the global `super`, class and first argument (three temporaries, consumed).
    /// When R[b] is the builtin `super`, no super object is made; else R[b] is called, with no arguments if c is 0 (`super().name`), with the
    /// two if c is 1 (`super(C, self).name`).
    LoadSuperAttr Dst Run Num Site;
    /// R[a], R[a+1] = method and self of the same, as LoadMethod (for CallMethod). a may equal b.
    LoadSuperMethod Run Run Num Site;
    // ---- calls: callable at R[a], arguments after it, all temporaries
    /// R[c] = R[a](R[a+1] .. b arguments).
    Call Run Num Dst None;
    /// R[c] = R[a](R[a+1] if not blank, then b arguments from R[a+2]).
    CallMethod Run Num Dst None;
    /// As Call with b arguments in all, the last of them named by the tuple constants[X].
    CallKw Run Num Dst Const;
    /// As CallMethod, with named arguments as CallKw.
    CallMethodKw Run Num Dst Const;
    /// R[c] = R[a](*R[a+1], **R[a+2]); R[a+1] is any iterable, R[a+2] a dict or blank.
    CallEx Run No Dst None;
    /// Return R[b]; locals are released, no other temporary is live.
    Return No Src No None;
    /// Return None.
    ReturnNone No No No None;
    /// R[a] = function of code constants[X]. From R[b]: defaults tuple, kwdefaults dict, annotate function (under future annotations: tuple of name, text, name, text ...), closure tuple; c: bit per one present (1, 2, 4, 8); absent ones take no register.
    MakeFunction Dst Run Num Const;
    /// R[a] = __build_class__.
    LoadBuildClass Dst No No None;
    // ---- generators
    /// Suspend with value R[b]; R[a] = what is sent in.
    Yield Dst Src No None;
    /// R[a] = the iterator to delegate to for R[b] (generators as they are).
    GetYieldFromIter Dst Src No None;
    /// Delegation: resume iterator R[b] (kept) with R[c] (consumed). It yields: suspend with that value and come back to this very
    /// instruction with the sent value in R[c]. It returns: release R[b], R[a] = its value, jump. Thrown exceptions are passed to it by the VM.
    Delegate Dst Keep Keep Jump;
    // ---- imports
    /// R[a] = __import__(names[X], level R[b], fromlist R[b+1]).
    ImportName Dst Run No Name;
    /// R[a] = R[b].names[X], or the submodule of that name; ImportError.
    ImportFrom Dst Keep No Name;
    /// Bind the public names of module R[b] in the locals mapping.
    ImportStar No Src No None;
    // ---- exceptions
    /// First instruction of a handler: R[a] = the exception, which becomes the one being handled; R[a+1] = the one that was.
    PushExc Run No No None;
    /// End of a handler: R[a+1] is again the exception being handled; both released.
    PopExc Run No No None;
    /// R[a] = isinstance match of the exception R[b] (kept) with type or tuple R[c].
    ExcMatch Dst Keep Src None;
    /// As PopExc, then raise the exception again with its traceback as it is.
    Reraise Run No No None;
    /// a = 0: re-raise the one being handled; 1: raise R[b]; 2: raise R[b] from R[c].
    Raise Num Src Src None;
    /// R[a] = AssertionError.
    LoadAssertionError Dst No No None;
    /// `except*`: splits the exception (group or not, or None) R[b] by the type or tuple R[c]: R[a] = the part that does not match or None, R[a+1] = the part that
    /// matches or None; a match that is not None becomes the exception being handled. TypeError for types that cannot be caught so.
    CheckEgMatch Run Src Src None;
    /// End of `except*`: R[b] the original exception, R[c] the list of what handlers raised and, last, what no handler took (or None); R[a] = the exception to raise or None.
    PrepReraiseStar Dst Src Src None;
    // ---- rest
    /// Make sure that the frame's locals have __annotations__ (modules under from __future__ import annotations).
    SetupAnnotations No No No None;
    /// Interactive mode: pass R[b] to sys.displayhook.
    PrintExpr No Src No None;
    /// First instruction of a generator, coroutine or async generator: make the object and return it. The first resume goes on after it.
    /// That a StopIteration which leaves such a frame becomes RuntimeError is the VM's doing, as is wrapping what async generators yield.
    ReturnGenerator No No No None;
    // ---- async and match
    /// R[a] = awaitable iterator of R[b]; c: 0 plain `await`, 1 of `__aenter__`'s result, 2 of `__aexit__`'s (for the TypeError's text).
    GetAwaitable Dst Src Num None;
    /// R[a] = aiter(R[b]).
    GetAiter Dst Src No None;
    /// R[a] = awaitable iterator of R[b].__anext__() (R[b] kept), for Delegate.
    GetAnext Dst Keep No None;
    /// In a handler after `PushExc a`: if R[a] is StopAsyncIteration as PopExc, and goes on; else as Reraise.
    EndAsyncFor Run No No None;
    /// R[a] = R[b] marked as a value that an async generator yields (the next instruction is its Yield).
    AsyncGenWrap Dst Src No None;
    /// R[a] = len(R[b]).
    GetLen Dst Keep No None;
    /// R[a] = whether R[b] is a mapping for patterns.
    MatchMapping Dst Keep No None;
    /// R[a] = whether R[b] is a sequence for patterns.
    MatchSequence Dst Keep No None;
    /// R[a] = tuple of the values of mapping R[b] for the keys in tuple R[c], or None if one is missing.
    MatchKeys Dst Keep Keep None;
    /// R[a] = tuple of the attributes of R[b] (consumed) for a class pattern, or None if it does not match. R[c] class, R[c+1] tuple of keyword
    /// names, R[c+2] number of positional patterns (an int); all three consumed.
    MatchClass Dst Src Run None;
    /// R[a] = Template of the tuple of strings R[b] and the tuple of interpolations R[b+1].
    BuildTemplate Dst Run No None;
    /// R[a] = Interpolation of value R[b], expression text R[b+1] and, if bit 2 of c is set, format spec R[b+2]; bits 0-1 of c: the conversion as in FormatValue.
    BuildInterpolation Dst Run Num None;
    // ---- added
    /// R[a], R[a+1], R[a+2] = type, value and traceback of the exception R[b] (arguments for `__exit__`).
    ExcInfo Run Keep No None;
    /// ForIter the other way round, at the bottom of a rotated loop: R[a] = next(R[b]) and jump (backward: reads the breaker); at the end release R[b] and go on.
    ForNext Dst Keep No Jump;
    /// R[a] = constants[X], where the index needs more than 16 bits.
    LoadConstX Dst No No Const;
    /// R[a] = internal function number c (see `Intrinsic`) of the temporaries from R[b].
    Intrinsic Dst Run Num None;
    /// R[a] = dict of R[b]'s items without the keys in tuple R[c] (`**rest` of a mapping pattern).
    DictWithoutKeys Dst Keep Src None;
    /// R[a] = conversion c of R[b]: 1 str, 2 repr, 3 ascii (before FormatSpec).
    Convert Dst Src Num None;
}

/// Special methods that `LoadSpecialMethod` names by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Special {
    Enter,
    Exit,
    AEnter,
    AExit,
}

/// Functions of the VM that `Intrinsic` names by number, with their arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Intrinsic {
    /// TypeVar(name).
    TypeVar,
    /// TypeVar(name) whose bound is computed by a function (name, function of the format).
    TypeVarWithBound,
    /// TypeVar(name) whose constraints are computed by a function.
    TypeVarWithConstraints,
    /// TypeVarTuple(name).
    TypeVarTuple,
    /// ParamSpec(name).
    ParamSpec,
    /// The type parameter R[b] with a default computed by the function R[b+1].
    SetTypeParamDefault,
    /// `Generic[*params]` for the tuple of type parameters.
    SubscriptGeneric,
    /// TypeAliasType(name, type params tuple or None, function that computes the value).
    TypeAlias,
    /// The function R[b] with `__type_params__` set to the tuple R[b+1].
    SetFunctionTypeParams,
}

/// Packs an instruction word.
#[inline]
pub const fn abc(op: Op, a: u8, b: u8, c: u8) -> u32 {
    op as u32 | (a as u32) << 8 | (b as u32) << 16 | (c as u32) << 24
}

/// Packs an instruction word with a 16-bit operand.
#[inline]
pub const fn abx(op: Op, a: u8, bx: u16) -> u32 {
    op as u32 | (a as u32) << 8 | (bx as u32) << 16
}

impl Op {
    /// The operation of a word that codegen made.
    pub fn of(word: u32) -> Option<Op> {
        Op::ALL.get((word & 0xff) as usize).copied()
    }

    /// The operation's row.
    pub fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }
}

const _: () = assert!(TABLE.len() <= 256);
