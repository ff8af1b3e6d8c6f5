

# From here on: what Hognose adds to the classes above.

_IOBase, _RawIOBase, _BufferedIOBase, _TextIOBase = IOBase, RawIOBase, BufferedIOBase, TextIOBase


class StringIO(TextIOBase):
    """Text I/O implementation using an in-memory buffer."""

    def __init__(self, initial_value="", newline="\n"):
        if newline is not None and not isinstance(newline, str):
            raise TypeError(f"newline must be str or None, not {type(newline).__name__}")
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline!r}")
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        self._newline = newline
        self._text = ""
        self._parts = []
        self._pos = 0
        if initial_value:
            self.write(initial_value)
            self._pos = 0

    # Text at the end is kept in parts until somebody looks.

    def _whole(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")
        if self._parts:
            self._text += "".join(self._parts)
            self._parts = []
        return self._text

    def write(self, s):
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got {type(s).__name__!r}")
        if self.closed:
            raise ValueError("I/O operation on closed file")
        length = len(s)
        newline = self._newline
        if newline is None:
            if "\r" in s:
                s = s.replace("\r\n", "\n").replace("\r", "\n")
        elif newline == "\r" or newline == "\r\n":
            s = s.replace("\n", newline)
        if not s:
            return length
        if self._pos is None:
            self._parts.append(s)
            return length
        text = self._whole()
        pos = self._pos
        if pos == len(text):
            self._parts.append(s)
            self._pos = None
            return length
        if pos > len(text):
            text += "\0" * (pos - len(text))
        self._text = text[:pos] + s + text[pos + len(s):]
        self._pos = pos + len(s)
        return length

    def getvalue(self):
        return self._whole()

    def _at(self):
        if self._pos is None:
            self._pos = len(self._whole())
        return self._pos

    def read(self, size=-1, /):
        text = self._whole()
        pos = self._at()
        size = -1 if size is None else size.__index__()
        end = len(text) if size < 0 else min(len(text), pos + size)
        if pos >= end:
            return ""
        self._pos = end
        return text[pos:end]

    def readline(self, size=-1, /):
        text = self._whole()
        pos = self._at()
        if pos >= len(text):
            return ""
        newline = self._newline
        if newline == "":
            ends = [i for i in (text.find("\n", pos), text.find("\r", pos)) if i >= 0]
            end = min(ends) + 1 if ends else len(text)
            if ends and text[end - 1] == "\r" and text[end:end + 1] == "\n":
                end += 1
        else:
            newline = newline or "\n"
            end = text.find(newline, pos)
            end = len(text) if end < 0 else end + len(newline)
        size = -1 if size is None else size.__index__()
        if size >= 0:
            end = min(end, pos + size)
        self._pos = end
        return text[pos:end]

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def tell(self):
        self._whole()
        return self._at()

    def seek(self, pos, whence=0, /):
        self._whole()
        pos = pos.__index__()
        if whence not in (0, 1, 2):
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0:
            if pos < 0:
                raise ValueError(f"Negative seek position {pos}")
        elif pos:
            raise OSError("Can't do nonzero cur-relative seeks")
        else:
            pos = self._at() if whence == 1 else len(self._text)
        self._pos = pos
        return pos

    def truncate(self, size=None, /):
        text = self._whole()
        size = self._at() if size is None else size.__index__()
        if size < 0:
            raise ValueError(f"Negative size value {size}")
        self._at()
        self._text = text[:size]
        return size

    def readable(self):
        self._whole()
        return True

    writable = seekable = readable

    @property
    def line_buffering(self):
        return False

    @property
    def newlines(self):
        return None

    @property
    def encoding(self):
        return None

    errors = encoding

    def __repr__(self):
        return object.__repr__(self)

    def __getstate__(self):
        return self.getvalue(), self._newline, self.tell(), None

    def __setstate__(self, state):
        self.__init__(state[0], state[1])
        self._pos = state[2]


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
