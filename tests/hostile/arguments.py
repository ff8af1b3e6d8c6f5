"""Calls with more arguments than memory."""


def f(*args, **kwargs):
    return len(args) + len(kwargs)


class Keys:
    def keys(self):
        i = 0
        while True:
            yield f"k{i}"
            i += 1

    def __getitem__(self, key):
        return key


for call in (lambda: f(*range(10 ** 9)), lambda: f(**Keys()), lambda: max(*range(10 ** 9)), lambda: print(*range(10 ** 9)), lambda: [].append(*range(10 ** 9))):
    try:
        call()
        print("called?")
    except (MemoryError, OverflowError, TypeError):
        print("refused")
print("works on", f(1, 2, a=3))
