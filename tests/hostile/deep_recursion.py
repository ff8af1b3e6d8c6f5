"""Python calls without end, in several shapes."""


def f(n):
    return f(n + 1)


def a(n):
    return b(n)


def b(n):
    return a(n)


class C:
    def __getattr__(self, name):
        return getattr(self, name)

    def __call__(self):
        return self()

    def __add__(self, other):
        return self + other

    def __getitem__(self, key):
        return self[key]

    def __iter__(self):
        return iter(self)

    def __len__(self):
        return len(self)


for action in (lambda: f(0), lambda: a(0), lambda: C().x, lambda: C()(), lambda: C() + 1, lambda: C()[0], lambda: iter(C()), lambda: len(C())):
    try:
        action()
    except (RecursionError, MemoryError) as error:
        print(type(error).__name__)
print("works on", (lambda: 1)())
