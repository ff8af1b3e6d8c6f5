import heapq
from collections import deque


class Clock:
    now = 0.0


class TokenBucket:
    def __init__(self, clock, rate, burst):
        self.clock, self.rate, self.burst, self.tokens, self.last = clock, rate, burst, burst, clock.now

    def allow(self, cost=1):
        now = self.clock.now
        self.tokens = min(self.burst, self.tokens + (now - self.last) * self.rate)
        self.last = now
        if self.tokens >= cost:
            self.tokens -= cost
            return True
        return False


class Window:
    def __init__(self, clock, limit, period):
        self.clock, self.limit, self.period, self.hits = clock, limit, period, deque()

    def allow(self):
        while self.hits and self.hits[0] <= self.clock.now - self.period:
            self.hits.popleft()
        if len(self.hits) < self.limit:
            self.hits.append(self.clock.now)
            return True
        return False


clock = Clock()
bucket, window = TokenBucket(clock, 2, 4), Window(clock, 3, 1.0)
log = []
for step in range(24):
    clock.now = step * 0.125
    log.append(f"{int(bucket.allow())}{int(window.allow())}")
print(" ".join(log), bucket.tokens, len(window.hits))


class Scheduler:
    def __init__(self):
        self.time, self.queue, self.count, self.cancelled, self.out = 0, [], 0, set(), []

    def at(self, when, f, *args, priority=0):
        self.count += 1
        heapq.heappush(self.queue, (when, priority, self.count, f, args))
        return self.count

    def every(self, period, f, times):
        def tick(left):
            f(self)
            if left > 1:
                self.at(self.time + period, tick, left - 1)
        self.at(self.time + period, tick, times)

    def cancel(self, handle):
        self.cancelled.add(handle)

    def run(self, until=float("inf")):
        while self.queue and self.queue[0][0] <= until:
            self.time, _, handle, f, args = heapq.heappop(self.queue)
            if handle in self.cancelled:
                self.cancelled.discard(handle)
                continue
            try:
                f(*args)
            except Exception as error:
                self.out.append((self.time, type(error).__name__))


s = Scheduler()
note = lambda text: s.out.append((s.time, text))
s.at(5, note, "five")
s.at(2, note, "two b", priority=1)
s.at(2, note, "two a")
h = s.at(3, note, "cancelled")
s.at(1, s.cancel, h)
s.at(4, lambda: 1 / 0)
s.every(3, lambda sch: note("tick"), 3)
s.at(6, lambda: s.at(6, note, "same time, later"))
s.run(until=6)
print(s.out, len(s.queue))
s.run()
print(s.out[-1], s.time, s.cancelled)
