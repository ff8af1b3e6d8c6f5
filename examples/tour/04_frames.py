"""A call has a frame; its locals die when it returns."""


class Local:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("  died:", self.name)


def work():
    a = Local("a, a local of work()")
    b = Local("b, which is returned")
    print("  work() is about to return")
    return b


print("calling")
result = work()
print("returned:", result.name)
result = None
print("and rebound")
