"""CSV parsing and writing: the part of module csv that does the work."""

__version__ = "1.0"

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)

_dialects = {}
_field_limit = 128 * 1024


class Error(Exception):
    pass


Error.__module__ = "_csv"

# What a reader waits for.
_START_RECORD, _START_FIELD, _ESCAPED, _IN_FIELD, _IN_QUOTED, _ESCAPED_IN_QUOTED, _QUOTE_IN_QUOTED, \
    _EAT_LINE_END, _AFTER_ESCAPED_LINE_END = range(9)

_missing = object()


def _character(name, value, default, optional):
    if value is _missing:
        return default
    if value is None and optional:
        return None
    wanted = "a unicode character or None" if optional else "a unicode character"
    if not isinstance(value, str):
        raise TypeError(f'"{name}" must be {wanted}, not {type(value).__name__}')
    if len(value) != 1:
        raise TypeError(f'"{name}" must be {wanted}, not a string of length {len(value)}')
    return value


def _check_character(name, value, line_end, space_allowed):
    if value is None:
        return
    if value in "\r\n" or (value == " " and not space_allowed):
        raise ValueError(f"bad {name} value")
    if value in line_end:
        raise ValueError(f"bad {name} or lineterminator value")


class Dialect:
    """CSV dialect

The Dialect type records CSV dialect options."""

    __slots__ = ("_delimiter", "_doublequote", "_escapechar", "_lineterminator", "_quotechar", "_quoting",
                 "_skipinitialspace", "_strict")

    def __new__(cls, dialect=None, delimiter=_missing, doublequote=_missing, escapechar=_missing,
                lineterminator=_missing, quotechar=_missing, quoting=_missing, skipinitialspace=_missing,
                strict=_missing):
        if dialect is not None:
            if isinstance(dialect, str):
                dialect = get_dialect(dialect)
            given = (delimiter, doublequote, escapechar, lineterminator, quotechar, quoting, skipinitialspace,
                     strict)
            if type(dialect) is cls and all(value is _missing for value in given):
                return dialect

            def choose(value, name):
                return getattr(dialect, name, _missing) if value is _missing else value

            delimiter = choose(delimiter, "delimiter")
            doublequote = choose(doublequote, "doublequote")
            escapechar = choose(escapechar, "escapechar")
            lineterminator = choose(lineterminator, "lineterminator")
            quotechar = choose(quotechar, "quotechar")
            quoting = choose(quoting, "quoting")
            skipinitialspace = choose(skipinitialspace, "skipinitialspace")
            strict = choose(strict, "strict")
        self = object.__new__(cls)
        self._delimiter = _character("delimiter", delimiter, ",", False)
        self._doublequote = True if doublequote is _missing else bool(doublequote)
        self._escapechar = _character("escapechar", escapechar, None, True)
        if lineterminator is _missing:
            lineterminator = "\r\n"
        elif not isinstance(lineterminator, str):
            raise TypeError(f'"lineterminator" must be a string, not {type(lineterminator).__name__}')
        self._lineterminator = lineterminator
        self._quotechar = _character("quotechar", quotechar, '"', True)
        if quoting is _missing:
            quoting = QUOTE_NONE if self._quotechar is None else QUOTE_MINIMAL
        elif type(quoting) is not int:
            raise TypeError('"quoting" must be an integer, not ' + type(quoting).__name__)
        if not 0 <= quoting <= QUOTE_NOTNULL:
            raise TypeError('bad "quoting" value')
        self._quoting = quoting
        self._skipinitialspace = False if skipinitialspace is _missing else bool(skipinitialspace)
        self._strict = False if strict is _missing else bool(strict)
        if quoting != QUOTE_NONE and self._quotechar is None:
            raise TypeError("quotechar must be set if quoting enabled")
        delimiter, escape, quote = self._delimiter, self._escapechar, self._quotechar
        space_allowed = not self._skipinitialspace
        _check_character("delimiter", delimiter, lineterminator, True)
        _check_character("escapechar", escape, lineterminator, space_allowed)
        _check_character("quotechar", quote, lineterminator, space_allowed)
        if delimiter == escape:
            raise ValueError("bad delimiter or escapechar value")
        if delimiter == quote:
            raise ValueError("bad delimiter or quotechar value")
        if escape is not None and escape == quote:
            raise ValueError("bad escapechar or quotechar value")
        return self

    delimiter = property(lambda self: self._delimiter)
    doublequote = property(lambda self: self._doublequote)
    escapechar = property(lambda self: self._escapechar)
    lineterminator = property(lambda self: self._lineterminator)
    quotechar = property(lambda self: self._quotechar)
    quoting = property(lambda self: self._quoting)
    skipinitialspace = property(lambda self: self._skipinitialspace)
    strict = property(lambda self: self._strict)

    def __reduce_ex__(self, protocol):
        raise TypeError(f"cannot pickle {type(self).__name__!r} instances")


class Reader:
    """CSV reader

Reader objects are responsible for reading and parsing tabular data
in CSV format."""

    def __init__(self, lines, dialect):
        self._lines = iter(lines)
        self.dialect = dialect
        self.line_num = 0
        # A line without these needs no state machine: it is split at the delimiters.
        self._plain = dialect._quoting in (QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONE) and not dialect._skipinitialspace

    def __iter__(self):
        return self

    def __next__(self):
        dialect = self.dialect
        delimiter, quote, escape = dialect._delimiter, dialect._quotechar, dialect._escapechar
        fields = []
        field = []
        state = _START_RECORD
        unquoted = True
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if field or state == _IN_QUOTED:
                    if dialect._strict:
                        raise Error("unexpected end of data") from None
                    self._save(fields, field, unquoted)
                    return fields
                raise
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} "
                            "(the file should be opened in text mode)")
            self.line_num += 1
            if state == _START_RECORD and self._plain and (quote is None or quote not in line) \
                    and (escape is None or escape not in line):
                text = line.rstrip("\r\n")
                if "\n" not in text and "\r" not in text:
                    if not text:
                        return []
                    fields = text.split(delimiter)
                    if len(text) > _field_limit:
                        for one in fields:
                            self._check_limit(len(one))
                    return fields
            state, unquoted = self._feed(line, state, fields, field, unquoted)
            if state == _START_RECORD:
                return fields

    def _check_limit(self, length):
        if length > _field_limit:
            raise Error(f"field larger than field limit ({_field_limit})")

    def _save(self, fields, field, unquoted):
        text = "".join(field)
        field.clear()
        quoting = self.dialect._quoting
        if unquoted and quoting >= QUOTE_NONNUMERIC and quoting != QUOTE_NONE:
            if not text:
                if quoting in (QUOTE_NOTNULL, QUOTE_STRINGS):
                    text = None
            elif quoting in (QUOTE_NONNUMERIC, QUOTE_STRINGS):
                text = float(text)
        fields.append(text)

    def _feed(self, line, state, fields, field, unquoted):
        """One line through the state machine; None stands for the line's end."""
        dialect = self.dialect
        delimiter, quote, escape = dialect._delimiter, dialect._quotechar, dialect._escapechar
        if dialect._quoting == QUOTE_NONE:
            quote = None
        skips_space = dialect._skipinitialspace
        limit = _field_limit
        append = field.append
        at, end = 0, len(line)
        while at <= end:
            c = line[at] if at < end else None
            at += 1
            if state == _IN_QUOTED:
                if c is None:
                    pass
                elif c == escape:
                    state = _ESCAPED_IN_QUOTED
                elif c == quote:
                    state = _QUOTE_IN_QUOTED if dialect._doublequote else _IN_FIELD
                else:
                    append(c)
                    if len(field) > limit:
                        self._check_limit(len(field))
                continue
            if state == _START_RECORD:
                if c is None:
                    break
                if c == "\n" or c == "\r":
                    state = _EAT_LINE_END
                    continue
                state = _START_FIELD
            elif state == _AFTER_ESCAPED_LINE_END:
                if c is None:
                    break
                state = _IN_FIELD
            if state == _START_FIELD:
                unquoted = True
                if c is None or c == "\n" or c == "\r":
                    self._save(fields, field, unquoted)
                    state = _START_RECORD if c is None else _EAT_LINE_END
                elif c == quote:
                    unquoted = False
                    state = _IN_QUOTED
                elif c == escape:
                    state = _ESCAPED
                elif c == " " and skips_space:
                    pass
                elif c == delimiter:
                    self._save(fields, field, unquoted)
                else:
                    append(c)
                    state = _IN_FIELD
            elif state == _IN_FIELD:
                if c is None or c == "\n" or c == "\r":
                    self._save(fields, field, unquoted)
                    state = _START_RECORD if c is None else _EAT_LINE_END
                elif c == escape:
                    state = _ESCAPED
                elif c == delimiter:
                    self._save(fields, field, unquoted)
                    state = _START_FIELD
                else:
                    append(c)
                    if len(field) > limit:
                        self._check_limit(len(field))
            elif state == _ESCAPED:
                if c == "\n" or c == "\r":
                    append(c)
                    state = _AFTER_ESCAPED_LINE_END
                else:
                    append("\n" if c is None else c)
                    state = _IN_FIELD
            elif state == _ESCAPED_IN_QUOTED:
                append("\n" if c is None else c)
                state = _IN_QUOTED
            elif state == _QUOTE_IN_QUOTED:
                if c is not None and c == quote:
                    append(c)
                    state = _IN_QUOTED
                elif c == delimiter:
                    self._save(fields, field, unquoted)
                    state = _START_FIELD
                elif c is None or c == "\n" or c == "\r":
                    self._save(fields, field, unquoted)
                    state = _START_RECORD if c is None else _EAT_LINE_END
                elif not dialect._strict:
                    append(c)
                    state = _IN_FIELD
                else:
                    raise Error(f"'{delimiter}' expected after '{quote}'")
            else:  # _EAT_LINE_END
                if c is None:
                    state = _START_RECORD
                elif c != "\n" and c != "\r":
                    raise Error("new-line character seen in unquoted field - "
                                "do you need to open the file with newline=''?")
        return state, unquoted


class Writer:
    """CSV writer

Writer objects are responsible for generating tabular data
in CSV format from sequence input."""

    def __init__(self, write, dialect):
        self._write = write
        self.dialect = dialect
        special = dialect._delimiter + "\r\n" + dialect._lineterminator
        if dialect._escapechar is not None:
            special += dialect._escapechar
        if dialect._quotechar is not None:
            special += dialect._quotechar
        self._special = frozenset(special)

    def _wants_quotes(self, value):
        quoting = self.dialect._quoting
        if quoting == QUOTE_NONNUMERIC:
            kind = type(value)
            return not (hasattr(kind, "__int__") or hasattr(kind, "__float__") or hasattr(kind, "__index__"))
        if quoting == QUOTE_STRINGS:
            return isinstance(value, str)
        if quoting == QUOTE_NOTNULL:
            return value is not None
        return quoting == QUOTE_ALL

    def _text(self, value, text, quoted):
        """The text of one field, escaped and quoted."""
        dialect = self.dialect
        special = self._special
        if not text:
            if dialect._delimiter == " " and dialect._skipinitialspace:
                if dialect._quoting == QUOTE_NONE or (
                        value is None and dialect._quoting in (QUOTE_STRINGS, QUOTE_NOTNULL)):
                    raise Error("empty field must be quoted if delimiter is a space "
                                "and skipinitialspace is true")
                quoted = True
        elif not special.isdisjoint(text):
            escape, quote = dialect._escapechar, dialect._quotechar
            out = []
            for c in text:
                if c in special:
                    if dialect._quoting == QUOTE_NONE:
                        escaped = True
                    elif c == quote:
                        escaped = not dialect._doublequote
                        if not escaped:
                            out.append(quote)
                    else:
                        escaped = c == escape
                    if not escaped:
                        quoted = True
                    elif escape is None:
                        raise Error("need to escape, but no escapechar set")
                    else:
                        out.append(escape)
                out.append(c)
            text = "".join(out)
        if quoted:
            quote = dialect._quotechar
            return quote + text + quote
        return text

    def writerow(self, row, /):
        """Construct and write a CSV record from an iterable of fields.

Non-string elements will be converted to string."""
        dialect = self.dialect
        try:
            values = iter(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        out = []
        quoting = dialect._quoting
        value = None
        for value in values:
            text = value if isinstance(value, str) else "" if value is None else str(value)
            out.append(self._text(value, text, quoting != QUOTE_MINIMAL and self._wants_quotes(value)))
        if len(out) == 1 and not out[0]:
            if quoting == QUOTE_NONE or (value is None and quoting in (QUOTE_STRINGS, QUOTE_NOTNULL)):
                raise Error("single empty field record must be quoted")
            out = [dialect._quotechar * 2]
        return self._write(dialect._delimiter.join(out) + dialect._lineterminator)

    def writerows(self, rows, /):
        """Construct and write a series of iterables to a csv file.

Non-string elements will be converted to string."""
        writerow = self.writerow
        for row in rows:
            writerow(row)


for _class in (Dialect, Reader, Writer):
    _class.__module__ = "_csv"
del _class


def reader(iterable, /, dialect=None, **fmtparams):
    """Return a reader object that will process lines from the given iterable."""
    return Reader(iterable, Dialect(dialect, **fmtparams))


def writer(fileobj, /, dialect=None, **fmtparams):
    """Return a writer object that will write user data on the given file object."""
    write = getattr(fileobj, "write", None)
    if not callable(write):
        raise TypeError('argument 1 must have a "write" method')
    return Writer(write, Dialect(dialect, **fmtparams))


def register_dialect(name, /, dialect=None, **fmtparams):
    """Create a mapping from a string name to a CVS dialect."""
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = Dialect(dialect, **fmtparams)


def unregister_dialect(name):
    """Delete the name/dialect mapping associated with a string name."""
    try:
        del _dialects[name]
    except KeyError:
        raise Error("unknown dialect") from None


def get_dialect(name):
    """Return the dialect instance associated with name."""
    try:
        return _dialects[name]
    except KeyError:
        raise Error("unknown dialect") from None


def list_dialects():
    """Return a list of all known dialect names."""
    return list(_dialects)


def field_size_limit(new_limit=_missing):
    """Sets an upper limit on parsed fields."""
    global _field_limit
    old = _field_limit
    if new_limit is not _missing:
        if not isinstance(new_limit, int):
            raise TypeError("limit must be an integer")
        _field_limit = new_limit
    return old
