a, b = {1, 2, 3}, {3, 4}
print(a | b, a & b, a - b, a ^ b, b - a)
print(a.union([5], (6,)), a.intersection([1, 9], {1, 2}), a.difference([1], [2]), a.symmetric_difference([3, 7]))
print(a <= {1, 2, 3, 4}, a < a, a >= {1}, a > {1}, a == {3, 2, 1}, a != b, a.issubset(range(5)), a.issuperset([1]), a.isdisjoint([7]))
a.add(9); a.add(9); a.discard(100); a.remove(9)
print(a, len(a), 2 in a, "x" in a)
try:
    a.remove(77)
except KeyError as error:
    print("KeyError", error)
a.update([4, 5], {6}); a.intersection_update(range(2, 6)); a.difference_update([2]); a.symmetric_difference_update({3, 8})
print(a)
a |= {1}; a &= {1, 4, 5}; a -= {4}; a ^= {5, 6}
print(a)
print(set(), {1}, set("a"), {*()} == set(), frozenset(), frozenset([1, 2]), frozenset({3}) | {4}, {4} | frozenset({3}))
print(type({1} | frozenset()).__name__, type(frozenset() | {1}).__name__, {1} == frozenset([1]), hash(frozenset([1, 2])) == hash(frozenset([2, 1])))
f = frozenset([1, 2])
print({f: 1}[frozenset([2, 1])], f in {f}, {1, 2} in {f}, f.copy() is f, frozenset(f) is f)
for bad in ("{[]}", "{{}}", "{1} | [2]", "set([[]])", "{1} < [1]", "frozenset().add(1)", "hash(set())", "set(5)", "{1} + {2}",
            "set().pop()", "{1}[0]", "{1}.union(5)"):
    try:
        eval(bad)
    except (TypeError, AttributeError, KeyError) as error:
        print(bad, type(error).__name__)
print(sorted({3, 1, 2}), max({3, 1}), sum({1, 2}), {1, 1.0, True}, {0, False, 0.0}, len({1, "1", 1.5}))
c = a.copy(); c.clear(); print(c, bool(c), bool(a))
print({x % 3 for x in range(9)}, {c for c in "aab"} == {"a", "b"})
s = {1, 2, 3}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as error:
    print(error)
print(s.pop() in (1, 2, 3, 11), len(s) >= 3)
e = {1}
e.update(e); e |= e; print(e, e - e, e ^ e, e & e)
e -= e
print(e)
print({(1, 2), (1, 2)}, {None, ...} == {..., None}, {1, 2}.__contains__(1), {1} .__len__(), {1}.__or__([2]))
class S(set):
    pass
print(S([1]), S([1]) | {2}, type(S() | {1}).__name__, S([1]) == {1}, repr(S()), frozenset.__repr__(frozenset()))
