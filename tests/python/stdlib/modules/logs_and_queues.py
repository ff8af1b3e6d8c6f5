import io
import logging
import queue
import threading

stream = io.StringIO()
handler = logging.StreamHandler(stream)
handler.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s"))
log = logging.getLogger("app.part")
log.addHandler(handler)
log.setLevel(logging.INFO)
log.propagate = False
log.debug("hidden")
log.info("shown %s %d", "a", 5)
log.warning("careful")
try:
    1 / 0
except ZeroDivisionError:
    log.exception("failed")
log.log(45, "odd level")
print("\n".join(line for line in stream.getvalue().splitlines() if not line.startswith(" ")))
print(log.isEnabledFor(logging.DEBUG), log.getEffectiveLevel(), logging.getLevelName(30), logging.getLogger("app").name, log.parent.name, log.hasHandlers())


class Only(logging.Filter):
    def filter(self, record):
        return "yes" in record.getMessage()


handler.addFilter(Only())
stream.truncate(0)
stream.seek(0)
log.info("no")
log.info("yes")
print(stream.getvalue())
q = queue.Queue(2)
q.put(1)
q.put_nowait(2)
try:
    q.put(3, block=False)
except queue.Full:
    print("full")
print(q.get(), q.get_nowait(), q.empty(), q.qsize())
try:
    q.get(timeout=0.01)
except queue.Empty:
    print("empty")
p = queue.PriorityQueue()
for x in (3, 1, 2):
    p.put(x)
l = queue.LifoQueue()
l.put("a")
l.put("b")
print([p.get() for _ in range(3)], l.get(), l.get())
q.task_done()
lock = threading.Lock()
with lock:
    print(lock.locked(), lock.acquire(blocking=False))
r = threading.RLock()
with r, r:
    print("twice")
event = threading.Event()
print(event.is_set(), event.wait(0.01))
event.set()
print(event.wait(), threading.current_thread().name, threading.main_thread() is threading.current_thread(), threading.active_count())
local = threading.local()
local.x = 1
print(local.x, hasattr(local, "y"))
out = []
worker = threading.Thread(target=lambda n: out.append(n * 2), args=(21,))
worker.start()
worker.join()
print(out, worker.is_alive())
