"""Conversions between binary and ASCII."""


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


Error.__module__ = Incomplete.__module__ = "binascii"
_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUES = {c: i for i, c in enumerate(_ALPHABET)}


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


def b2a_base64(data, /, *, newline=True):
    data = bytes(data) if isinstance(data, (bytes, bytearray)) else memoryview(data).tobytes()
    out = bytearray()
    whole = len(data) - len(data) % 3
    for i in range(0, whole, 3):
        n = data[i] << 16 | data[i + 1] << 8 | data[i + 2]
        out += bytes((_ALPHABET[n >> 18], _ALPHABET[n >> 12 & 63], _ALPHABET[n >> 6 & 63], _ALPHABET[n & 63]))
    rest = data[whole:]
    if len(rest) == 1:
        n = rest[0] << 4
        out += bytes((_ALPHABET[n >> 6], _ALPHABET[n & 63])) + b"=="
    elif rest:
        n = (rest[0] << 8 | rest[1]) << 2
        out += bytes((_ALPHABET[n >> 12], _ALPHABET[n >> 6 & 63], _ALPHABET[n & 63])) + b"="
    if newline:
        out += b"\n"
    return bytes(out)


def a2b_base64(data, /, *, strict_mode=False):
    data = _ascii(data)
    out, bits, count, pads, seen = bytearray(), 0, 0, 0, 0
    for at, c in enumerate(data):
        if c == 61:
            if strict_mode and not seen:
                raise Error("Leading padding not allowed")
            pads += 1
            if seen >= 2 and seen + pads >= 4:
                if strict_mode and at + 1 < len(data):
                    raise Error("Excess data after padding")
                return bytes(out)
            continue
        value = _VALUES.get(c)
        if value is None:
            if strict_mode:
                raise Error("Only base64 data is allowed")
            continue
        if strict_mode and pads:
            raise Error("Discontinuous padding not allowed")
        pads = 0
        seen += 1
        bits = bits << 6 | value
        if seen == 2:
            out.append(bits >> 4 & 255)
        elif seen == 3:
            out.append(bits >> 2 & 255)
        elif seen == 4:
            out.append(bits & 255)
            bits = seen = 0
            count += 1
    if seen == 1:
        raise Error(f"Invalid base64-encoded string: number of data characters ({count * 4 + 1}) cannot be 1 more than a multiple of 4")
    if seen:
        raise Error("Incorrect padding")
    return bytes(out)


def _table():
    table = []
    for i in range(256):
        for _ in range(8):
            i = i >> 1 ^ 0xEDB88320 if i & 1 else i >> 1
        table.append(i)
    return table


_CRC = None


def crc32(data, value=0, /):
    global _CRC
    if _CRC is None:
        _CRC = _table()
    value ^= 0xFFFFFFFF
    table = _CRC
    for c in bytes(data):
        value = table[(value ^ c) & 255] ^ value >> 8
    return value ^ 0xFFFFFFFF


def crc_hqx(data, value, /):
    for c in bytes(data):
        value ^= c << 8
        for _ in range(8):
            value = (value << 1 ^ 0x1021 if value & 0x8000 else value << 1) & 0xFFFF
    return value
