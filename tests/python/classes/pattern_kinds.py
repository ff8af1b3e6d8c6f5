"""Which classes `case [..]` and `case {..}` take: those that ABCs know as sequences and mappings."""
import collections
import collections.abc


class Seq(collections.abc.Sequence):
    def __getitem__(self, i):
        return [1, 2][i]

    def __len__(self):
        return 2


class Map(collections.abc.Mapping):
    def __getitem__(self, key):
        return {"k": 1}[key]

    def __len__(self):
        return 1

    def __iter__(self):
        return iter(["k"])


class Plain:
    def __getitem__(self, i):
        return [1, 2][i]

    def __len__(self):
        return 2


class Late(Plain):
    pass


class LateChild(Late):
    pass


def kind(v):
    match v:
        case [*_]:
            return "sequence"
        case {}:
            return "mapping"
    return "other"


print([kind(v) for v in (Seq(), Map(), Plain(), Late(), LateChild(), [], (), {}, "", b"", range(2), collections.deque(), collections.UserDict(), collections.UserList(), memoryview(b"")
                         , set(), iter([]))])
collections.abc.Sequence.register(Late)
print(kind(Late()), kind(LateChild()), kind(Plain()))


class Both(collections.UserDict, collections.abc.Sequence):
    pass


class BothTurned(collections.UserList, collections.abc.Mapping):
    pass


print(kind(Both()), kind(BothTurned()))
