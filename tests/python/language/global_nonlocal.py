counter = 0


def bump():
    global counter
    counter += 1
    return counter


print(bump(), bump(), counter)


def make():
    n = 0

    def inc():
        nonlocal n
        n += 1
        return n

    def read():
        return n

    return inc, read


inc, read = make()
inc(), inc()
print(read())
other, _ = make()
print(other(), read())


def create():
    global fresh
    fresh = "made"


create()
print(fresh)


def outer():
    x = "outer"

    def middle():
        nonlocal x
        x = "middle"

        def inner():
            nonlocal x
            x += "+inner"

        inner()

    middle()
    return x


print(outer())


def shadow():
    counter = "local"

    def use():
        global counter
        counter = 100
        return counter

    return counter, use()


print(shadow(), counter)


class K:
    global made_in_class
    made_in_class = 5


print(made_in_class, hasattr(K, "made_in_class"))
for source in ("def f():\n nonlocal q\n", "def f(a):\n global a\n", "nonlocal z\n",
               "def f():\n x = 1\n global x\n"):
    try:
        compile(source, "<t>", "exec")
    except SyntaxError as error:
        print(error.msg, error.lineno)
