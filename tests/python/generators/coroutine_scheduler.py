from collections import deque


class Task:
    def __init__(self, name, gen):
        self.name, self.gen, self.inbox, self.result = name, gen, None, None


class Scheduler:
    def __init__(self):
        self.ready, self.channels, self.trace = deque(), {}, []

    def spawn(self, name, gen):
        self.ready.append(Task(name, gen))

    def run(self):
        while self.ready:
            task = self.ready.popleft()
            try:
                command, *args = task.gen.send(task.inbox)
            except StopIteration as stop:
                self.trace.append((task.name, "done", stop.value))
                continue
            except ValueError as error:
                self.trace.append((task.name, "failed", str(error)))
                continue
            task.inbox = None
            if command == "yield":
                self.ready.append(task)
            elif command == "send":
                channel, value = args
                queue = self.channels.setdefault(channel, (deque(), deque()))
                if queue[1]:
                    receiver = queue[1].popleft()
                    receiver.inbox = value
                    self.ready.append(receiver)
                else:
                    queue[0].append(value)
                self.ready.append(task)
            elif command == "recv":
                queue = self.channels.setdefault(args[0], (deque(), deque()))
                if queue[0]:
                    task.inbox = queue[0].popleft()
                    self.ready.append(task)
                else:
                    queue[1].append(task)
            elif command == "spawn":
                self.spawn(*args)
                self.ready.append(task)


def producer(n):
    for i in range(n):
        yield "send", "numbers", i
    yield "send", "numbers", None
    return "produced"


def squarer():
    total = 0
    while (x := (yield "recv", "numbers")) is not None:
        yield "send", "squares", x * x
        total += 1
    yield "send", "squares", None
    return total


def collector():
    out = []
    while True:
        x = yield ("recv", "squares")
        if x is None:
            break
        out.append(x)
    yield "spawn", "late", helper("from collector")
    return out


def helper(text):
    result = yield from inner(text)
    return result.upper()


def inner(text):
    yield ("yield",)
    return text + "!"


def failing():
    yield ("yield",)
    raise ValueError("task broke")


s = Scheduler()
s.spawn("collector", collector())
s.spawn("squarer", squarer())
s.spawn("producer", producer(5))
s.spawn("failing", failing())
s.run()
for t in s.trace:
    print(t)
