import copy
import copyreg
import io
import pickle


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)


class Slotted:
    __slots__ = ("a", "b")


class Reduced:
    def __init__(self, n):
        self.n = n

    def __reduce__(self):
        return Reduced, (self.n + 1,)


class Stateful:
    def __getstate__(self):
        return {"kept": self.kept}

    def __setstate__(self, state):
        self.kept = state["kept"] * 2


shared = [1, 2]
cycle = []
cycle.append(cycle)
values = [None, True, 1, -5, 2 ** 70, 1.5, float("inf"), 1j, "é日😀", b"bytes\xff", bytearray(b"ba"), (), (1,), (1, 2, 3, 4), [1, [2]],
          {"a": 1, 2: (3,)}, {1, 2}, frozenset([3]), range(5), slice(1, 2), Point(1, 2), len, int, Point, ...]
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    for value in values:
        if pickle.loads(pickle.dumps(value, protocol)) != value:
            print("differs", protocol, value)
    a, b = pickle.loads(pickle.dumps([shared, shared], protocol))
    c = pickle.loads(pickle.dumps(cycle, protocol))
    print(protocol, a is b, c[0] is c, pickle.loads(pickle.dumps(Reduced(1), protocol)).n)
s = Slotted()
s.a = 1
t = pickle.loads(pickle.dumps(s, 2))
print(t.a, hasattr(t, "b"))
w = Stateful()
w.kept = 21
print(pickle.loads(pickle.dumps(w)).kept, copy.copy(w).kept, copy.deepcopy(Point([1], 2)).x)
for bad in (lambda: 1, (i for i in ())):
    try:
        pickle.dumps(bad)
    except (pickle.PicklingError, TypeError, AttributeError) as error:
        print(type(bad).__name__, "cannot be pickled")
for data in (b"", b"garbage", pickle.dumps([1, 2])[:-3]):
    try:
        pickle.loads(data)
    except (EOFError, pickle.UnpicklingError, ValueError, KeyError, IndexError) as error:
        print("cannot be read")


class Persistent(pickle.Pickler):
    def persistent_id(self, obj):
        return "point" if isinstance(obj, Point) else None


class Loader(pickle.Unpickler):
    def persistent_load(self, pid):
        return pid.upper()


f = io.BytesIO()
Persistent(f).dump([1, Point(1, 2)])
print(Loader(io.BytesIO(f.getvalue())).load())
copyreg.pickle(complex, lambda c: (complex, (c.real, c.imag + 1)))
print(pickle.loads(pickle.dumps(2j)))
