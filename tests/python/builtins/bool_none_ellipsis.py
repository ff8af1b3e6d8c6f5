print(True + 1, True == 1, True is True, isinstance(True, int), bool.__mro__, str(True), repr(False), int(True), float(True))
print(bool(), bool(0), bool([]), bool("False"), bool(None), bool(...), bool(NotImplemented) if False else "", True and 5, False or "x", not None)
print(True & False, True | 1, True ^ True, -True, +True, abs(True), True << 3, True / 2, True < 2, False < True, max(True, 2), sum([True, True]), hash(True))
print([10, 20][True], "ab"[False], {True: "t"}[1], range(5)[True], "x" * True, f"{True:>6}|{True!s:>6}|{True:d}", "%d %s" % (True, True))
print(True.bit_length(), True.real, True.numerator, True.to_bytes(1, "big"), bool.from_bytes(b"\x01", "big"))
print(None, repr(None), type(None).__name__, None == None, None is None, None != 0, [None], {None: 1}[None], type(None)())
print(..., Ellipsis, repr(...), type(...).__name__, ... is Ellipsis, NotImplemented, type(NotImplemented).__name__)
for bad in ("None < None", "None + 1", "None()", "None[0]", "len(None)", "None.x", "iter(None)", "int(None)", "-None", "True.x", "...()", "bool(1, 2)", "type(None)(1)", "class_bool"):
    try:
        eval(bad)
    except (TypeError, AttributeError, NameError) as error:
        print(type(error).__name__, error if "bool expected" not in str(error) else "")
for source in ("None = 1", "True = 0", "def None(): pass", "x.True = 1", "f(None=1)", "del None", "for True in x: pass", "import x as None", "lambda None: 0", "class True: pass"):
    try:
        compile(source, "t", "exec")
    except SyntaxError:
        print("SyntaxError", source)
try:
    None.attr = 1
except AttributeError:
    print("None takes no attributes")
print([x for x in (0, 1, None, "", "a", [], [0]) if x], list(filter(None, [0, 1, "", "b"])), any([None, 0]), all([1, "x"]))
