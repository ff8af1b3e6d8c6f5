"""Module docstring."""


def f():
    "One line."


def g():
    """First.

    Second."""
    return 1


def h():
    f"not {1} a docstring"


class C:
    """Class doc."""

    def m(self):
        """Method doc."""

    @property
    def p(self):
        """Property doc."""


class D(C):
    def m(self):
        pass


print(__doc__)
print(f.__doc__, repr(g.__doc__.split("\n")[0]), h.__doc__, (lambda: 0).__doc__)
print(C.__doc__, C.m.__doc__, C.p.__doc__, D.__doc__, D.m.__doc__, C().__doc__)
f.__doc__ = "changed"
print(f.__doc__)
C.__doc__ = "also"
print(C.__doc__, C().__doc__)


def no():
    x = 1
    "late string"


print(no.__doc__)
print(type(len.__doc__), type(str.join.__doc__), type(int.__doc__))


def concatenated():
    "a" "b"


print(concatenated.__doc__)
