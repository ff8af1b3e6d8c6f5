def run(label, f):
    try:
        print(label, "->", f())
    except BaseException as e:
        print(label, "!!", type(e).__name__, e, "ctx:", type(e.__context__).__name__)


class CM:
    def __init__(self, swallow=False, fail=None):
        self.swallow, self.fail = swallow, fail

    def __enter__(self):
        print("  enter")
        return self

    def __exit__(self, t, v, tb):
        print("  exit", t.__name__ if t else None)
        if self.fail:
            raise self.fail
        return self.swallow


def a():
    with CM():
        return "returned from with"


def b():
    with CM(swallow=True):
        raise ValueError("swallowed")
    return "after"


def c():
    with CM(fail=KeyError("exit failed")):
        raise ValueError("body")


def d():
    for i in range(3):
        with CM():
            if i == 0:
                continue
            if i == 1:
                break
    return i


def e():
    try:
        with CM():
            raise ValueError("to outer try")
    except ValueError as error:
        return f"caught {error}"
    finally:
        print("  finally")


def f():
    with CM(), CM(swallow=True), CM():
        raise TypeError("three")
    return "two exits saw it"


def g():
    with CM(swallow=True):
        with CM(fail=KeyError("inner exit")):
            return "never returned"
    return "replaced"


def h():
    try:
        return "try"
    finally:
        with CM():
            print("  in finally")


def i():
    def gen():
        with CM():
            yield 1
            yield 2
    return [x for x in gen()]


def j():
    def gen():
        with CM():
            yield 1
    g = gen()
    next(g)
    g.close()
    return "closed early"


def k():
    with CM() as x, CM() as y:
        return x is not y


def l():
    with CM(swallow=True):
        raise KeyboardInterrupt
    return "even that"


def m():
    with CM():
        raise SystemExit(3)


def n():
    try:
        try:
            raise ValueError(1)
        finally:
            try:
                raise KeyError(2)
            except KeyError:
                print("  handled in finally")
    except ValueError as error:
        return error, error.__context__


def o():
    x = "before"
    try:
        return x
    finally:
        x = "changed too late"


def p():
    while True:
        try:
            raise ValueError
        except ValueError:
            with CM():
                break
        finally:
            print("  loop finally")
    return "out"


for name in "abcdefghijklmnop":
    run(name, globals()[name])
