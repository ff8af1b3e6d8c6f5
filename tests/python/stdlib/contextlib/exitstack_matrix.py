from contextlib import ExitStack, contextmanager, suppress, AbstractContextManager


@contextmanager
def res(name, log, swallow=()):
    log.append("open " + name)
    try:
        yield name
    except swallow as error:
        log.append(f"{name} swallowed {type(error).__name__}")
    finally:
        log.append("close " + name)


def scenario(label, names, body=None, **kw):
    log = []
    try:
        with ExitStack() as stack:
            got = [stack.enter_context(res(n, log, **kw.get(n, {}))) for n in names]
            stack.callback(log.append, "callback")
            log.append("body " + "".join(got))
            if body:
                raise body
    except Exception as error:
        log.append(f"escaped {error!r}")
    print(label, log)


scenario("plain", "abc")
scenario("raises", "ab", ValueError("v"))
scenario("inner swallows", "ab", ValueError("v"), b={"swallow": ValueError})
scenario("outer swallows", "ab", ValueError("v"), a={"swallow": ValueError})
scenario("wrong kind", "ab", KeyError("k"), a={"swallow": ValueError})
scenario("empty", "")
with ExitStack() as s:
    s.push(lambda *e: True)
    raise ValueError("suppressed by pushed exit")
print("went on")
log = []
stack = ExitStack()
stack.enter_context(res("manual", log))
stack.close()
stack.close()
print(log)
with ExitStack() as outer:
    inner = outer.enter_context(ExitStack())
    inner.callback(print, "inner callback")
    outer.callback(print, "outer callback")
with suppress(ZeroDivisionError, KeyError) as nothing:
    print(nothing)
    {}["x"]
with suppress():
    pass
try:
    with suppress(OSError):
        raise ValueError
except ValueError:
    print("not suppressed")


class A(AbstractContextManager):
    def __exit__(self, *exc):
        print("A exit", exc[0])


with A() as a:
    print(type(a).__name__)


@contextmanager
def nested():
    with A():
        with suppress(ValueError):
            yield "value"
        print("after yield")


with nested() as v:
    raise ValueError(v)


@contextmanager
def retry(n):
    yield n
    print("no error")


for attempt in range(2):
    try:
        with retry(attempt) as n:
            if n == 0:
                raise OSError("again")
    except OSError as error:
        print("retrying after", error)
try:
    with ExitStack() as s:
        s.enter_context(5)
except (TypeError, AttributeError) as error:
    print(type(error).__name__)
