"""Classes of syntax trees; compile() makes the trees."""

PyCF_ONLY_AST, PyCF_OPTIMIZED_AST, PyCF_TYPE_COMMENTS, PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x400, 0x8400, 0x1000, 0x2000


class AST:
    _fields = ()
    _attributes = ()
    __match_args__ = ()
    _field_types = {}

    def __init__(self, *args, **kwargs):
        fields = self._fields
        if len(args) > len(fields):
            raise TypeError(f"{type(self).__name__} constructor takes at most {len(fields)} positional argument{'s'[:len(fields) != 1]}")
        for name, value in zip(fields, args):
            if name in kwargs:
                raise TypeError(f"{type(self).__name__} got multiple values for argument {name!r}")
            setattr(self, name, value)
        for name, value in kwargs.items():
            setattr(self, name, value)
        for name in fields[len(args):]:
            if name not in kwargs:
                kind = self._kinds.get(name)
                if kind == "*":
                    setattr(self, name, [])
                elif name == "ctx":
                    setattr(self, name, Load())

    _kinds = {}

    def __reduce_ex__(self, protocol):
        import copyreg
        return copyreg.__newobj__, (type(self),), dict(self.__dict__)

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{n}={getattr(self, n, None)!r}' for n in self._fields)})"


_POSITION = ("lineno", "col_offset", "end_lineno", "end_col_offset")
_GRAMMAR = """
mod: Module(body* type_ignores*) Interactive(body*) Expression(body) FunctionType(argtypes* returns)
stmt@: FunctionDef(name args body* decorator_list* returns? type_comment? type_params*)
 AsyncFunctionDef(name args body* decorator_list* returns? type_comment? type_params*)
 ClassDef(name bases* keywords* body* decorator_list* type_params*) Return(value?) Delete(targets*)
 Assign(targets* value type_comment?) TypeAlias(name type_params* value) AugAssign(target op value)
 AnnAssign(target annotation value? simple) For(target iter body* orelse* type_comment?)
 AsyncFor(target iter body* orelse* type_comment?) While(test body* orelse*) If(test body* orelse*)
 With(items* body* type_comment?) AsyncWith(items* body* type_comment?) Match(subject cases*) Raise(exc? cause?)
 Try(body* handlers* orelse* finalbody*) TryStar(body* handlers* orelse* finalbody*) Assert(test msg?) Import(names*)
 ImportFrom(module? names* level?) Global(names*) Nonlocal(names*) Expr(value) Pass() Break() Continue()
expr@: BoolOp(op values*) NamedExpr(target value) BinOp(left op right) UnaryOp(op operand) Lambda(args body)
 IfExp(test body orelse) Dict(keys* values*) Set(elts*) ListComp(elt generators*) SetComp(elt generators*)
 DictComp(key value generators*) GeneratorExp(elt generators*) Await(value) Yield(value?) YieldFrom(value)
 Compare(left ops* comparators*) Call(func args* keywords*) FormattedValue(value conversion format_spec?)
 Interpolation(value str conversion format_spec?) JoinedStr(values*) TemplateStr(values*) Constant(value kind?)
 Attribute(value attr ctx) Subscript(value slice ctx) Starred(value ctx) Name(id ctx) List(elts* ctx) Tuple(elts* ctx)
 Slice(lower? upper? step?)
expr_context: Load() Store() Del()
boolop: And() Or()
operator: Add() Sub() Mult() MatMult() Div() Mod() Pow() LShift() RShift() BitOr() BitXor() BitAnd() FloorDiv()
unaryop: Invert() Not() UAdd() USub()
cmpop: Eq() NotEq() Lt() LtE() Gt() GtE() Is() IsNot() In() NotIn()
excepthandler@: ExceptHandler(type? name? body*)
pattern@: MatchValue(value) MatchSingleton(value) MatchSequence(patterns*) MatchMapping(keys* patterns* rest?)
 MatchClass(cls patterns* kwd_attrs* kwd_patterns*) MatchStar(name?) MatchAs(pattern? name?) MatchOr(patterns*)
type_ignore: TypeIgnore(lineno tag)
type_param@: TypeVar(name bound? default_value?) ParamSpec(name default_value?) TypeVarTuple(name default_value?)
AST: comprehension(target iter ifs* is_async) arguments(posonlyargs* args* vararg? kwonlyargs* kw_defaults* kwarg? defaults*)
 arg@(arg annotation? type_comment?) keyword@(arg? value) alias@(name asname?) withitem(context_expr optional_vars?)
 match_case(pattern guard? body*)
"""


def _make(name, base, fields, positions):
    body = {"__module__": "ast", "__doc__": None}
    if fields is not None:
        names = tuple(f.rstrip("*?") for f in fields)
        body["_fields"] = body["__match_args__"] = names
        body["_kinds"] = {f.rstrip("*?"): f[-1] for f in fields if f[-1] in "*?"}
        body["_field_types"] = {f.rstrip("*?"): list[object] if f[-1] == "*" else object for f in fields}
        for f in fields:
            if f.endswith("?"):
                body[f[:-1]] = None
    if positions:
        body["_attributes"] = _POSITION
        body["end_lineno"] = body["end_col_offset"] = None
    globals()[name] = made = type(base)(name, (base,), body)
    return made


def _fill():
    base = AST
    for line in _GRAMMAR.strip().splitlines():
        if line[0] != " ":
            head, line = line.split(":", 1)
            positions = head.endswith("@")
            head = head.rstrip("@")
            base = AST if head == "AST" else _make(head, AST, (), positions)
        for part in line.strip().split(")"):
            name, _, fields = part.strip().partition("(")
            if name:
                _make(name.rstrip("@"), base, fields.split(), name.endswith("@"))


AST.__module__ = "ast"
_fill()


def _text_of(tree):
    """The text that compile() takes in a tree's place."""
    mapper = _mapper()()
    text = mapper.visit(tree.body if isinstance(tree, Expression) else tree)
    return (text, *mapper.places())


_Mapper = None


def _mapper():
    """The class that writes a tree as text and remembers where its nodes come to stand."""
    global _Mapper
    if _Mapper is not None:
        return _Mapper
    from _ast_unparse import Unparser

    class _Mapper(Unparser):
        def __init__(self):
            super().__init__()
            self._marks = []
            self._main = None

        def visit(self, node):
            self._source = self._main = []
            self.traverse(node)
            return "".join(self._source)

        def traverse(self, node):
            if isinstance(node, AST) and self._source is self._main and getattr(node, "lineno", None) is not None:
                begin, indent = len(self._source), 4 * self._indent
                super().traverse(node)
                self._marks.append((node, begin, len(self._source), indent))
            else:
                super().traverse(node)

        def places(self):
            """The tree's line of each line of the text; and for each expression where it stands in the text and in the tree."""
            at, line, column = [], 1, 0
            for piece in self._main:
                at.append((line, column))
                breaks = piece.count("\n")
                if breaks:
                    line, column = line + breaks, 0
                    piece = piece[piece.rindex("\n") + 1:]
                column += len(piece) if piece.isascii() else len(piece.encode("utf-8", "surrogatepass"))
            at.append((line, column))
            lines, places = {}, []
            for node, begin, end, indent in self._marks:
                first, left = at[begin]
                last, right = at[end]
                to = (node.lineno, node.col_offset, node.end_lineno or node.lineno,
                      node.col_offset if node.end_col_offset is None else node.end_col_offset)
                if not isinstance(node, expr):
                    while begin < len(self._main) and self._main[begin] == "\n":
                        first, begin = first + 1, begin + 1
                    for decorator in getattr(node, "decorator_list", ()):
                        lines[first] = getattr(decorator, "lineno", node.lineno)
                        first += 1
                    lines[first] = node.lineno
                    places += (first, indent, last, right, *to)
                    continue
                if begin < end and self._main[begin] == "(" and self._main[end - 1] == ")":
                    places += (first, left + 1, last, right - 1, *to)
                places += (first, left, last, right, *to)
            known, shown = 1, []
            for number in range(line + 1):
                known = lines.get(number, known)
                shown.append(known)
            return shown, places

    return _Mapper
