class Stack:
    def __init__(self, items=()):
        self._items = list(items)

    def push(self, x):
        self._items.append(x)
        return self

    def pop(self):
        if not self:
            raise IndexError("pop from empty stack")
        return self._items.pop()

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return reversed(self._items)

    def __contains__(self, x):
        return x in self._items

    def __repr__(self):
        return f"{type(self).__name__}({self._items!r})"

    def __eq__(self, other):
        return isinstance(other, Stack) and self._items == other._items


class Queue(Stack):
    def pop(self):
        if not self:
            raise IndexError("pop from empty queue")
        return self._items.pop(0)

    def __iter__(self):
        return iter(self._items)


class Limited(Stack):
    def __init__(self, limit, items=()):
        super().__init__(items)
        self.limit = limit

    def push(self, x):
        if len(self) >= self.limit:
            raise OverflowError(f"limit {self.limit}")
        return super().push(x)


class Sorted(Stack):
    def push(self, x):
        import bisect
        bisect.insort(self._items, x)
        return self


for cls in (Stack, Queue, Sorted):
    s = cls()
    s.push(3).push(1).push(2)
    print(s, len(s), list(s), 1 in s, s.pop(), s.pop(), bool(s), s.pop(), bool(s))
    try:
        s.pop()
    except IndexError as error:
        print(error)
l = Limited(2, [1])
l.push(2)
try:
    l.push(3)
except OverflowError as error:
    print(error, l)
print(Stack([1]) == Stack([1]), Stack([1]) == Queue([1]), Stack([1]) != [1], [*Stack("abc")], max(Stack([3, 9])), sorted(Queue([2, 1])))


def balanced(text):
    stack, pairs = Stack(), {")": "(", "]": "[", "}": "{"}
    for i, c in enumerate(text):
        if c in "([{":
            stack.push(c)
        elif c in pairs and (not stack or stack.pop() != pairs[c]):
            return i
    return not stack


print([balanced(t) for t in ("([]{})", "(]", "((", "", ")", "a(b)c")])


def rpn(text):
    s = Stack()
    for t in text.split():
        if t in "+-*/":
            b, a = s.pop(), s.pop()
            s.push({"+": a + b, "-": a - b, "*": a * b, "/": a / b if b else float("nan")}[t])
        else:
            s.push(float(t))
    return s.pop()


print(rpn("3 4 + 2 *"), rpn("5 1 2 + 4 * + 3 -"), rpn("2 3 /"))
def two_stack_queue():
    inbox, outbox = Stack(), Stack()
    def take():
        if not outbox:
            while inbox: outbox.push(inbox.pop())
        return outbox.pop()
    return inbox.push, take
put, take = two_stack_queue()
put(1); put(2); print(take()); put(3); print(take(), take())
