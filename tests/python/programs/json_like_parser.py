class Reader:
    def __init__(self, text):
        self.text, self.i = text, 0

    def error(self, message):
        line = self.text.count("\n", 0, self.i) + 1
        return ValueError(f"line {line}, char {self.i}: {message}")

    def space(self):
        while self.i < len(self.text) and self.text[self.i] in " \t\n\r":
            self.i += 1

    def expect(self, ch):
        self.space()
        if self.text[self.i:self.i + 1] != ch:
            raise self.error(f"expected {ch!r}")
        self.i += 1

    def value(self):
        self.space()
        ch = self.text[self.i:self.i + 1]
        if ch == "{":
            return dict(self.items("}", self.pair))
        if ch == "[":
            return list(self.items("]", self.value))
        if ch == '"':
            return self.string()
        for word, v in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.i):
                self.i += len(word)
                return v
        return self.number()

    def items(self, close, item):
        self.i += 1
        self.space()
        if self.text[self.i:self.i + 1] == close:
            self.i += 1
            return
        while True:
            yield item()
            self.space()
            if self.text[self.i:self.i + 1] == close:
                self.i += 1
                return
            self.expect(",")

    def pair(self):
        self.space()
        key = self.string()
        self.expect(":")
        return key, self.value()

    def string(self):
        if self.text[self.i:self.i + 1] != '"':
            raise self.error("expected a string")
        self.i += 1
        out = []
        while (ch := self.text[self.i:self.i + 1]) != '"':
            if not ch:
                raise self.error("unterminated string")
            if ch == "\\":
                self.i += 1
                esc = self.text[self.i]
                if esc == "u":
                    ch = chr(int(self.text[self.i + 1:self.i + 5], 16))
                    self.i += 4
                else:
                    ch = {"n": "\n", "t": "\t"}.get(esc, esc)
            out.append(ch)
            self.i += 1
        self.i += 1
        return "".join(out)

    def number(self):
        start = self.i
        while self.i < len(self.text) and self.text[self.i] in "+-.eE0123456789":
            self.i += 1
        text = self.text[start:self.i]
        try:
            return int(text)
        except ValueError:
            try:
                return float(text)
            except ValueError:
                raise self.error("expected a value") from None


import json
for text in ('{"a": [1, 2.5, -3e2, {"b": null}], "c": "x\\n\\u00e9", "d": {}}', "[]", " [true , false] ", '"s"', "[[[[]]]]"):
    mine = Reader(text).value()
    print(mine, mine == json.loads(text))
for bad in ("{", "[1 2]", '{"a" 1}', '"abc', "[1,]", "@", '{1: 2}', '{"a":\n\n x}'):
    try:
        print(Reader(bad).value())
    except ValueError as error:
        print(repr(bad), "->", error)
