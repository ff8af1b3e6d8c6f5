"""Running out inside methods that the interpreter itself calls."""


class Greedy:
    def boom(self, *args):
        return [0] * 10 ** 12

    __hash__ = __eq__ = __len__ = __bool__ = __iter__ = __getitem__ = __contains__ = __str__ = __repr__ = __format__ = __add__ = __call__ = __enter__ = boom

    def __exit__(self, *args):
        pass


g = Greedy()


def enter():
    with g:
        pass


actions = (lambda: {g: 1}, lambda: g == 1, lambda: len(g), lambda: bool(g), lambda: list(g), lambda: g[0], lambda: 1 in g, lambda: str(g), lambda: f"{g}", lambda: g + 1, lambda: g(), enter, lambda: print(g),
           lambda: [1, 2].index(g), lambda: "%s" % g, lambda: sum([g, 1], g), lambda: {1: 1}.get(g))
for action in actions:
    try:
        action()
        print("no?")
    except MemoryError:
        print("MemoryError")
print("works on")
