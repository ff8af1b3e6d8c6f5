class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


class Both(Sized):
    def __bool__(self):
        return True


class Bad:
    def __bool__(self):
        return 1


class Negative:
    def __len__(self):
        return -1


for value in (0, 1, -1, 0.0, -0.0, 0.1, 0j, "", " ", (), (0,), [], [0], {}, {0: 0}, set(), {0},
              range(0), range(1), b"", b"\0", None, False, True, print, int, Sized(0), Sized(2), Both(0)):
    name = type(value).__name__
    print(name, bool(value), not value, "yes" if value else "no")
for wrong in (Bad(), Negative()):
    try:
        if wrong:
            print("true")
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
print(float("nan") and "nan is true")
