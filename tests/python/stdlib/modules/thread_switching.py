# Threads that never wait for each other still take turns; daemons do not outlive the program.
import gc
import threading
import time
import weakref

stop = False
spins = 0


def spin():
    global spins
    while not stop:
        spins += 1


thread = threading.Thread(target=spin)
thread.start()
time.sleep(0.03)
stop = True
thread.join()
print(spins > 0, thread.is_alive())

# A counter under a lock.
total = 0
lock = threading.Lock()


def add(n):
    global total
    for _ in range(n):
        with lock:
            total += 1


workers = [threading.Thread(target=add, args=(3000,)) for _ in range(5)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
print(total)

# Timeouts.
print(lock.acquire(timeout=0.01), lock.acquire(timeout=0.01), lock.acquire(False))
lock.release()
event = threading.Event()
print(event.wait(0.01))
threading.Timer(0.01, event.set).start()
print(event.wait(10))

# A lock that several threads may pass one after the other.
rlock = threading.RLock()
order = []


def nested(name):
    with rlock:
        with rlock:
            order.append(name)


with rlock:
    others = [threading.Thread(target=nested, args=(i,)) for i in range(3)]
    for other in others:
        other.start()
    print(order)
for other in others:
    other.join()
print(sorted(order))
try:
    rlock.release()
except RuntimeError as error:
    print(error)

# Attributes of each thread's own.


class Local(threading.local):
    def __init__(self, start):
        self.value = start


class Kept:
    pass


local = Local(7)
local.value += 1
seen = []
kept = Kept()
alive = weakref.ref(kept)


def use(kept):
    seen.append(local.value)
    local.value = 100
    local.kept = kept


thread = threading.Thread(target=use, args=(kept,))
del kept
thread.start()
thread.join()
del thread
gc.collect()
print(seen, local.value, alive())

# The recursion limit is each thread's.


def deeper(n):
    return 0 if n == 0 else 1 + deeper(n - 1)


def deep():
    try:
        deeper(10**6)
    except RecursionError as error:
        print("RecursionError")


thread = threading.Thread(target=deep)
thread.start()
thread.join()

# An exception ends its thread only.
threading.excepthook = lambda args: print(args.exc_type.__name__, args.thread.name)
thread = threading.Thread(target=lambda: 1 / 0, name="divides")
thread.start()
thread.join()

# A barrier, a condition, a semaphore.
barrier = threading.Barrier(3)
passed = []


def at_barrier():
    passed.append(barrier.wait() in (0, 1, 2))


group = [threading.Thread(target=at_barrier) for _ in range(3)]
for member in group:
    member.start()
for member in group:
    member.join()
print(passed)
condition = threading.Condition()
items = []


def produce():
    for i in range(3):
        with condition:
            items.append(i)
            condition.notify()


got = []
thread = threading.Thread(target=produce)
with condition:
    thread.start()
    while len(got) < 3:
        condition.wait_for(lambda: items)
        while items:
            got.append(items.pop(0))
thread.join()
print(got)


def forever():
    try:
        while True:
            pass
    finally:
        print("a daemon's finally")


def asleep():
    try:
        time.sleep(1000)
    finally:
        print("a daemon's finally")


threading.Thread(target=forever, daemon=True).start()
threading.Thread(target=asleep, daemon=True).start()


def last():
    time.sleep(0.02)
    print("the last one")


threading.Thread(target=last).start()
print("the main program's end")
