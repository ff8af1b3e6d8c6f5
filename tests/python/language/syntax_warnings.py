# What compiles and is hardly meant is warned of; a filter makes it an error at the same place.
import warnings

CASES = """x is 1
1 is x
x is not "thing"
x is y is 1
x is None
x is ...
assert (x, "msg")
assert x, "msg"
[(1, 2) (3, 4)]
[{1: 2} (3, 4)]
["abc" (3, 4)]
[f"{x}" (3, 4)]
[None (3, 4)]
[{1, 2} [i, j]]
[[1, 2] [i, j]]
[(1, 2) ["a"]]
[[1, 2] [0]]
[(1, 2) [i:j]]
0xfor x""".splitlines()
for source in CASES[:-1]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compile(source, "<case>", "exec")
    print(source, [(w.category.__name__, w.lineno, w.filename) for w in caught])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            compile("\n" + source, "<case>", "exec")
        except SyntaxError as error:
            print("   ", error.lineno, error.offset)

# Line ends within literals are \n, whatever the source has.
print(repr(eval("'''a\r\nb\rc'''")), repr(eval(b"b'''a\r\nb'''")))
