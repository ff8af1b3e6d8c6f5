

# From here on: what Hognose adds to the classes above.

import _stringio

_IOBase, _RawIOBase, _BufferedIOBase, _TextIOBase = IOBase, RawIOBase, BufferedIOBase, TextIOBase


class StringIO(_stringio.StringIO, TextIOBase):
    """Text I/O implementation using an in-memory buffer."""

    @property
    def encoding(self):
        return None

    errors = encoding

    def __repr__(self):
        return object.__repr__(self)


_base_getvalue = BytesIO.getvalue


def _getvalue(self):
    """Retrieve the entire contents of the BytesIO object."""
    if self.closed:
        raise ValueError("I/O operation on closed file.")
    return _base_getvalue(self)


BytesIO.getvalue = _getvalue


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
