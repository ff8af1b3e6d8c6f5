"""Classes made and dropped without end, with instances: what the interpreter keeps of them stays as it is."""


class Base:
    pass


for i in range(100_000):
    cls = type("T", (Base,), {"attr": i})
    thing = cls()
    thing.x = i
    thing.y = cls
assert len(Base.__subclasses__()) < 1000


def fresh(i):
    class Local:
        def __init__(self):
            self.value = i
            self.me = self

        def get(self):
            return self.value

    return Local().get()


assert all(fresh(i) == i for i in range(5000))
print("works on", thing.x)
