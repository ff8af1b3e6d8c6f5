import atexit


class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


atexit.register(print, "atexit one")
atexit.register(print, "atexit two", sep="!")


@atexit.register
def last():
    print("registered last, runs first")


atexit.unregister(print) if False else None
d = D("module global")
cyc = D("global cycle")
cyc.me = cyc


def f():
    pass


atexit.unregister(f)
print("end of main")
