# oracle: none
for f in (lambda: {[]}, lambda: set([{}]), lambda: set().add([]), lambda: [] in set(), lambda: set().remove([]),
          lambda: {{}}, lambda: frozenset([[]]), lambda: {1: 2}[[]], lambda: {[]: 1}, lambda: {}.get([]),
          lambda: {}.setdefault({}), lambda: {}.pop([]), lambda: [] in {}, lambda: dict.fromkeys([[]])):
    try:
        f()
    except TypeError as e:
        print(e)
print({1, 2} in {frozenset({1, 2})})
s = {frozenset({1})}
s.discard({1})
print(s)
try:
    set().remove({3})
except KeyError as e:
    print(repr(e))


class C:
    __hash__ = None


try:
    {C()}
except TypeError as e:
    print(e)
