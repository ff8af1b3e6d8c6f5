"""Conversions between binary and ASCII."""

from _base64core import a2b_base64, b2a_base64
from _zlibcore import crc32


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


Error.__module__ = Incomplete.__module__ = "binascii"


def _ascii(data):
    if isinstance(data, str):
        try:
            return data.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    return bytes(data) if isinstance(data, (bytes, bytearray)) else memoryview(data).tobytes()


def hexlify(data, sep=None, bytes_per_sep=1):
    data = bytes(data) if isinstance(data, (bytes, bytearray)) else memoryview(data).tobytes()
    return (data.hex() if sep is None else data.hex(sep, bytes_per_sep)).encode("ascii")


b2a_hex = hexlify


def unhexlify(hexstr, /):
    data = _ascii(hexstr)
    if len(data) % 2:
        raise Error("Odd-length string")
    if data.translate(None, b"0123456789abcdefABCDEF"):
        raise Error("Non-hexadecimal digit found")
    return bytes.fromhex(data.decode("ascii"))


a2b_hex = unhexlify


def crc_hqx(data, value, /):
    value &= 0xFFFF
    for c in bytes(data):
        value ^= c << 8
        for _ in range(8):
            value = (value << 1 ^ 0x1021 if value & 0x8000 else value << 1) & 0xFFFF
    return value


def b2a_uu(data, /, *, backtick=False):
    """Uuencode line of data."""
    data = bytes(data)
    if len(data) > 45:
        raise Error("At most 45 bytes at once")
    zero = 96 if backtick else 32

    def digit(n):
        return n + 32 if n else zero

    out = bytearray([digit(len(data))])
    for i in range(0, len(data), 3):
        n = int.from_bytes(data[i:i + 3].ljust(3, b"\0"), "big")
        out += bytes(digit(n >> shift & 63) for shift in (18, 12, 6, 0))
    return bytes(out) + b"\n"


def a2b_uu(data, /):
    """Decode a line of uuencoded data."""
    data = _ascii(data)
    if not data:
        return b""
    count = data[0] - 32 & 63
    text = data[1:].rstrip(b"\r\n")
    out, bits, held = bytearray(), 0, 0
    for at in range((count * 8 + 5) // 6):
        c = text[at] if at < len(text) else 32
        if not 32 <= c <= 96:
            raise Error("Illegal char")
        bits = bits << 6 | (c - 32 & 63)
        held += 6
        if held >= 8 and len(out) < count:
            held -= 8
            out.append(bits >> held & 255)
            bits &= (1 << held) - 1
    if text[(count * 8 + 5) // 6 + 3:].strip(b" `"):
        raise Error("Trailing garbage")
    return bytes(out.ljust(count, b"\0"))


_HEX = b"0123456789ABCDEF"


def b2a_qp(data, quotetabs=False, istext=True, header=False):
    """Encode a string using quoted-printable encoding."""
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    data = bytes(memoryview(data))
    first = data.find(b"\n")
    end = b"\r\n" if first > 0 and data[first - 1] == 13 else b"\n"
    out, width, at = bytearray(), 0, 0
    while at < len(data):
        c = data[at]
        following = data[at + 1] if at + 1 < len(data) else None
        quoted = (c > 126 or c == 61 or (header and c == 95)
                  or (c == 46 and width == 0 and following in (None, 10, 13, 0))
                  or (not istext and c in (10, 13))
                  or (c in (9, 32) and following is None)
                  or (c < 33 and c not in (10, 13, 9, 32))
                  or (c in (9, 32) and quotetabs))
        if quoted:
            if width + 3 >= 76:
                out += b"=" + end
                width = 0
            out += bytes((61, _HEX[c >> 4], _HEX[c & 15]))
            width += 3
            at += 1
        elif istext and (c == 10 or (c == 13 and following == 10)):
            if out and out[-1] in (9, 32):
                last = out.pop()
                out += bytes((61, _HEX[last >> 4], _HEX[last & 15]))
            out += end
            width = 0
            at += 2 if c == 13 else 1
        else:
            if following is not None and following != 10 and width + 1 >= 76:
                out += b"=" + end
                width = 0
            out.append(95 if header and c == 32 else c)
            width += 1
            at += 1
    return bytes(out)


def a2b_qp(data, header=False):
    """Decode a string of qp-encoded data."""
    data = _ascii(data)
    out, at = bytearray(), 0
    while at < len(data):
        c = data[at]
        at += 1
        if c == 61:
            if at >= len(data):
                break
            if data[at] in (10, 13):
                if data[at] != 10:
                    while at < len(data) and data[at] != 10:
                        at += 1
                at += 1
            elif data[at] == 61:
                out.append(61)
                at += 1
            elif len(data[at:at + 2].strip(b"0123456789abcdefABCDEF")) == 0 and at + 1 < len(data):
                out.append(int(data[at:at + 2], 16))
                at += 2
            else:
                out.append(61)
        elif header and c == 95:
            out.append(32)
        else:
            out.append(c)
    return bytes(out)
