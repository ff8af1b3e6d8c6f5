from functools import partial, partialmethod, reduce
import operator

for f, items, init in ((operator.add, [1, 2, 3], None), (operator.mul, [], 10), (operator.concat, ["a", "b"], "x"), (lambda a, b: a * 10 + b, [1, 2, 3], None), (max, [3, 9, 4], None), (lambda acc, x: acc + [x, acc[-1]], [1, 2], [0]), (lambda d, kv: {**d, kv[0]: kv[1]}, [("a", 1)], {})):
    print(reduce(f, items) if init is None else reduce(f, items, init))
p = partial(dict, a=1)
print(p(), p(b=2), p(a=3), p.keywords, partial(p, c=4)(), partial(p, a=9).keywords)
q = partial(pow, 2)
print(q(10), q(10, 1000), q.args, list(map(partial(operator.mul, 3), range(4))), sorted(["bb", "A"], key=partial(str.lower)), partial(print, "x", sep="-", end="!\n")("y"))
r = partial(partial(partial(lambda *a, **k: (a, k), 1), 2, x=1), 3, x=2, y=3)
print(r(4, z=5), r.args, r.keywords, r.func.__name__)
r.attr = "set"
print(r.attr, vars(r))


class Light:
    def __init__(self):
        self.state = []

    def change(self, level, *, dim=False):
        self.state.append((level, dim))
        return self

    on = partialmethod(change, 100)
    off = partialmethod(change, 0, dim=True)


print(Light().on().off().change(50).on(dim=True).state)


def compose2(f, g):
    return lambda *a, **k: f(g(*a, **k))


print(reduce(compose2, [str, abs, int])("-5"), reduce(lambda a, b: b(a), [len, str, "n=".__add__], "four"), reduce(operator.getitem, ["a", 0, "b"], {"a": [{"b": "deep"}]}), reduce(getattr, "real.imag.real".split("."), 5))
for bad in (lambda: reduce(), lambda: reduce(operator.add), lambda: reduce(operator.add, 5), lambda: reduce(5, [1, 2]), lambda: partial(), lambda: partial(1), lambda: q(1, 2, 3, 4), lambda: reduce(operator.add, [1, "a"])):
    try:
        bad()
    except TypeError as error:
        print("TypeError")
