class Event:
    def __init__(self):
        self.handlers = []

    def __iadd__(self, handler):
        self.handlers.append(handler)
        return self

    def __isub__(self, handler):
        self.handlers.remove(handler)
        return self

    def __call__(self, *args, **kwargs):
        return [h(*args, **kwargs) for h in list(self.handlers)]

    def __len__(self):
        return len(self.handlers)


class Button:
    def __init__(self, name):
        self.name, self.clicked, self.count = name, Event(), 0
        self.clicked += self.on_click

    def on_click(self, x, y=0):
        self.count += 1
        return f"{self.name}:{self.count}@{x},{y}"


b = Button("ok")
log = []
b.clicked += lambda x, y=0: log.append((x, y))
b.clicked += print
print(b.clicked(1, y=2) if False else b.clicked(1), log, b.count, len(b.clicked))
b.clicked -= print
try:
    b.clicked -= print
except ValueError:
    print("not registered")
once = lambda event, f: (lambda wrapper: (wrapper.append(lambda *a: (event.__isub__(wrapper[0]), f(*a))[1]), event.__iadd__(wrapper[0])))([])
once(b.clicked, lambda x: f"once {x}")
print(b.clicked(5), b.clicked(6))


def debounce(n):
    def deco(f):
        calls = 0

        def wrapper(*a):
            nonlocal calls
            calls += 1
            return f(*a) if calls % n == 0 else None
        return wrapper
    return deco


@debounce(3)
def save(x):
    return f"saved {x}"


print([save(i) for i in range(7)])


def retry(times, *kinds):
    def deco(f):
        def wrapper(*a):
            for attempt in range(times):
                try:
                    return f(*a), attempt
                except kinds as error:
                    last = error
            raise last
        return wrapper
    return deco


failures = iter([ValueError("one"), KeyError("two"), None])


@retry(5, ValueError, KeyError)
def flaky():
    error = next(failures)
    if error:
        raise error
    return "finally"


print(flaky())


@retry(2, ValueError)
def always():
    raise ValueError("always")


try:
    always()
except (ValueError, UnboundLocalError) as error:
    print(type(error).__name__)
queue = []
def later(f, *args): queue.append((f, args))
def countdown(n):
    log.append(n)
    if n: later(countdown, n - 1)
later(countdown, 3)
while queue:
    f, args = queue.pop(0)
    f(*args)
print(log)
