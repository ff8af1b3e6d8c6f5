class Point(Base, metaclass=Meta):
    """A point."""

    def __init__(self, x, y):
        super().__init__()
        self.x = x
        self.__y = y

    @property
    def y(self):
        return self.__y
