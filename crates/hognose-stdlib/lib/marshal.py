"""Values of the built-in types as bytes, in the format of CPython's marshal (version 2); code objects have no such form here."""

import struct as _struct

version = 5
_MAX_DEPTH = 2000


def dumps(value, version=version, /, *, allow_code=True):
    """Convert the value to bytes that loads() reads back."""
    out = bytearray()
    _write(value, out, 0)
    return bytes(out)


def dump(value, file, version=version, /, *, allow_code=True):
    """Write the value on the open file."""
    file.write(dumps(value, version))


def loads(data, /, *, allow_code=True):
    """Convert the bytes-like object to a value."""
    return _Reader(bytes(data)).read(0)


def load(file, /, *, allow_code=True):
    """Read one value from the open file and return it."""
    data = file.read()
    reader = _Reader(data)
    value = reader.read(0)
    if reader.at < len(data):
        file.seek(reader.at - len(data), 1)
    return value


_SINGLETONS = {None: b"N", True: b"T", False: b"F", Ellipsis: b".", StopIteration: b"S"}


def _size(n):
    return n.to_bytes(4, "little", signed=True)


def _write(value, out, depth):
    if depth > _MAX_DEPTH:
        raise ValueError("object too deeply nested to marshal")
    kind = type(value)
    if value is None or kind is bool or value is Ellipsis or value is StopIteration:
        out += _SINGLETONS[value]
    elif kind is int:
        if -0x80000000 <= value <= 0x7FFFFFFF:
            out += b"i" + _size(value)
        else:
            digits, rest = [], abs(value)
            while rest:
                digits.append(rest & 0x7FFF)
                rest >>= 15
            out += b"l" + _size(len(digits) if value > 0 else -len(digits))
            for digit in digits:
                out += digit.to_bytes(2, "little")
    elif kind is float:
        out += b"g" + _struct.pack("<d", value)
    elif kind is complex:
        out += b"y" + _struct.pack("<dd", value.real, value.imag)
    elif kind is str:
        data = value.encode("utf-8", "surrogatepass")
        out += b"u" + _size(len(data)) + data
    elif kind in (bytes, bytearray, memoryview):
        data = bytes(value)
        out += b"s" + _size(len(data)) + data
    elif kind in (tuple, list, set, frozenset):
        out += {tuple: b"(", list: b"[", set: b"<", frozenset: b">"}[kind] + _size(len(value))
        for item in value:
            _write(item, out, depth + 1)
    elif kind is dict:
        out += b"{"
        for key, item in value.items():
            _write(key, out, depth + 1)
            _write(item, out, depth + 1)
        out += b"0"
    elif kind is slice:
        out += b":"
        for item in (value.start, value.stop, value.step):
            _write(item, out, depth + 1)
    else:
        raise ValueError("unmarshallable object")


_END = object()


class _Reader:
    def __init__(self, data):
        self.data, self.at, self.refs = data, 0, []

    def take(self, n):
        if n < 0 or self.at + n > len(self.data):
            raise EOFError("marshal data too short")
        self.at += n
        return self.data[self.at - n:self.at]

    def size(self):
        n = int.from_bytes(self.take(4), "little", signed=True)
        if n < 0:
            raise ValueError("bad marshal data (size out of range)")
        return n

    def read(self, depth):
        value = self.value(depth)
        if value is _END:
            raise TypeError("NULL object in marshal data for object")
        return value

    def value(self, depth):
        if depth > _MAX_DEPTH:
            raise ValueError("recursion limit exceeded")
        if self.at >= len(self.data):
            raise EOFError("EOF read where object expected")
        code = self.take(1)[0]
        place = None
        if code & 0x80:
            place = len(self.refs)
            self.refs.append(None)
        made = self.plain(chr(code & 0x7F), depth, place)
        if place is not None:
            self.refs[place] = made
        return made

    def items(self, n, depth):
        return [self.read(depth + 1) for _ in range(n)]

    def plain(self, code, depth, place):
        if code == "0":
            return _END
        for value, letter in _SINGLETONS.items():
            if letter == code.encode():
                return value
        match code:
            case "i":
                return int.from_bytes(self.take(4), "little", signed=True)
            case "l":
                n = int.from_bytes(self.take(4), "little", signed=True)
                value = 0
                for shift in range(abs(n)):
                    digit = int.from_bytes(self.take(2), "little")
                    if digit > 0x7FFF:
                        raise ValueError("bad marshal data (digit out of range in long)")
                    value |= digit << 15 * shift
                return -value if n < 0 else value
            case "g":
                return _struct.unpack("<d", self.take(8))[0]
            case "y":
                return complex(*_struct.unpack("<dd", self.take(16)))
            case "s":
                return self.take(self.size())
            case "u" | "t":
                return self.take(self.size()).decode("utf-8", "surrogatepass")
            case "a" | "A":
                return self.take(self.size()).decode("latin-1")
            case "z" | "Z":
                return self.take(self.take(1)[0]).decode("latin-1")
            case "(":
                return tuple(self.items(self.size(), depth))
            case ")":
                return tuple(self.items(self.take(1)[0], depth))
            case "[":
                n, made = self.size(), []
                if place is not None:
                    self.refs[place] = made
                made.extend(self.items(n, depth))
                return made
            case "<":
                return set(self.items(self.size(), depth))
            case ">":
                return frozenset(self.items(self.size(), depth))
            case "{":
                made = {}
                if place is not None:
                    self.refs[place] = made
                while (key := self.value(depth + 1)) is not _END:
                    made[key] = self.read(depth + 1)
                return made
            case ":":
                return slice(*self.items(3, depth))
            case "r":
                n = self.size()
                if n >= len(self.refs):
                    raise ValueError("bad marshal data (invalid reference)")
                return self.refs[n]
        raise ValueError("bad marshal data (unknown type code)")
