import queue
import threading
import time

out = []
t = threading.Thread(target=lambda n: out.append(n * 2), args=(21,), name="worker")
print(t.is_alive(), t.name, t.daemon)
t.start()
t.join()
print(out, t.is_alive(), t.ident != threading.get_ident())
work, done = queue.Queue(), []


def consume():
    while True:
        item = work.get()
        if item is None:
            break
        done.append(item * item)
        work.task_done()


threads = [threading.Thread(target=consume) for _ in range(3)]
for t in threads:
    t.start()
for i in range(10):
    work.put(i)
work.join()
for t in threads:
    work.put(None)
for t in threads:
    t.join()
print(sorted(done))
lock, total = threading.Lock(), 0


def add():
    global total
    for _ in range(100):
        with lock:
            total += 1


threads = [threading.Thread(target=add) for _ in range(4)]
[t.start() for t in threads]
[t.join() for t in threads]
print(total)
names = []
local = threading.local()
local.value = "main"


def remember():
    local.value = threading.current_thread().name
    names.append(local.value)


for name in "ab":
    t = threading.Thread(target=remember, name=name)
    t.start()
    t.join()
print(names, local.value)
event = threading.Event()
t = threading.Thread(target=lambda: event.set())
t.start()
print(event.wait(5), event.is_set())
t.join()
timer = threading.Timer(0.01, lambda: out.append("timer"))
timer.start()
timer.join()
print(out)
try:
    t.start()
except RuntimeError as error:
    print(error)
hooked = []
threading.excepthook = lambda args: hooked.append(args.exc_type.__name__)
t = threading.Thread(target=lambda: 1 / 0)
t.start()
t.join()
print(hooked)
