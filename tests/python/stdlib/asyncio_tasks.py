# The event loop: tasks, queues, timeouts, cancellation, threads beside it.
import asyncio
import contextlib


async def work(name, delay, log):
    await asyncio.sleep(delay)
    log.append(name)
    return name


async def numbers(n, log):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(0)
    finally:
        log.append("closed")


async def main():
    log = []
    print(await asyncio.gather(work("a", 0.03, log), work("b", 0.01, log), work("c", 0, log)), log)
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(10)
    except TimeoutError:
        print("timeout")
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.01)
    except asyncio.TimeoutError:
        print("wait_for")
    async with asyncio.TaskGroup() as group:
        one, two = group.create_task(work(1, 0.01, log)), group.create_task(work(2, 0, log))
    print(one.result(), two.result(), log)
    queue = asyncio.Queue(2)

    async def produce():
        for i in range(4):
            await queue.put(i)
        await queue.put(None)

    task = asyncio.create_task(produce(), name="producer")
    got = []
    while (item := await queue.get()) is not None:
        got.append(item)
    await task
    print(got, task.get_name(), task.done())
    print(await asyncio.to_thread(pow, 2, 10))
    event = asyncio.Event()
    asyncio.get_running_loop().call_later(0.01, event.set)
    await event.wait()
    async with asyncio.Lock(), asyncio.Semaphore(2):
        print("held")
    task = asyncio.create_task(asyncio.sleep(10))
    await asyncio.sleep(0)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    print(task.cancelled())
    print([i async for i in numbers(3, log)], log[-1])
    async for i in numbers(3, log):
        break
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
            group.create_task(asyncio.sleep(10))
    except* ZeroDivisionError as caught:
        print(caught.exceptions)
    print([t.result() for t in (await asyncio.wait([asyncio.create_task(work(9, 0, log))]))[0]])


async def fail():
    1 / 0


asyncio.run(main())


class Awaits:
    def __await__(self):
        result = yield from inner().__await__()
        return result * 2


async def inner():
    return 21


async def outer():
    return await Awaits()


print(asyncio.run(outer()))
it = inner().__await__()
print(iter(it) is it, type(it).__name__)
try:
    next(it)
except StopIteration as stop:
    print(stop.value)
