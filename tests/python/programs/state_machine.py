from enum import Enum, auto


class State(Enum):
    START = auto()
    WORD = auto()
    NUMBER = auto()
    STRING = auto()


def tokens(text):
    state, current = State.START, ""
    for ch in text + " ":
        if state is State.STRING:
            if ch == '"':
                yield ("str", current)
                state, current = State.START, ""
            else:
                current += ch
            continue
        if state is State.WORD and (ch.isalnum() or ch == "_") or state is State.NUMBER and (ch.isdigit() or ch == "."):
            current += ch
            continue
        if state is not State.START:
            yield (state.name.lower(), current)
            state, current = State.START, ""
        if ch.isalpha() or ch == "_":
            state, current = State.WORD, ch
        elif ch.isdigit():
            state, current = State.NUMBER, ch
        elif ch == '"':
            state = State.STRING
        elif not ch.isspace():
            yield ("op", ch)
    if state is State.STRING:
        raise ValueError("unterminated string")


print(list(tokens('let x_1 = 3.14 * foo("a b") - 42;')))
try:
    print(list(tokens('say "oops')))
except ValueError as error:
    print(error)


class Traffic:
    order = {"red": "green", "green": "yellow", "yellow": "red"}

    def __init__(self):
        self.light = "red"

    def __iter__(self):
        return self

    def __next__(self):
        self.light = self.order[self.light]
        return self.light


t = Traffic()
print([next(t) for _ in range(7)])


def door():
    state = "closed"
    moves = {("closed", "open"): "opened", ("opened", "close"): "closed", ("closed", "lock"): "locked", ("locked", "unlock"): "closed"}
    while True:
        command = yield state
        state = moves.get((state, command), state)


d = door()
next(d)
print([d.send(c) for c in ("open", "lock", "close", "lock", "open", "unlock", "open")])
