from abc import ABC, ABCMeta, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self):
        """The area."""

    @property
    @abstractmethod
    def name(self):
        return "base"

    @classmethod
    @abstractmethod
    def make(cls):
        ...

    def describe(self):
        return f"{self.name}: {self.area()}"


try:
    Shape()
except TypeError as error:
    print("abstract", sorted(Shape.__abstractmethods__))


class Square(Shape):
    def __init__(self, s=2):
        self.s = s

    def area(self):
        return self.s ** 2

    @property
    def name(self):
        return "square over " + super().name

    @classmethod
    def make(cls):
        return cls(5)


print(Square().describe(), Square.make().area(), isinstance(Square(), Shape), Square.__abstractmethods__)


class Half(Shape):
    def area(self):
        return 0


try:
    Half()
except TypeError:
    print(sorted(Half.__abstractmethods__))


class Duck(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Duck:
            return any("quack" in b.__dict__ for b in other.__mro__)
        return NotImplemented


class Mallard:
    def quack(self):
        pass


print(issubclass(Mallard, Duck), isinstance(Mallard(), Duck), issubclass(int, Duck))


class Reg(metaclass=ABCMeta):
    pass


@Reg.register
class Outsider:
    pass


print(issubclass(Outsider, Reg), isinstance(Outsider(), Reg), Reg in Outsider.__mro__)
Reg.register(int)
print(isinstance(5, Reg), isinstance("s", Reg))


class Concrete(ABC):
    pass


print(type(Concrete()).__name__, Concrete.__abstractmethods__)


class Later(ABC):
    @abstractmethod
    def m(self):
        return 1


class Impl(Later):
    def m(self):
        return super().m() + 1


print(Impl().m(), Later.m.__isabstractmethod__, type(Shape).__name__)
