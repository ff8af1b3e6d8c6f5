"""Splits source text into tokens, for the module tokenize. A formatted string is one STRING token."""

from token import (COMMENT, DEDENT, ENDMARKER, ERRORTOKEN, EXACT_TOKEN_TYPES, INDENT, NAME, NEWLINE, NL, NUMBER,
                   OP, STRING)

_PREFIXES = {"", "r", "u", "b", "f", "t", "br", "rb", "fr", "rf", "tr", "rt"}
_OPERATORS = sorted(EXACT_TOKEN_TYPES, key=len, reverse=True)
_DIGITS = "0123456789"


def _error(message, row, column, line):
    return SyntaxError(message, ("<string>", row, column + 1, line))


def _number_end(line, i):
    n = len(line)
    if line[i] == "0" and i + 1 < n and line[i + 1] in "xXoObB":
        i += 2
        while i < n and (line[i].isalnum() or line[i] == "_"):
            i += 1
        return i
    while i < n and (line[i] in _DIGITS or line[i] == "_"):
        i += 1
    if i < n and line[i] == ".":
        i += 1
        while i < n and (line[i] in _DIGITS or line[i] == "_"):
            i += 1
    if i < n and line[i] in "eE":
        j = i + 2 if i + 1 < n and line[i + 1] in "+-" else i + 1
        if j < n and line[j] in _DIGITS:
            i = j
            while i < n and (line[i] in _DIGITS or line[i] == "_"):
                i += 1
    if i < n and line[i] in "jJ":
        i += 1
    return i


class TokenizerIter:
    def __init__(self, readline, *, encoding=None, extra_tokens=False):
        self._tokens = self._run(readline, encoding, extra_tokens)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._tokens)

    def _run(self, readline, encoding, extra):
        row, depth, indents, joined = 0, 0, [0], False
        ended = True
        while True:
            try:
                line = readline()
            except StopIteration:
                line = ""
            if isinstance(line, bytes):
                line = line.decode(encoding or "utf-8")
            row += 1
            if not line:
                break
            ended = line.endswith("\n")
            i, n = 0, len(line)
            if not depth and not joined:
                column = 0
                while i < n and line[i] in " \t\f":
                    column = column + 1 if line[i] == " " else (column // 8 + 1) * 8 if line[i] == "\t" else 0
                    i += 1
                if i == n:
                    break
                if line[i] in "#\r\n":
                    if line[i] == "#":
                        text = line[i:].rstrip("\r\n")
                        if extra:
                            yield COMMENT, text, (row, i), (row, i + len(text)), line
                        i += len(text)
                    if extra:
                        yield NL, line[i:], (row, i), (row, i + max(1, len(line) - i)), line
                    continue
                if column > indents[-1]:
                    indents.append(column)
                    yield INDENT, line[:i], (row, 0), (row, i), line
                while column < indents[-1]:
                    if column not in indents:
                        raise IndentationError("unindent does not match any outer indentation level", ("<string>", row, i + 1, line))
                    indents.pop()
                    yield DEDENT, "", (row, i), (row, i), line
            joined = False
            while i < n:
                c = line[i]
                if c in " \t\f":
                    i += 1
                elif c in "\r\n":
                    end = i + 2 if line.startswith("\r\n", i) else i + 1
                    if depth:
                        if extra:
                            yield NL, line[i:end], (row, i), (row, end), line
                    else:
                        yield NEWLINE, line[i:end], (row, i), (row, end), line
                    i = end
                elif c == "#":
                    text = line[i:].rstrip("\r\n")
                    if extra:
                        yield COMMENT, text, (row, i), (row, i + len(text)), line
                    i += len(text)
                elif c == "\\" and line[i + 1:] in ("\n", "\r\n"):
                    joined = True
                    break
                elif c in _DIGITS or (c == "." and i + 1 < n and line[i + 1] in _DIGITS):
                    end = _number_end(line, i)
                    yield NUMBER, line[i:end], (row, i), (row, end), line
                    i = end
                else:
                    end = i
                    while end < n and (line[end].isalnum() or line[end] == "_" or ord(line[end]) > 127):
                        end += 1
                    if end < n and line[end] in "\"'" and line[i:end].lower() in _PREFIXES:
                        quote = line[end] * 3 if line.startswith(line[end] * 3, end) else line[end]
                        start, j, whole = (row, i), end + len(quote), line
                        first = i
                        text = line[i:j]
                        while not line.startswith(quote, j):
                            if j >= n or (len(quote) == 1 and line[j] in "\r\n"):
                                if len(quote) == 1:
                                    raise _error(f"unterminated string literal (detected at line {row})", *start, whole)
                                line = readline()
                                if isinstance(line, bytes):
                                    line = line.decode(encoding or "utf-8")
                                if not line:
                                    raise _error(f"unterminated triple-quoted string literal (detected at line {row})", *start, whole)
                                row += 1
                                whole += line
                                j, n = 0, len(line)
                                continue
                            step = 2 if line[j] == "\\" else 1
                            text += line[j:j + step]
                            j += step
                            if j >= n and len(quote) == 1:
                                # A backslash at the end of the line.
                                line = readline()
                                if isinstance(line, bytes):
                                    line = line.decode(encoding or "utf-8")
                                row += 1
                                whole += line
                                j, n = 0, len(line)
                                if not line:
                                    raise _error("unterminated string literal", *start, whole)
                        j += len(quote)
                        yield STRING, text + quote, start, (row, j), whole
                        i = j
                    elif end > i:
                        yield NAME, line[i:end], (row, i), (row, end), line
                        i = end
                    else:
                        for operator in _OPERATORS:
                            if line.startswith(operator, i):
                                break
                        else:
                            if c in "!$?`":
                                yield (OP if extra else ERRORTOKEN), c, (row, i), (row, i + 1), line
                                i += 1
                                continue
                            raise _error(f"invalid character '{c}' (U+{ord(c):04X})", row, i, line)
                        if operator in "([{":
                            depth += 1
                        elif operator in ")]}" and depth:
                            depth -= 1
                        end = i + len(operator)
                        yield (OP if extra else EXACT_TOKEN_TYPES[operator]), operator, (row, i), (row, end), line
                        i = end
            if not ended and not depth and not joined:
                yield NEWLINE, "", (row, n), (row, n + 1), line
        if depth:
            raise _error("unexpected EOF in multi-line statement", row, 0, "")
        for _ in indents[1:]:
            yield DEDENT, "", (row, 0), (row, 0), ""
        yield ENDMARKER, "", (row, 0), (row, 0), ""
