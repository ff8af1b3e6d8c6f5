class Observable:
    def __init__(self):
        object.__setattr__(self, "_watch", {})

    def watch(self, name, f):
        self._watch.setdefault(name, []).append(f)

    def __setattr__(self, name, value):
        old = self.__dict__.get(name)
        object.__setattr__(self, name, value)
        if old != value:
            for f in self._watch.get(name, ()):
                f(name, old, value)


class Model(Observable):
    def __init__(self, **kw):
        super().__init__()
        for k, v in kw.items():
            setattr(self, k, v)


log = []
m = Model(x=1, y=2)
m.watch("x", lambda *a: log.append(a))
m.watch("x", lambda n, o, v: setattr(m, "y", v * 2))
m.watch("y", lambda *a: log.append(a))
m.x = 5
m.x = 5
m.z = 1
print(log, m.y, sorted(k for k in vars(m) if k != "_watch"))


class History:
    def __init__(self, obj):
        self.obj, self.done, self.undone = obj, [], []

    def do(self, command):
        command.apply(self.obj)
        self.done.append(command)
        self.undone.clear()

    def undo(self):
        if self.done:
            c = self.done.pop()
            c.revert(self.obj)
            self.undone.append(c)

    def redo(self):
        if self.undone:
            c = self.undone.pop()
            c.apply(self.obj)
            self.done.append(c)


class Insert:
    def __init__(self, at, text):
        self.at, self.text = at, text

    def apply(self, buf):
        buf[self.at:self.at] = self.text

    def revert(self, buf):
        del buf[self.at:self.at + len(self.text)]


class Delete:
    def __init__(self, start, stop):
        self.slice = slice(start, stop)

    def apply(self, buf):
        self.saved = buf[self.slice]
        del buf[self.slice]

    def revert(self, buf):
        buf[self.slice.start:self.slice.start] = self.saved


class Macro:
    def __init__(self, *commands):
        self.commands = commands

    def apply(self, buf):
        for c in self.commands:
            c.apply(buf)

    def revert(self, buf):
        for c in reversed(self.commands):
            c.revert(buf)


buf = list("hello")
h = History(buf)
show = lambda: print("".join(buf), len(h.done), len(h.undone))
for step in (lambda: h.do(Insert(5, " world")), lambda: h.do(Delete(0, 1)), lambda: h.do(Insert(0, "J")), h.undo, h.undo, h.redo, lambda: h.do(Macro(Delete(0, 4), Insert(0, "bye"), Insert(3, ","))), h.undo, h.redo, h.redo, h.undo, h.undo, h.undo, h.undo):
    step()
    show()


class Versioned:
    def __init__(self, **state):
        self._states = [state]

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        for s in reversed(self._states):
            if name in s:
                return s[name]
        raise AttributeError(name)

    def __enter__(self):
        self._states.append({})
        return self

    def __exit__(self, kind, *rest):
        top = self._states.pop()
        if kind is None:
            self._states[-1].update(top)
        return kind is KeyError

    def set(self, **kw):
        self._states[-1].update(kw)


v = Versioned(a=1, b=2)
with v:
    v.set(a=10)
    with v:
        v.set(b=20, c=30)
        print(v.a, v.b, v.c)
        raise KeyError
    print(v.a, v.b, hasattr(v, "c"))
print(v.a, v.b)
