import operator as op

print(op.add(1, 2), op.sub(5, 3), op.mul(2, 3), op.truediv(1, 2), op.floordiv(7, 2), op.mod(7, 3), op.pow(2, 5), op.neg(1), op.pos(-1), op.abs(-2), op.inv(5), op.invert(0))
print(op.lt(1, 2), op.le(2, 2), op.eq(1, 1.0), op.ne(1, 2), op.ge(1, 2), op.gt(3, 2), op.not_(0), op.truth([]), op.is_(None, None), op.is_not(1, None))
print(op.and_(6, 3), op.or_(6, 1), op.xor(6, 3), op.lshift(1, 4), op.rshift(16, 2), op.concat([1], [2]), op.contains([1, 2], 2), op.countOf([1, 1, 2], 1), op.indexOf([5, 6], 6), op.index(True))
d = {"a": 1}
op.setitem(d, "b", 2); op.delitem(d, "a")
print(d, op.getitem([1, 2], 0), op.getitem("abc", slice(1)), op.length_hint([1, 2]), op.length_hint(iter([1])), op.length_hint(5, 7), op.call(max, 1, 2))
a = [1]
b = op.iadd(a, [2])
print(a is b, op.iadd(1, 2), op.imul(a, 2), op.iconcat([1], [2]), op.ior({1}, {2}), op.isub(5, 1), op.ipow(2, 3))
get = op.itemgetter(1)
print(get("abc"), op.itemgetter(0, 2)("abc"), op.itemgetter("k")({"k": 5}), sorted([(1, "b"), (0, "a")], key=op.itemgetter(1)), op.itemgetter(slice(1, 3))([1, 2, 3]))


class O:
    x = 1
    y = {"z": 2}

    def m(self, a, b=0):
        return a + b


o = O()
o.inner = o
print(op.attrgetter("x")(o), op.attrgetter("x", "inner.inner.x")(o), op.methodcaller("m", 1, b=2)(o), op.methodcaller("upper")("a"))
for bad in ("op.add(1, 'a')", "op.itemgetter()", "op.attrgetter(5)", "op.index(1.5)", "op.indexOf([1], 2)", "op.itemgetter(9)('a')", "op.attrgetter('nope')(1)", "op.concat(1, 2)", "op.methodcaller()"):
    try:
        eval(bad)
    except (TypeError, ValueError, IndexError, AttributeError) as error:
        print(bad, type(error).__name__)
print(repr(get), repr(op.attrgetter("a", "b")), repr(op.methodcaller("f", 1, k=2)), op.matmul.__name__, op.__add__(1, 1))
