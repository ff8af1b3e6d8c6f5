"""Parses format strings, for string.Formatter."""


def formatter_parser(text, /):
    """parse the argument as a format string: (literal, field name, format spec, conversion) for each field"""
    if not isinstance(text, str):
        raise TypeError(f"expected str, got {type(text).__name__}")
    return _parse(text)


def _parse(text):
    i, n, literal = 0, len(text), []
    while i < n:
        c = text[i]
        i += 1
        if c not in "{}":
            end = i
            while end < n and text[end] not in "{}":
                end += 1
            literal.append(text[i - 1:end])
            i = end
            continue
        if i < n and text[i] == c:
            yield "".join(literal) + c, None, None, None
            literal = []
            i += 1
            continue
        if c == "}":
            raise ValueError("Single '}' encountered in format string")
        if i >= n:
            raise ValueError("Single '{' encountered in format string")
        start, depth, brackets = i, 1, False
        while i < n:
            c = text[i]
            if c == "{":
                depth += 1
            elif c == "}":
                depth -= 1
                if not depth:
                    break
            i += 1
        if depth:
            raise ValueError("expected '}' before end of string")
        yield "".join(literal), *_field(text[start:i])
        literal = []
        i += 1
    if literal:
        yield "".join(literal), None, None, None


def _field(field):
    i, n = 0, len(field)
    brackets = False
    while i < n:
        c = field[i]
        if c == "[":
            brackets = True
        elif c == "]":
            brackets = False
        elif c == "{":
            raise ValueError("unexpected '{' in field name")
        elif c in ":!" and not brackets:
            break
        i += 1
    name, conversion, spec = field[:i], None, ""
    if i < n:
        if field[i] == "!":
            if i + 1 >= n:
                raise ValueError("end of string while looking for conversion specifier")
            conversion = field[i + 1]
            i += 2
            if i < n and field[i] != ":":
                raise ValueError("expected ':' after conversion specifier")
        spec = field[i + 1:]
    return name, spec, conversion


def formatter_field_name_split(name, /):
    """split the argument as a field name: the first part, and an iterator of (is attribute, name or index)"""
    if not isinstance(name, str):
        raise TypeError(f"expected str, got {type(name).__name__}")
    i = 0
    while i < len(name) and name[i] not in ".[":
        i += 1
    first = name[:i]
    return int(first) if first.isdecimal() else first, _rest(name[i:])


def _rest(text):
    while text:
        if text[0] == ".":
            i = 1
            while i < len(text) and text[i] not in ".[":
                i += 1
            if i == 1:
                raise ValueError("Empty attribute in format string")
            yield True, text[1:i]
            text = text[i:]
        elif text[0] == "[":
            end = text.find("]")
            if end < 0:
                raise ValueError("Missing ']' in format string")
            if end == 1:
                raise ValueError("Empty attribute in format string")
            key = text[1:end]
            yield False, int(key) if key.isdecimal() else key
            text = text[end + 1:]
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
