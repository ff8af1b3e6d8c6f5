# A class whose instances stand in other classes becomes a descriptor while attributes of the same name are in use.
class Descriptor:
    pass


class Holder:
    x = Descriptor()

    def __init__(self):
        self.x = 1


def read(o):
    return o.x


held = Holder()
print([read(held) for _ in range(5)])
Descriptor.__get__ = lambda self, instance, owner: 2
print(read(held))
Descriptor.__set__ = lambda *args: None
print(read(held))
del Descriptor.__set__
print(read(held))
