

# From here on: what Hognose adds to the classes above.

import _bytesio
import _stringio

_IOBase, _RawIOBase, _BufferedIOBase, _TextIOBase = IOBase, RawIOBase, BufferedIOBase, TextIOBase


def _reduce_ex(self, protocol):
    import copyreg
    return copyreg.__newobj__, (type(self),), self.__getstate__()


class StringIO(_stringio.StringIO, TextIOBase):
    """Text I/O implementation using an in-memory buffer."""

    __reduce_ex__ = _reduce_ex

    @property
    def encoding(self):
        return None

    errors = encoding

    def __repr__(self):
        return object.__repr__(self)


class BytesIO(_bytesio.BytesIO, BufferedIOBase):
    """Buffered I/O implementation using an in-memory bytes buffer."""

    __reduce_ex__ = _reduce_ex

    def writelines(self, lines, /):
        """Write lines to the file; an overriding write() is not asked."""
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        write = _bytesio.BytesIO.write
        for line in lines:
            write(self, line)

    def __del__(self):
        try:
            self.close()
        except BufferError:
            # A view outlives the stream: the bytes stay with it.
            pass

    def __repr__(self):
        return object.__repr__(self)


def _standard_streams():
    # The native standard streams count as text streams.
    for stream in (sys.__stdin__, sys.__stdout__, sys.__stderr__):
        if stream is not None:
            TextIOBase.register(type(stream))
            break


_standard_streams()


def open_code(path):
    """Opens the provided file with the intent to import the contents."""
    return open(path, "rb")


class _StandardBuffer(BufferedIOBase):
    """The bytes of a standard stream: what its attribute buffer gives."""

    def __init__(self, stream):
        self._stream = stream
        self.name, self.mode, self.raw = stream.name, stream.mode + "b", self

    def read(self, size=-1, /):
        return self._stream._read_bytes(-1 if size is None else size)

    def read1(self, size=-1, /):
        return self._stream._read_bytes(size, True)

    def readline(self, size=-1, /):
        return self._stream._readline_bytes(-1 if size is None else size)

    def write(self, data, /):
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        return self._stream._write_bytes(data)

    def flush(self):
        if not self.closed:
            self._stream.flush()

    def close(self):
        self._stream.close()

    closed = property(lambda self: self._stream.closed)

    def fileno(self):
        return self._stream.fileno()

    def isatty(self):
        return self._stream.isatty()

    def readable(self):
        return self._stream.readable()

    def writable(self):
        return self._stream.writable()

    def __del__(self):
        pass

    def __repr__(self):
        kind = "BufferedReader" if self.readable() else "BufferedWriter"
        return f"<_io.{kind} name={self.name!r}>"


_buffers = {}


def _standard_buffer(stream):
    """The one buffer of a standard stream."""
    number = stream.fileno()
    if number not in _buffers:
        _buffers[number] = _StandardBuffer(stream)
    return _buffers[number]
