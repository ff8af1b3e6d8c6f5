class CM:
    def __init__(self, name, log, swallow=(), fail_enter=None, fail_exit=None):
        self.name, self.log, self.swallow, self.fail_enter, self.fail_exit = name, log, swallow, fail_enter, fail_exit

    def __enter__(self):
        self.log.append("+" + self.name)
        if self.fail_enter:
            raise self.fail_enter
        return self

    def __exit__(self, kind, value, tb):
        self.log.append(f"-{self.name}({kind.__name__ if kind else ''})")
        if self.fail_exit:
            raise self.fail_exit
        return kind is not None and issubclass(kind, self.swallow)


def run(*specs, body=None):
    log = []
    managers = [CM(f"m{i}", log, **s) for i, s in enumerate(specs)]
    try:
        with managers[0], managers[1], managers[2]:
            log.append("body")
            if body:
                raise body
        log.append("after")
    except Exception as error:
        log.append(f"!{type(error).__name__}({error}) ctx={error.__context__!r}")
    print(" ".join(log))


run({}, {}, {})
run({}, {}, {}, body=ValueError("b"))
run({"swallow": ValueError}, {}, {}, body=ValueError("b"))
run({}, {"swallow": ValueError}, {}, body=ValueError("b"))
run({}, {}, {"swallow": (KeyError, ValueError)}, body=ValueError("b"))
run({}, {"fail_enter": KeyError("e")}, {})
run({"swallow": KeyError}, {"fail_enter": KeyError("e")}, {})
run({}, {"fail_exit": KeyError("x")}, {})
run({}, {"fail_exit": KeyError("x")}, {}, body=ValueError("b"))
run({"swallow": KeyError}, {"fail_exit": KeyError("x")}, {}, body=ValueError("b"))
run({"fail_exit": OSError("o")}, {"fail_exit": KeyError("x")}, {"fail_exit": TypeError("t")}, body=ValueError("b"))
run({"swallow": Exception}, {"fail_exit": KeyError("x"), "swallow": Exception}, {"swallow": Exception}, body=ValueError("b"))


def flow(kind):
    log = []
    for i in range(2):
        with CM("f", log):
            if kind == "return":
                return "returned", log
            if kind == "break":
                break
            if kind == "continue":
                continue
            log.append("body")
    return "fell", log


for kind in ("none", "return", "break", "continue"):
    print(kind, flow(kind))


def generator():
    log = []
    with CM("g", log):
        yield log
        yield "second"


g = generator()
log = next(g)
print(log)
g.close()
print(log)
g = generator()
log = next(g)
try:
    g.throw(ValueError("thrown"))
except ValueError as error:
    print(error, log)
log = []
with CM("outer", log, swallow=ZeroDivisionError):
    with CM("inner", log):
        1 / 0
    log.append("skipped")
print(log)
try:
    with CM("a", log := []) as a, CM(a.name + "b", log) as b:
        raise RuntimeError(b.name)
except RuntimeError as error:
    print(error, log)
