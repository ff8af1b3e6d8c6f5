from collections.abc import (Callable, Container, Hashable, Iterable, Iterator, Mapping, MutableMapping, MutableSequence, MutableSet,
                             Sequence, Set, Sized, Generator, Reversible, Collection, KeysView)

tests = [1, "s", [], (), {}, set(), frozenset(), range(3), b"", bytearray(), iter([]), (x for x in ""), len, {}.keys(), object(), type]
kinds = [Hashable, Iterable, Iterator, Sized, Container, Callable, Sequence, MutableSequence, Mapping, MutableMapping, Set, MutableSet, Generator, Reversible, Collection]
for t in tests:
    print(type(t).__name__, [k.__name__ for k in kinds if isinstance(t, k)])


class Seq(Sequence):
    def __init__(self, *items):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __getitem__(self, i):
        return self.items[i]


s = Seq(1, 2, 3, 2)
print(list(s), 2 in s, s.index(3), s.count(2), list(reversed(s)), isinstance(s, Sequence))


class Map(MutableMapping):
    def __init__(self):
        self.d = {}

    def __getitem__(self, k):
        return self.d[k]

    def __setitem__(self, k, v):
        self.d[k] = v

    def __delitem__(self, k):
        del self.d[k]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)


m = Map()
m["a"] = 1
m.update(b=2, c=3)
print(m.get("a"), m.get("z", 0), m.setdefault("d", 4), m.pop("b"), sorted(m.items()), list(m.keys()), "a" in m, m == {"a": 1, "c": 3, "d": 4}, len(m.values()))
print(m.popitem(), m.clear(), len(m))


class S(Set):
    def __init__(self, items):
        self.items = list(dict.fromkeys(items))

    def __contains__(self, x):
        return x in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


a, b = S([1, 2, 3]), S([2, 3, 4])
print(list(a & b), list(a | b), list(a - b), list(a ^ b), a <= b, S([2]) < a, a == S([3, 2, 1]), a.isdisjoint(S([9])))
try:
    Sequence()
except TypeError as error:
    print("abstract")


class Duck:
    def __iter__(self):
        return iter(())

    def __len__(self):
        return 0

    def __contains__(self, x):
        return False


print(isinstance(Duck(), Collection), issubclass(Duck, Sized), isinstance(Duck(), Sequence))
Sequence.register(Duck)
print(isinstance(Duck(), Sequence))


class NoHash:
    __hash__ = None


print(isinstance(NoHash(), Hashable), issubclass(list, Hashable), issubclass(dict, Mapping), isinstance({}.keys(), KeysView))
