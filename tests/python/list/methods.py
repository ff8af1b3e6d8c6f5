a = [1, 2]
a.append(3); print(a)
a.extend("xy"); print(a)
a.insert(0, "first"); a.insert(100, "last"); a.insert(-1, "pen"); print(a)
print(a.pop(), a.pop(0), a.pop(-2), a)
a.remove("x"); print(a)
print(a.index(2), a.count(3), [1, 2, 1].count(1), [1, 2, 3, 2].index(2, 2), [1, 2, 3].index(3, -1))
for bad in ("a.remove('zz')", "a.index('zz')", "[].pop()", "[1].pop(3)", "[1].index(1, 1)"):
    try:
        eval(bad)
    except (ValueError, IndexError) as error:
        print(type(error).__name__)
a.reverse(); print(a)
b = a.copy(); b.clear(); print(a, b, a == a.copy(), a is a.copy())
print([3, 1, 2].sort(), sorted([3, 1, 2]), sorted("hello"), sorted({"b": 1, "a": 2}))
s = ["bb", "a", "CCC"]
s.sort(); print(s)
s.sort(key=str.lower, reverse=True); print(s)
s.sort(key=len); print(s)
print([1] + [2], [1] * 3, 3 * [1, 2], [] * 5, [1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0], [2] > [1, 9])
print([1, [2]] == [1, [2]], [1] != [1.0], [float("nan")] == [float("nan")])
nan = float("nan")
print([nan] == [nan], nan in [nan])
x = [1, 2, 3]
x += (4, 5); x *= 2
print(x, len(x), 3 in x, 9 not in x)
print(list(), list("abc"), list((1, 2)), list({1: 2}), list(range(3)), list(iter([5])))
print([1, 2, 3].__len__(), [1].__contains__(1), list.__add__([1], [2]), [1, 2].__getitem__(-1))
x = [1, 2, 3]
x.__setitem__(0, 9); x.__delitem__(1); print(x)
x.__init__("re"); print(x)
print(min([3, 1]), max([3, 1]), sum([1, 2]), any([0, 1]), all([]), list(reversed([1, 2])), list(enumerate("ab")))
x = [1, 2, 3, 4]
it = iter(x)
next(it); x.clear()
print(list(it), it.__length_hint__())
it = iter([1, 2, 3]); next(it)
print(it.__length_hint__())
r = reversed([1, 2, 3]); next(r); print(list(r))
y = [[0] * 2] * 2
y[0][0] = 1; print(y)
try:
    [1] < ["a"]
except TypeError as error:
    print(error)
try:
    hash([])
except TypeError as error:
    print(error)
a = [1, 2]; a.extend(a); print(a)
a.extend(x for x in (7, 8)); print(a)
try:
    a.extend(5)
except TypeError as error:
    print(error)
