def echo():
    received = []
    while True:
        try:
            value = yield len(received)
            received.append(value)
        except ValueError as error:
            print("caught", error)
            received.clear()
        except GeneratorExit:
            print("closing with", received)
            raise


g = echo()
try:
    g.send(1)
except TypeError as error:
    print(error)
print(next(g), g.send("a"), g.send("b"))
print(g.throw(ValueError("reset")))
print(g.send("c"))
g.close()
g.close()
try:
    g.send(1)
except StopIteration:
    print("finished")
try:
    g.throw(KeyError("after"))
except KeyError as error:
    print("raised at once", error)


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)


def final():
    try:
        yield 1
    finally:
        print("finally")


f = final()
next(f)
f.close()
f = final()
f.close()
print("unstarted closes silently")
f = final()
try:
    f.throw(OSError("early"))
except OSError as error:
    print("early", error)


def returns_on_close():
    try:
        yield
    except GeneratorExit:
        return


r = returns_on_close()
next(r)
r.close()


def stops():
    yield 1
    raise StopIteration("inside")


try:
    list(stops())
except RuntimeError as error:
    print(error, repr(error.__cause__))


def averager():
    total = n = 0
    average = None
    while True:
        x = yield average
        total += x
        n += 1
        average = total / n


avg = averager()
next(avg)
print([avg.send(x) for x in (10, 20, 60)])


def tb():
    try:
        yield
    except Exception as e:
        yield type(e).__name__, e.__traceback__ is not None


t = tb()
next(t)
print(t.throw(ZeroDivisionError))
