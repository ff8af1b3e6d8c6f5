"""Asynchronous generators: iteration, what they await, asend, athrow, aclose, comprehensions, finally."""


class Pause:
    def __init__(self, name):
        self.name = name

    def __await__(self):
        return (yield self.name)


def run(coroutine, reply=lambda what: None):
    """Runs a coroutine to its end; what it waits for is answered by `reply`."""
    waited = []
    sent = None
    while True:
        try:
            what = coroutine.send(sent)
        except StopIteration as stop:
            return stop.value, waited
        waited.append(what)
        sent = reply(what)


async def numbers(n):
    for i in range(n):
        got = await Pause(f"p{i}")
        yield i, got


async def collect():
    out = []
    async for item in numbers(3):
        out.append(item)
    else:
        out.append("else")
    return out


print(run(collect(), lambda what: what.upper()))


async def comprehensions():
    a = [i async for i, _ in numbers(3)]
    b = {i: got async for i, got in numbers(2) if i}
    c = (i async for i, _ in numbers(2))
    d = [x async for x in c]
    return a, b, d, sorted({i async for i, _ in numbers(2)}), [[y async for y, _ in numbers(2)] for _ in range(2)]


print(run(comprehensions())[0])


async def talk():
    received = []
    try:
        while True:
            got = yield len(received)
            received.append(got)
    except KeyError as e:
        received.append(repr(e))
        yield received
    finally:
        print("finally")


async def conversation():
    g = talk()
    print(await g.__anext__(), await g.asend("a"), await g.asend("b"))
    print(await g.athrow(KeyError("k")))
    try:
        await g.__anext__()
    except StopAsyncIteration:
        print("over")
    try:
        await g.__anext__()
    except StopAsyncIteration:
        print("still over")
    print(await g.aclose())
    g = talk()
    await g.__anext__()
    print(await g.aclose())
    try:
        await g.asend(1)
    except StopAsyncIteration:
        print("closed")
    g = talk()
    print(await g.aclose())


run(conversation())


async def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


async def cleanup():
    try:
        yield 1
    finally:
        await Pause("cleaning")
        print("cleaned")


async def closing():
    g = stubborn()
    await g.__anext__()
    try:
        await g.aclose()
    except RuntimeError as e:
        print(e)
    g = cleanup()
    await g.__anext__()
    await g.aclose()
    return await anext(numbers(1)), await anext(numbers(0), "default"), await anext(numbers(1), "default")


print(run(closing()))


async def failing():
    yield 1
    raise ValueError("inside")


async def stopping():
    yield 1
    raise StopAsyncIteration


async def errors():
    for make in failing, stopping:
        try:
            async for _ in make():
                pass
        except (ValueError, RuntimeError) as e:
            print(type(e).__name__, e)


run(errors())
g = numbers(2)
first, second = g.__anext__(), g.__anext__()
print(first.send(None))
try:
    second.send(None)
except RuntimeError as e:
    print(e)
try:
    first.send("x")
except StopIteration as e:
    print(e.value)
try:
    first.send(None)
except RuntimeError as e:
    print(e)
print(type(g).__name__, type(first).__name__, type(g.aclose()).__name__, g.ag_running, hasattr(g, "__aiter__"))
