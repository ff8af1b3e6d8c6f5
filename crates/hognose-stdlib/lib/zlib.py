"""Compression and decompression compatible with zlib. Preset dictionaries are not there."""

import _zlibcore
from _zlibcore import adler32 as _adler32, crc32 as _crc32

MAX_WBITS, DEF_MEM_LEVEL, DEF_BUF_SIZE, DEFLATED = 15, 8, 16384, 8
Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_DEFAULT_COMPRESSION = 0, 1, 9, -1
Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED = range(5)
Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, Z_BLOCK, Z_TREES = range(7)
ZLIB_VERSION = ZLIB_RUNTIME_VERSION = "1.3.1"
__version__ = "1.0"


class error(Exception):
    pass


error.__module__ = "zlib"


def adler32(data, value=1, /):
    """Compute an Adler-32 checksum of data."""
    return _adler32(data, value)


def crc32(data, value=0, /):
    """Compute a CRC-32 checksum of data."""
    return _crc32(data, value)


def _bytes(data):
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return data if isinstance(data, (bytes, bytearray)) else memoryview(data).tobytes()


_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"


def _check_wbits(wbits, decompressing):
    size = abs(wbits)
    if 9 <= size <= 15 or 25 <= wbits <= 31 or (decompressing and (wbits in (0, 16, 32) or 40 <= wbits <= 47)):
        return
    if wbits in (8, 24) or (decompressing and wbits == -8):
        return
    raise ValueError("Invalid initialization option")


class Compress:
    """What compressobj() returns."""

    def __init__(self, level, wbits):
        _check_wbits(wbits, False)
        if not -1 <= level <= 9:
            raise ValueError("Invalid initialization option")
        level = 6 if level == -1 else level
        self._gzip = wbits > 15
        self._core = _zlibcore.deflate(level, 0 < wbits <= 15)
        self._head = _GZIP_HEAD if self._gzip else b""
        self._crc = self._size = 0
        self._ended = False

    def compress(self, data, /):
        """Returns a bytes object containing compressed data."""
        data = _bytes(data)
        if self._gzip:
            self._crc = _crc32(data, self._crc)
            self._size += len(data)
        head, self._head = self._head, b""
        if self._ended:
            raise error("Error -2 while compressing data: inconsistent stream state")
        return head + self._core.feed(data, Z_NO_FLUSH)

    def flush(self, mode=Z_FINISH, /):
        """Return a bytes object containing any remaining compressed data."""
        if mode == Z_NO_FLUSH:
            return b""
        if self._ended:
            raise error("Error -2 while finishing compression: inconsistent stream state")
        head, self._head = self._head, b""
        out = head + self._core.feed(b"", mode)
        if mode == Z_FINISH:
            self._ended = True
            if self._gzip:
                out += self._crc.to_bytes(4, "little") + (self._size & 0xFFFFFFFF).to_bytes(4, "little")
        return out

    def copy(self):
        """Return a copy of the compression object."""
        raise NotImplementedError("compression objects cannot be copied here")

    __copy__ = copy

    def __deepcopy__(self, memo, /):
        return self.copy()


def _gzip_head(data):
    """Length of the header that data begins with; None: it is not all there yet."""
    if len(data) < 10:
        if not b"\x1f\x8b".startswith(data[:2]):
            raise error("Error -3 while decompressing data: incorrect header check")
        return None
    if data[:2] != b"\x1f\x8b":
        raise error("Error -3 while decompressing data: incorrect header check")
    if data[2] != 8:
        raise error("Error -3 while decompressing data: unknown compression method")
    flags, at = data[3], 10
    if flags & 4:
        if len(data) < at + 2:
            return None
        at += 2 + int.from_bytes(data[at:at + 2], "little")
    for flag in (8, 16):
        if flags & flag:
            end = data.find(b"\0", at)
            if end < 0:
                return None
            at = end + 1
    if flags & 2:
        at += 2
    return at if at <= len(data) else None


class Decompress:
    """What decompressobj() returns."""

    def __init__(self, wbits):
        _check_wbits(wbits, True)
        self._wbits = wbits
        self._core = None
        self._crc = self._size = 0
        self._tail = None
        self._held = b""
        self.unused_data = b""
        self.unconsumed_tail = b""
        self.eof = False

    def decompress(self, data, /, max_length=0):
        """Return a bytes object containing the decompressed version of the data."""
        if max_length < 0:
            raise ValueError("max_length must be non-negative")
        return self._feed(_bytes(data), max_length)

    def _feed(self, data, most):
        if self.eof:
            self.unused_data += bytes(data)
            return b""
        if self._core is None:
            data = self._held + bytes(data)
            self._held = b""
            wbits = self._wbits
            if wbits >= 32 and not data:
                return b""
            self._gzip = wbits > 15 and (wbits < 32 or data[:1] == b"\x1f")
            if self._gzip:
                start = _gzip_head(data)
                if start is None:
                    self._held = data
                    return b""
                data = data[start:]
            elif wbits >= 0:
                if len(data) < 2:
                    self._held = data
                    return b""
                if data[0] & 15 != 8 and (data[0] << 8 | data[1]) % 31 == 0:
                    raise error("Error -3 while decompressing data: unknown compression method")
                if (data[0] << 8 | data[1]) % 31:
                    raise error("Error -3 while decompressing data: incorrect header check")
                if data[1] & 32:
                    raise error("Error 2 while decompressing data")
            self._core = _zlibcore.inflate(not self._gzip and wbits >= 0)
        out = b""
        if self._tail is None:
            out, used, status = self._core.feed(data, most)
            data = data[used:]
            if status < 0:
                raise error("Error -3 while decompressing data: invalid data")
            if self._gzip:
                self._crc = _crc32(out, self._crc)
                self._size += len(out)
            if not status:
                self.unconsumed_tail = bytes(data)
                return out
            if not self._gzip:
                self._end(data)
                return out
            self._tail = b""
        tail = self._tail + bytes(data)
        self._tail = tail[:8]
        if len(tail) >= 8:
            if int.from_bytes(tail[:4], "little") != self._crc:
                raise error("Error -3 while decompressing data: incorrect data check")
            if int.from_bytes(tail[4:8], "little") != self._size & 0xFFFFFFFF:
                raise error("Error -3 while decompressing data: incorrect length check")
            self._end(tail[8:])
        return out

    def _end(self, rest):
        self.eof = True
        self.unconsumed_tail = b""
        self.unused_data += bytes(rest)
        self._core = None

    def flush(self, length=DEF_BUF_SIZE, /):
        """Return a bytes object containing any remaining decompressed data."""
        if length <= 0:
            raise ValueError("length must be greater than zero")
        data, self.unconsumed_tail = self.unconsumed_tail, b""
        return b"" if self.eof else self._feed(data, 0)

    def copy(self):
        """Return a copy of the decompression object."""
        made = Decompress(self._wbits)
        made.__dict__.update(self.__dict__)
        if self._core is not None:
            made._core = self._core.copy()
        return made

    __copy__ = copy

    def __deepcopy__(self, memo, /):
        return self.copy()


class _ZlibDecompressor:
    """A decompressor that keeps what it was not asked for yet."""

    def __init__(self, wbits=MAX_WBITS, zdict=b""):
        self._inner = decompressobj(wbits, zdict) if zdict else decompressobj(wbits)
        self._rest = b""
        self.needs_input = True

    eof = property(lambda self: self._inner.eof)
    unused_data = property(lambda self: self._inner.unused_data)

    def decompress(self, data, max_length=-1):
        """Decompress *data*, returning uncompressed data as bytes."""
        inner = self._inner
        if inner.eof:
            raise EOFError("End of stream already reached")
        if max_length == 0:
            self._rest += bytes(data)
            self.needs_input = False
            return b""
        out = inner.decompress(self._rest + bytes(data) if self._rest else data, max(max_length, 0))
        self._rest = b"" if inner.eof else inner.unconsumed_tail
        self.needs_input = not inner.eof and not self._rest and (max_length < 0 or len(out) < max_length)
        return out


def compressobj(level=-1, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, strategy=Z_DEFAULT_STRATEGY,
                zdict=None):
    """Return a compressor object."""
    if zdict is not None:
        raise NotImplementedError("preset dictionaries are not supported")
    if method != DEFLATED:
        raise ValueError("Invalid initialization option")
    return Compress(level, wbits)


def decompressobj(wbits=MAX_WBITS, zdict=b""):
    """Return a decompressor object."""
    if zdict:
        raise NotImplementedError("preset dictionaries are not supported")
    return Decompress(wbits)


def compress(data, /, level=-1, wbits=MAX_WBITS):
    """Returns a bytes object containing compressed data."""
    data = _bytes(data)
    if not -1 <= level <= 9:
        raise error("Bad compression level")
    try:
        made = Compress(level, wbits)
    except ValueError:
        raise error("Bad compression level") from None
    return made.compress(data) + made.flush()


def decompress(data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE):
    """Returns a bytes object containing the uncompressed data."""
    made = Decompress(wbits)
    out = made.decompress(_bytes(data))
    if not made.eof:
        raise error("Error -5 while decompressing data: incomplete or truncated stream")
    return out
