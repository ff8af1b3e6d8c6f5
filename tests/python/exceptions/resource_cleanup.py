class Pool:
    def __init__(self, size):
        self.free, self.log = list(range(size)), []

    def acquire(self):
        if not self.free:
            raise RuntimeError("pool exhausted")
        r = self.free.pop(0)
        self.log.append(f"+{r}")
        return Resource(self, r)

    def release(self, r):
        self.free.append(r)
        self.log.append(f"-{r}")


class Resource:
    def __init__(self, pool, n):
        self.pool, self.n, self.closed = pool, n, False

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def close(self):
        if not self.closed:
            self.closed = True
            self.pool.release(self.n)

    def use(self, what):
        if self.closed:
            raise ValueError("closed")
        if what == "fail":
            raise OSError(f"resource {self.n} failed")
        return f"{what} on {self.n}"


pool = Pool(2)
with pool.acquire() as a, pool.acquire() as b:
    print(a.use("read"), b.use("write"))
    try:
        pool.acquire()
    except RuntimeError as error:
        print(error)
print(pool.log)
try:
    a.use("late")
except ValueError as error:
    print(error)
pool.log.clear()
for what in ("ok", "fail"):
    try:
        with pool.acquire() as r:
            print(r.use(what))
    except OSError as error:
        print("caught", error)
print(pool.log, sorted(pool.free))


def manual(fail):
    r = pool.acquire()
    try:
        if fail:
            r.use("fail")
        return r.use("fine")
    except OSError as error:
        return f"handled {error}"
    else:
        return "never"
    finally:
        r.close()
        r.close()


pool.log.clear()
print(manual(False), manual(True), pool.log)


def nested():
    outer = pool.acquire()
    try:
        inner = pool.acquire()
        try:
            inner.use("fail")
        finally:
            inner.close()
            inner.use("after close")
    finally:
        outer.close()


try:
    nested()
except ValueError as error:
    print(error, "while handling", repr(error.__context__), len(pool.free))


def generator_holds():
    with pool.acquire() as r:
        yield r.use("first")
        yield r.use("second")


pool.log.clear()
g = generator_holds()
print(next(g), pool.log)
del g
print(pool.log)
for x in generator_holds():
    print(x)
    break
print(pool.log, len(pool.free))
results = []
for i in range(3):
    try:
        with pool.acquire() as r:
            if i == 1:
                continue
            if i == 2:
                break
            results.append(r.use("loop"))
    finally:
        results.append(len(pool.free))
print(results)
