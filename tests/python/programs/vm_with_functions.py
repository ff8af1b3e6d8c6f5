class Frame:
    def __init__(self, code, back=None):
        self.code, self.back, self.pc, self.stack, self.vars = code, back, 0, [], {}


def assemble(text):
    functions, current, labels = {}, None, {}
    for line in text.strip().splitlines():
        line = line.split(";")[0].strip()
        if not line:
            continue
        if line.startswith("def "):
            name, *params = line[4:].split()
            current, labels = [], {}
            functions[name] = (params, current, labels)
        elif line.endswith(":"):
            labels[line[:-1]] = len(current)
        else:
            op, *args = line.split()
            current.append((op, [int(a) if a.lstrip("-").isdigit() else a for a in args]))
    return functions


def run(functions, entry, *args, limit=100_000):
    def call(name, values, back):
        params, code, labels = functions[name]
        frame = Frame(name, back)
        frame.vars.update(zip(params, values))
        return frame

    frame, steps, output, depth = call(entry, args, None), 0, [], 1
    peak = 1
    while True:
        steps += 1
        if steps > limit:
            raise TimeoutError(f"more than {limit} steps")
        params, code, labels = functions[frame.code]
        op, operands = code[frame.pc]
        frame.pc += 1
        s = frame.stack
        if op == "push":
            s.append(operands[0])
        elif op == "load":
            s.append(frame.vars[operands[0]])
        elif op == "store":
            frame.vars[operands[0]] = s.pop()
        elif op in ("add", "sub", "mul", "lt", "eq"):
            b, a = s.pop(), s.pop()
            s.append({"add": a + b, "sub": a - b, "mul": a * b, "lt": a < b, "eq": a == b}[op])
        elif op == "jump":
            frame.pc = labels[operands[0]]
        elif op == "unless":
            if not s.pop():
                frame.pc = labels[operands[0]]
        elif op == "call":
            n = operands[1]
            values = s[len(s) - n:]
            del s[len(s) - n:]
            frame = call(operands[0], values, frame)
            depth += 1
            peak = max(peak, depth)
        elif op == "ret":
            value = s.pop()
            frame, depth = frame.back, depth - 1
            if frame is None:
                return value, steps, peak, output
            frame.stack.append(value)
        elif op == "print":
            output.append(s[-1])
        else:
            raise ValueError(f"unknown op {op!r}")


PROGRAM = assemble("""
def fact n
    load n
    push 2
    lt
    unless rec
    push 1
    ret
rec:
    load n
    load n
    push 1
    sub
    call fact 1
    mul
    ret
def fib n
    load n
    push 2
    lt
    unless go
    load n
    ret
go:
    load n
    push 1
    sub
    call fib 1
    load n
    push 2
    sub
    call fib 1
    add
    ret
def sum n         ; a loop
    push 0
    store total
again:
    load n
    unless done
    load total
    load n
    add
    store total
    load n
    push 1
    sub
    store n
    jump again
done:
    load total
    print
    ret
def forever
    top:
    jump top
def bad
    nope
def even n
    load n
    push 0
    eq
    unless more
    push 1
    ret
more:
    load n
    push 1
    sub
    call odd 1
    ret
def odd n
    load n
    push 0
    eq
    unless more
    push 0
    ret
more:
    load n
    push 1
    sub
    call even 1
    ret
""")
print(run(PROGRAM, "fact", 20), run(PROGRAM, "fib", 12), run(PROGRAM, "sum", 100), run(PROGRAM, "even", 51)[0], run(PROGRAM, "odd", 51)[:3])
for name in ("forever", "bad", "missing"):
    try:
        run(PROGRAM, name)
    except (TimeoutError, ValueError, KeyError) as error:
        print(name, type(error).__name__, error)
