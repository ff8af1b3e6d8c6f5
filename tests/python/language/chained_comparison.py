def show(name, value):
    print("eval", name)
    return value


print(show("a", 1) < show("b", 2) < show("c", 3))
print(show("a", 5) < show("b", 2) < show("c", 3))
print(show("a", 1) == show("b", 1) != show("c", 2) in [show("d", 2)])


class Odd:
    """Comparisons may hand back anything; chains use its truth."""

    def __init__(self, name, truth):
        self.name, self.truth = name, truth

    def __lt__(self, other):
        print(self.name, "<", getattr(other, "name", other))
        return self

    def __bool__(self):
        print("bool", self.name)
        return self.truth

    def __repr__(self):
        return f"Odd({self.name})"


a, b = Odd("a", True), Odd("b", False)
print(a < b < 3)
print(b < a < 3)
print(a < 1)
print(1 is 1 is not None, [] is [], [] == [] == [])
print(1 < 2 > 1 < 5 != 4 == 4 >= 4 <= 9)
print((1 < 2) < 3, 1 < (2 < 3))
