import operator


class ParseError(Exception):
    pass


class Parser:
    OPS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv, "%": operator.mod}

    def __init__(self, text):
        self.tokens = list(self.tokenize(text))
        self.pos = 0

    @staticmethod
    def tokenize(text):
        i = 0
        while i < len(text):
            c = text[i]
            if c.isspace():
                i += 1
            elif c.isdigit() or c == ".":
                j = i
                while j < len(text) and (text[j].isdigit() or text[j] == "."):
                    j += 1
                yield ("num", float(text[i:j]) if "." in text[i:j] else int(text[i:j]))
                i = j
            elif text[i:i + 2] in ("**", "//"):
                yield ("op", text[i:i + 2])
                i += 2
            elif c in "+-*/%()":
                yield ("op", c)
                i += 1
            else:
                raise ParseError(f"bad character {c!r} at {i}")

    def peek(self):
        return self.tokens[self.pos][1] if self.pos < len(self.tokens) else None

    def take(self):
        if self.pos >= len(self.tokens):
            raise ParseError("unexpected end")
        token = self.tokens[self.pos]
        self.pos += 1
        return token

    def parse(self):
        value = self.sum()
        if self.peek() is not None:
            raise ParseError(f"unexpected {self.peek()!r}")
        return value

    def binary(self, ops, operand):
        value = operand()
        while self.peek() in ops:
            op = self.take()[1]
            value = self.OPS[op](value, operand())
        return value

    def sum(self):
        return self.binary(("+", "-"), self.product)

    def product(self):
        return self.binary(("*", "/", "//", "%"), self.unary)

    def unary(self):
        if self.peek() == "-":
            self.take()
            return -self.unary()
        return self.power()

    def power(self):
        base = self.atom()
        if self.peek() == "**":
            self.take()
            return base ** self.unary()
        return base

    def atom(self):
        kind, value = self.take()
        if kind == "num":
            return value
        if value == "(":
            inner = self.sum()
            if self.take() != ("op", ")"):
                raise ParseError("expected )")
            return inner
        raise ParseError(f"unexpected {value!r}")


for text in ("1 + 2 * 3", "(1 + 2) * 3", "2 ** 3 ** 2", "-2 ** 2", "7 // 2 % 2", "1.5 * 4", "10 / 4", "((((5))))", "2 * -3", "1 +", "(1", "1 $ 2", "1 2", "1 / 0", "100 - 10 - 1"):
    try:
        value = Parser(text).parse()
        print(text, "=", value, value == eval(text))
    except (ParseError, ZeroDivisionError) as error:
        print(text, "->", type(error).__name__, error)
