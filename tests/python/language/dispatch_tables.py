OPS = {}


def op(name):
    def register(f):
        OPS[name] = f
        return f
    return register


@op("push")
def push(vm, n):
    vm.stack.append(int(n))


@op("add")
def add(vm):
    vm.stack.append(vm.stack.pop() + vm.stack.pop())


@op("mul")
def mul(vm):
    vm.stack.append(vm.stack.pop() * vm.stack.pop())


@op("dup")
def dup(vm):
    vm.stack.append(vm.stack[-1])


@op("jnz")
def jnz(vm, target):
    if vm.stack[-1]:
        vm.pc = int(target)


@op("dec")
def dec(vm):
    vm.stack[-1] -= 1


@op("store")
def store(vm, name):
    vm.names[name] = vm.stack.pop()


@op("load")
def load(vm, name):
    vm.stack.append(vm.names[name])


@op("print")
def show(vm):
    vm.out.append(vm.stack[-1])


class VM:
    def __init__(self, source):
        self.code = [line.split() for line in source.strip().splitlines()]
        self.stack, self.names, self.out, self.pc, self.steps = [], {}, [], 0, 0

    def run(self):
        while self.pc < len(self.code):
            name, *args = self.code[self.pc]
            self.pc += 1
            self.steps += 1
            try:
                OPS[name](self, *args)
            except KeyError as error:
                raise RuntimeError(f"line {self.pc}: unknown {error}") from None
            except IndexError:
                raise RuntimeError(f"line {self.pc}: stack underflow")
        return self


vm = VM("""
push 1
store acc
push 10
store n
load acc
load n
mul
store acc
load n
dec
dup
store n
jnz 4
load acc
print
""").run()
print(vm.out, vm.steps, vm.names, vm.stack)
for bad in ("nope", "add", "push x", "load missing"):
    try:
        VM(bad).run()
    except (RuntimeError, ValueError) as error:
        print(type(error).__name__, error, type(error.__context__).__name__)
print(sorted(OPS), OPS["dup"] is dup, dup.__name__)
