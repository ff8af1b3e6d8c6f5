

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
        write = _bytesio.BytesIO.write
        for line in lines:
            write(self, line)

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
