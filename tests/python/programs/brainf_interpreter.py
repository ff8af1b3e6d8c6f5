def compile_program(source):
    stack, jump = [], {}
    code = [c for c in source if c in "+-<>[].,"]
    for i, c in enumerate(code):
        if c == "[":
            stack.append(i)
        elif c == "]":
            if not stack:
                raise SyntaxError("unmatched ]")
            j = stack.pop()
            jump[i], jump[j] = j, i
    if stack:
        raise SyntaxError("unmatched [")
    return code, jump


def run(source, data=""):
    code, jump = compile_program(source)
    tape, ptr, pc, out, steps = [0] * 300, 0, 0, [], 0
    data = iter(data)
    while pc < len(code):
        c = code[pc]
        if c == ">":
            ptr += 1
        elif c == "<":
            ptr -= 1
        elif c == "+":
            tape[ptr] = (tape[ptr] + 1) & 255
        elif c == "-":
            tape[ptr] = (tape[ptr] - 1) & 255
        elif c == ".":
            out.append(chr(tape[ptr]))
        elif c == ",":
            tape[ptr] = ord(next(data, "\0"))
        elif c == "[" and not tape[ptr] or c == "]" and tape[ptr]:
            pc = jump[pc]
        pc += 1
        steps += 1
    return "".join(out), steps


hello = "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++."
print(run(hello))
print(run(",[.,]", "echo me"))
print(run(",>,<[->[->+>+<<]>>[-<<+>>]<<<]>>>.", "\x05\x09")[0].encode())
for bad in ("[", "]", "[[]"):
    try:
        run(bad)
    except SyntaxError as error:
        print(error)
