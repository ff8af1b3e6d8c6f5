class Base:
    def __init__(self, **kw):
        super().__init__()
        for k, v in kw.items():
            setattr(self, k, v)

    def describe(self):
        return [type(self).__name__]


class Named(Base):
    def __init__(self, name="?", **kw):
        super().__init__(**kw)
        self.name = name

    def describe(self):
        return super().describe() + [self.name]


class Logged(Base):
    log = []

    def __setattr__(self, k, v):
        self.log.append(k)
        super().__setattr__(k, v)


class Sized(Base):
    def __init__(self, size=0, **kw):
        super().__init__(**kw)
        self.size = size

    def describe(self):
        return super().describe() + [f"size {self.size}"]

    def __len__(self):
        return self.size


class Thing(Named, Logged, Sized):
    def describe(self):
        return super().describe() + ["thing"]


t = Thing("rock", size=3, color="grey")
print(t.describe(), t.log, len(t), [c.__name__ for c in Thing.__mro__])


class ReprMixin:
    def __repr__(self):
        return f"<{type(self).__name__} {' '.join(f'{k}={v!r}' for k, v in sorted(vars(self).items()))}>"


class EqMixin:
    def __eq__(self, o):
        return type(self) is type(o) and vars(self) == vars(o)

    def __hash__(self):
        return hash(tuple(sorted(vars(self).items())))


class P(ReprMixin, EqMixin):
    def __init__(self, x, y):
        self.x, self.y = x, y


print(P(1, "a"), P(1, 2) == P(1, 2), P(1, 2) != P(2, 1), len({P(1, 2), P(1, 2)}))


class CountCalls:
    def __init_subclass__(cls):
        for name, f in list(vars(cls).items()):
            if callable(f) and not name.startswith("_"):
                setattr(cls, name, cls.wrap(name, f))

    @staticmethod
    def wrap(name, f):
        def wrapper(*a, **k):
            wrapper.calls += 1
            return f(*a, **k)
        wrapper.calls = 0
        wrapper.__name__ = name
        return wrapper


class Service(CountCalls):
    def get(self, k):
        return k

    def put(self, k, v):
        return self.get(k), v

    def _private(self):
        pass


s = Service()
s.get(1); s.put(1, 2)
print(Service.get.calls, Service.put.calls, hasattr(Service._private, "calls"), s.put.__name__)


class Chain:
    def __init__(self):
        self.ops = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)

        def add(*args):
            self.ops.append((name, args))
            return self
        return add

    def run(self, value):
        for name, args in self.ops:
            value = getattr(value, name)(*args)
        return value


print(Chain().strip().upper().replace("A", "4").split("-").run("  a-b-a "))
class Left:
    def go(self): return "Left>" + super().go()
class Right:
    def go(self): return "Right"
class Join(Left, Right): pass
print(Join().go())
try:
    Left().go()
except AttributeError as error:
    print(error)
