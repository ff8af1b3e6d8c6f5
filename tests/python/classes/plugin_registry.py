class PluginMeta(type):
    registry = {}

    def __new__(mcs, name, bases, ns, *, key=None, abstract=False, **kw):
        cls = super().__new__(mcs, name, bases, ns, **kw)
        if not abstract:
            cls.key = key or name.lower()
            if cls.key in mcs.registry:
                raise TypeError(f"duplicate plugin {cls.key!r}")
            missing = [n for n, v in ((n, getattr(cls, n, None)) for n in cls.required) if not callable(v)]
            if missing:
                raise TypeError(f"{name} lacks {', '.join(missing)}")
            mcs.registry[cls.key] = cls
        return cls

    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)

    def __call__(cls, *args, **kw):
        obj = super().__call__(*args, **kw)
        cls.made = cls.__dict__.get("made", 0) + 1
        return obj

    def __iter__(cls):
        return iter(sorted(cls.registry))

    def __getitem__(cls, key):
        return cls.registry[key]

    def __contains__(cls, key):
        return key in cls.registry

    def __len__(cls):
        return len(cls.registry)


class Plugin(metaclass=PluginMeta, abstract=True):
    required = ("run",)

    def __init__(self, **options):
        self.options = options

    def describe(self):
        return f"{self.key}{self.options or ''}"


class Upper(Plugin):
    def run(self, text):
        return text.upper()


class Repeat(Plugin, key="x2"):
    def run(self, text):
        return text * self.options.get("times", 2)


class Chain(Plugin):
    def __init__(self, *keys, **kw):
        super().__init__(**kw)
        self.parts = [Plugin[k]() for k in keys]

    def run(self, text):
        for p in self.parts:
            text = p.run(text)
        return text


print(list(Plugin), len(Plugin), "x2" in Plugin, "nope" in Plugin, Plugin["upper"] is Upper, Repeat.key)
print(Chain("upper", "x2").run("ab"), Repeat(times=3).run("z"), Repeat(times=3).describe(), Upper().describe(), Upper.made, Repeat.made, hasattr(Plugin, "made"))
for make in (lambda: type(Plugin)("Upper", (Plugin,), {"run": print}), lambda: type(Plugin)("Bad", (Plugin,), {}), lambda: Plugin["zzz"], lambda: Chain("zzz"), lambda: PluginMeta("Odd", (), {"required": ()}, key="odd").key):
    try:
        print(make())
    except (TypeError, KeyError) as error:
        print(type(error).__name__, error)
print(type(Upper) is PluginMeta, isinstance(Upper, PluginMeta), Upper.__class__.__name__, PluginMeta.registry is Upper.registry, sorted(Plugin))


class Sub(Upper, key="sub"):
    def run(self, text):
        return f"<{super().run(text)}>"


print(Sub().run("q"), Sub.__mro__[1].__name__, Plugin["sub"]().run("r"), Sub.made, Upper.made)
