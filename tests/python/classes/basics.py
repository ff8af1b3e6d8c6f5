class Point:
    """A point."""
    dims = 2

    def __init__(self, x=0, y=0):
        self.x = x
        self.y = y

    def dist2(self):
        return self.x ** 2 + self.y ** 2

    def __repr__(self):
        return f"Point({self.x}, {self.y})"

    def __eq__(self, other):
        return isinstance(other, Point) and (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))


p = Point(3, 4)
print(p, p.dist2(), p.dims, Point.dims, Point.__doc__, Point.__name__)
p.z = 5
print(sorted(p.__dict__.items()), hasattr(p, "z"), hasattr(Point(), "z"))
p.dims = 3
print(p.dims, Point.dims)
del p.dims
print(p.dims)
print(p == Point(3, 4), p != Point(), len({Point(1, 2), Point(1, 2)}))
print(isinstance(p, Point), isinstance(p, object), type(p) is Point, type(Point) is type)
print(p.__class__, Point.__mro__, Point.__bases__, Point.__module__)
try:
    p.missing
except AttributeError as error:
    print(error)
try:
    Point.missing
except AttributeError as error:
    print(error)
try:
    Point(1, 2, 3)
except TypeError as error:
    print(error)
setattr(p, "w", 1)
print(getattr(p, "w"), getattr(p, "no", "default"), delattr(p, "w"))


class Empty:
    pass


e = Empty()
e.__dict__["dyn"] = 1
print(e.dyn, vars(e))
e.__dict__ = {"other": 2}
print(e.other, hasattr(e, "dyn"))
try:
    Empty(1)
except TypeError as error:
    print(error)


class Sub(Point):
    def __init__(self, *a):
        super().__init__(*a)
        self.sub = True


s = Sub(1, 1)
print(s, s.sub, isinstance(s, Point), issubclass(Sub, Point), issubclass(Point, Sub))
Point.late = lambda self: "late"
print(s.late())
try:
    class Bad:
        def __init__(self):
            return 1
    Bad()
except TypeError as error:
    print(error)
e.__class__ = Sub
print(type(e).__name__)
