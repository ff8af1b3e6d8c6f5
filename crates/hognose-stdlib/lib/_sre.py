"""Pattern and Match objects of regular expressions, on the native engine _srecore."""

import _srecore
from _srecore import (MAGIC, MAXGROUPS, MAXREPEAT, ascii_iscased, ascii_tolower, unicode_iscased, unicode_tolower)

CODESIZE = 4
copyright = " SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB "
_match, _search, _all, _found = _srecore.match, _srecore.search, _srecore.all, _srecore.found
_match_object, _fullmatch_object, _search_object = (
    _srecore.match_object, _srecore.fullmatch_object, _srecore.search_object)
_findall, _split, _replace = _srecore.findall, _srecore.split, _srecore.replace
_MAX = (1 << 63) - 1


def getcodesize():
    return CODESIZE


def getlower(character, flags):
    if flags & 2:
        return ascii_tolower(character)
    return unicode_tolower(character) if flags & 32 else ascii_tolower(character)


def compile(pattern, flags, code, groups, groupindex, indexgroup):
    self = object.__new__(Pattern)
    self.pattern = pattern
    self.flags = flags
    self.groups = groups
    self._index = groupindex
    self._names = indexgroup
    self._text = None if pattern is None else isinstance(pattern, str)
    self._code = _srecore.compile(code, groups, self._text, Match)
    self._key = tuple(code)
    return self


def _whole(parts, like):
    return parts[0][:0].join(parts) if parts else like[:0]


class Pattern:
    """Compiled regular expression object."""
    __slots__ = ("pattern", "flags", "groups", "_index", "_names", "_code", "_text", "_key", "__weakref__")

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 're.Pattern' instances")

    @property
    def groupindex(self):
        from types import MappingProxyType
        return MappingProxyType(self._index)

    def _check(self, string):
        # An expression on text takes text only, one on bytes buffers only.
        text = self._text
        if isinstance(string, str):
            if text is False:
                raise TypeError("cannot use a bytes pattern on a string-like object")
        else:
            if not isinstance(string, bytes):
                try:
                    memoryview(string)
                except TypeError:
                    raise TypeError(f"expected string or bytes-like object, got '{type(string).__name__}'") from None
            if text:
                raise TypeError("cannot use a string pattern on a bytes-like object")

    def _found(self, positions, string, pos, endpos):
        return _found(self._code, string, pos, endpos, self, positions)

    def match(self, string, pos=0, endpos=_MAX):
        """Matches zero or more characters at the beginning of the string."""
        return _match_object(self._code, string, pos, endpos, self)

    def fullmatch(self, string, pos=0, endpos=_MAX):
        """Matches against all of the string."""
        return _fullmatch_object(self._code, string, pos, endpos, self)

    def search(self, string, pos=0, endpos=_MAX):
        """Scan through string looking for a match, and return a corresponding match object instance."""
        return _search_object(self._code, string, pos, endpos, self)

    def findall(self, string, pos=0, endpos=_MAX):
        """Return a list of all non-overlapping matches of pattern in string."""
        self._check(string)
        return _findall(self._code, string, pos, endpos)

    def finditer(self, string, pos=0, endpos=_MAX):
        """Return an iterator over all non-overlapping matches for the RE pattern in string."""
        self._check(string)
        return self._iterate(string, pos, endpos)

    def _iterate(self, string, pos, endpos):
        if len(string) <= 65536:
            for m in _all(self._code, string, pos, endpos, 0):
                yield self._found(m, string, pos, endpos)
            return
        scanner = self.scanner(string, pos, endpos)
        while (m := scanner.search()) is not None:
            yield m

    def scanner(self, string, pos=0, endpos=_MAX):
        self._check(string)
        return Scanner(self, string, pos, endpos)

    def split(self, string, maxsplit=0):
        """Split string by the occurrences of pattern."""
        self._check(string)
        if maxsplit < 0:
            return [string]
        return _split(self._code, string, maxsplit)

    def sub(self, repl, string, count=0):
        """Return the string obtained by replacing the leftmost non-overlapping occurrences of pattern in string by repl."""
        return self._sub(repl, string, count)[0]

    def subn(self, repl, string, count=0):
        """Return the tuple (new_string, number_of_subs_made)."""
        return self._sub(repl, string, count)

    def _sub(self, repl, string, count):
        self._check(string)
        template = None
        if not callable(repl):
            if (b"\\" if isinstance(string, (bytes, bytearray, memoryview)) else "\\") in repl:
                import re
                template = re._compile_template(self, repl)
                repl = template[1] if len(template) == 2 else None
                template = template if repl is None else None
            call = None
        else:
            call = repl
        if call is None and template is None and count >= 0 and type(string) is str and type(repl) is str:
            return _replace(self._code, string, repl, count)
        found = _all(self._code, string, 0, _MAX, count if count > 0 else 0) if count >= 0 else []
        if not isinstance(string, (str, bytes)):
            string = bytes(string)
        if not found:
            return string, 0
        empty = string[:0]
        parts, last = [], 0
        for m in found:
            start = m[0]
            if start > last:
                parts.append(string[last:start])
            last = m[1]
            if call is not None:
                made = call(self._found(m, string, 0, _MAX))
                if made is not None:
                    parts.append(made)
            elif template is not None:
                parts.append(template[1])
                for i in range(2, len(template), 2):
                    at = 2 * template[i]
                    if at == 0:
                        parts.append(string[m[0]:m[1]])
                    elif m[at] >= 0:
                        parts.append(string[m[at]:m[at + 1]])
                    parts.append(template[i + 1])
            else:
                parts.append(repl)
        if last < len(string):
            parts.append(string[last:])
        return empty.join(parts), len(found)

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return self is other or (self.flags == other.flags and self._key == other._key and self.pattern == other.pattern
                                 and type(self.pattern) is type(other.pattern))

    def __hash__(self):
        return hash((self.flags, self._key, self.pattern))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        import re
        return re._compile, (self.pattern, self.flags)

    def __repr__(self):
        names = []
        flags = self.flags
        if not isinstance(self.pattern, bytes) and flags & (4 | 32 | 256) == 32:
            flags &= ~32
        for bit, name in ((2, "IGNORECASE"), (4, "LOCALE"), (8, "MULTILINE"), (16, "DOTALL"), (32, "UNICODE"),
                          (64, "VERBOSE"), (128, "DEBUG"), (256, "ASCII")):
            if flags & bit:
                names.append("re." + name)
                flags &= ~bit
        if flags:
            names.append(hex(flags))
        pattern = repr(self.pattern)[:200]
        return f"re.compile({pattern}, {'|'.join(names)})" if names else f"re.compile({pattern})"

    __class_getitem__ = classmethod(type(list[int]))


Pattern.__module__ = "re"


class Scanner:
    """What Pattern.scanner() gives."""

    def __init__(self, pattern, string, pos, endpos):
        self.pattern = pattern
        self._string, self._first, self._end = string, pos, endpos
        self._pos, self._must_advance = pos, False

    def _next(self, function):
        if self._pos is None:
            return None
        found = function(self.pattern._code, self._string, self._pos, self._end)
        if found is not None and self._must_advance and found[1] == self._pos == found[0]:
            # An empty match where the last match ended does not count.
            if function is _search:
                found = None
                rest = _all(self.pattern._code, self._string, self._pos, self._end, 2)
                if len(rest) == 2:
                    found = rest[1]
            else:
                found = None
        if found is None:
            self._pos = None
            return None
        self._pos = found[1]
        self._must_advance = found[0] == found[1]
        return self.pattern._found(found, self._string, self._first, self._end)

    def match(self):
        return self._next(_match)

    def search(self):
        return self._next(_search)


class Match:
    """The result of re.match() and re.search().
Match objects always have a boolean value of True."""
    __slots__ = ("re", "string", "pos", "endpos", "_at")

    def __new__(cls, *args, **kwargs):
        raise TypeError("cannot create 're.Match' instances")

    def _group(self, key):
        if type(key) is not int:
            if isinstance(key, str):
                key = self.re._index.get(key, -1)
            elif hasattr(type(key), "__index__"):
                key = key.__index__()
            else:
                try:
                    key = self.re._index[key]
                except (KeyError, TypeError):
                    key = -1
        if not 0 <= key <= self.re.groups:
            raise IndexError("no such group")
        return key

    def group(self, *keys):
        """Return subgroup(s) of the match by indices or names."""
        if not keys:
            at = self._at
            return self._cut(at[0], at[1])
        if len(keys) == 1:
            return self[keys[0]]
        return tuple([self[key] for key in keys])

    def _cut(self, start, end):
        string = self.string
        if isinstance(string, (str, bytes)):
            return string[start:end]
        return bytes(string[start:end])

    def __getitem__(self, key):
        i = 2 * self._group(key)
        at = self._at
        start = at[i]
        return None if start < 0 else self._cut(start, at[i + 1])

    def groups(self, default=None):
        """Return a tuple containing all the subgroups of the match, from 1."""
        at = self._at
        return tuple([self._cut(at[i], at[i + 1]) if at[i] >= 0 else default for i in range(2, len(at) - 1, 2)])

    def groupdict(self, default=None):
        """Return a dictionary containing all the named subgroups of the match, keyed by the subgroup name."""
        at = self._at
        return {name: self._cut(at[2 * i], at[2 * i + 1]) if at[2 * i] >= 0 else default for name, i in self.re._index.items()}

    def start(self, group=0, /):
        """Return index of the start of the substring matched by group."""
        return self._at[2 * self._group(group)]

    def end(self, group=0, /):
        """Return index of the end of the substring matched by group."""
        return self._at[2 * self._group(group) + 1]

    def span(self, group=0, /):
        """For match object m, return the 2-tuple (m.start(group), m.end(group))."""
        i = 2 * self._group(group)
        return self._at[i], self._at[i + 1]

    @property
    def regs(self):
        return tuple([(self._at[i], self._at[i + 1]) for i in range(0, len(self._at) - 1, 2)])

    @property
    def lastindex(self):
        last = self._at[-1]
        return last if last > 0 else None

    @property
    def lastgroup(self):
        last = self._at[-1]
        return self.re._names[last] if last > 0 else None

    def expand(self, template):
        """Return the string obtained by doing backslash substitution on the string template, as done by the sub() method."""
        import re
        parts = re._compile_template(self.re, template)
        out = [parts[1]]
        for i in range(2, len(parts), 2):
            piece = self[parts[i]]
            if piece is not None:
                out.append(piece)
            out.append(parts[i + 1])
        return self.string[:0].join(out)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __repr__(self):
        return f"<re.Match object; span={self.span()!r}, match={self.group()!r}>"

    __class_getitem__ = classmethod(type(list[int]))


Match.__module__ = "re"


def template(pattern, parts):
    """What re._compile_template keeps: literal, group, literal, ... behind the pattern."""
    return [pattern, *parts]
