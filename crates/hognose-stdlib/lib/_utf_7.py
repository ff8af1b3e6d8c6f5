"""UTF-7 (RFC 2152), for the module codecs."""

import codecs

_BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUES = {ord(c): i for i, c in enumerate(_BASE64)}
# Characters that stand for themselves.
_DIRECT = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'(),-./:?!\"#$%&*;<=>@[]^_`{|} \t\n\r")


def utf_7_encode(text, errors="strict", /):
    """The bytes, and how many characters they stand for."""
    out = []
    bits = count = 0
    shifted = False
    for c in text:
        if c in _DIRECT:
            if shifted:
                if count:
                    out.append(_BASE64[bits << 6 - count & 63])
                if c in _BASE64 or c == "-":
                    out.append("-")
                bits = count = 0
                shifted = False
            out.append(c)
            continue
        if not shifted:
            if c == "+":
                out.append("+-")
                continue
            out.append("+")
            shifted = True
        code = ord(c)
        units = (code,) if code < 0x10000 else (0xD800 | code - 0x10000 >> 10, 0xDC00 | code & 0x3FF)
        for unit in units:
            bits = bits << 16 | unit
            count += 16
            while count >= 6:
                count -= 6
                out.append(_BASE64[bits >> count & 63])
            bits &= (1 << count) - 1
    if shifted:
        if count:
            out.append(_BASE64[bits << 6 - count & 63])
        out.append("-")
    return "".join(out).encode("ascii"), len(text)


def utf_7_decode(data, errors="strict", final=False, /):
    """The text, and how many bytes it was made of."""
    data = bytes(data)
    out = []
    handler = None
    i = 0
    while i < len(data):
        byte = data[i]
        if byte != 0x2B:
            if byte < 0x80:
                out.append(chr(byte))
                i += 1
                continue
            problem, end = "unexpected special character", i + 1
        else:
            start = i
            i += 1
            if i < len(data) and data[i] == 0x2D:
                out.append("+")
                i += 1
                continue
            if i < len(data) and data[i] not in _VALUES:
                problem, start, end = "ill-formed sequence", start, i + 1
                i = start
            else:
                bits = count = high = 0
                made = []
                while i < len(data) and data[i] in _VALUES:
                    bits = bits << 6 | _VALUES[data[i]]
                    count += 6
                    i += 1
                    if count >= 16:
                        count -= 16
                        unit = bits >> count
                        bits &= (1 << count) - 1
                        if high and 0xDC00 <= unit < 0xE000:
                            made[-1] = chr(0x10000 + ((high & 0x3FF) << 10 | unit & 0x3FF))
                            high = 0
                        else:
                            made.append(chr(unit))
                            high = unit if 0xD800 <= unit < 0xDC00 else 0
                if i == len(data):
                    if not final:
                        return "".join(out), start
                    if high:
                        made.pop()
                    out += made
                    if not high and count < 6 and not bits:
                        continue
                    problem, end = "unterminated shift sequence", i
                elif count >= 6:
                    out += made[:-1] if high else made
                    problem, end = "partial character in shift sequence", i + 1
                elif bits:
                    out += made[:-1] if high else made
                    problem, end = "non-zero padding bits in shift sequence", i + 1
                else:
                    out += made
                    if data[i] == 0x2D:
                        i += 1
                    continue
                i = start
        if handler is None:
            handler = codecs.lookup_error(errors)
        error = UnicodeDecodeError("utf7", data, i, end, problem)
        text, to = handler(error)
        if not isinstance(text, str) or not isinstance(to, int):
            raise TypeError("decoding error handler must return (str, int) tuple")
        if not isinstance(error.object, bytes):
            raise TypeError("object attribute must be bytes")
        data = error.object
        out.append(text)
        if to < 0:
            to += len(data)
        if not 0 <= to <= len(data):
            raise IndexError(f"position {to} from error handler out of bounds")
        i = to
    return "".join(out), len(data)


# A class that holds these does not bind them.
utf_7_encode, utf_7_decode = staticmethod(utf_7_encode), staticmethod(utf_7_decode)
