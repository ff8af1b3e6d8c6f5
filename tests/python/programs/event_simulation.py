import heapq
import itertools


class Simulation:
    def __init__(self):
        self.now, self.queue, self.ids, self.log = 0, [], itertools.count(), []

    def schedule(self, delay, action, *args):
        heapq.heappush(self.queue, (self.now + delay, next(self.ids), action, args))

    def spawn(self, process):
        def resume():
            try:
                delay = next(process)
            except StopIteration as stop:
                self.note("process ended with", stop.value)
            else:
                self.schedule(delay, resume)
        self.schedule(0, resume)

    def note(self, *words):
        self.log.append((self.now, " ".join(map(str, words))))

    def run(self, until):
        while self.queue and self.queue[0][0] <= until:
            self.now, _, action, args = heapq.heappop(self.queue)
            action(*args)


sim = Simulation()
stock = {"n": 2}


def customer(name, patience):
    sim.note(name, "arrives")
    waited = 0
    while not stock["n"]:
        if waited >= patience:
            sim.note(name, "leaves")
            return "angry"
        yield 1
        waited += 1
    stock["n"] -= 1
    sim.note(name, "buys")
    yield 2
    return "happy"


def baker():
    for _ in range(3):
        yield 4
        stock["n"] += 1
        sim.note("baked, stock", stock["n"])
    return "tired"


sim.spawn(baker())
for i in range(6):
    sim.schedule(i, lambda i=i: sim.spawn(customer(f"c{i}", patience=i % 3 + 1)))
sim.run(until=30)
for entry in sim.log:
    print(*entry)
print(stock, sim.now)
