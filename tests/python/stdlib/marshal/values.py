"""Values to bytes and back."""
import marshal

values = [None, True, False, ..., 0, -1, 2 ** 31, -(2 ** 31), 2 ** 40, -(2 ** 100), 1.5, 2j, "", "a\xe9", "\ud800", b"x", (1, (2,)), [3, [4]], {1: {2: 3}}, {4}, frozenset([5])]
for value in values:
    back = marshal.loads(marshal.dumps(value))
    print(ascii(back), type(back).__name__, back == value)
for data in (b"", b"i", b"?", b"[\x01\x00\x00\x00"):
    try:
        print(marshal.loads(data))
    except (EOFError, ValueError) as e:
        print(type(e).__name__)
try:
    marshal.dumps(object())
except ValueError as e:
    print(e)
