"""The password database, as /etc/passwd has it."""


class struct_passwd(tuple):
    """pwd.struct_passwd: an entry of the password database."""
    __match_args__ = ("pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos", "pw_dir", "pw_shell")
    n_fields = n_sequence_fields = 7
    pw_name = property(lambda self: self[0])
    pw_passwd = property(lambda self: self[1])
    pw_uid = property(lambda self: self[2])
    pw_gid = property(lambda self: self[3])
    pw_gecos = property(lambda self: self[4])
    pw_dir = property(lambda self: self[5])
    pw_shell = property(lambda self: self[6])

    def __repr__(self):
        return "pwd.struct_passwd(" + ", ".join(f"{n}={v!r}" for n, v in zip(self.__match_args__, self)) + ")"


def getpwall():
    """Return a list of all available password database entries."""
    found = []
    try:
        with open("/etc/passwd", encoding="utf-8", errors="surrogateescape") as file:
            for line in file:
                fields = line.rstrip("\n").split(":")
                if len(fields) == 7 and fields[2].isdecimal() and fields[3].isdecimal():
                    fields[2:4] = int(fields[2]), int(fields[3])
                    found.append(struct_passwd(fields))
    except OSError:
        pass
    return found


def getpwuid(uid, /):
    """Return the password database entry for the given numeric user ID."""
    if not isinstance(uid, int):
        raise TypeError("uid should be integer, not " + type(uid).__name__)
    for entry in getpwall():
        if entry[2] == uid:
            return entry
    raise KeyError(f"getpwuid(): uid not found: {uid}")


def getpwnam(name, /):
    """Return the password database entry for the given user name."""
    if not isinstance(name, str):
        raise TypeError(f"getpwnam() argument must be str, not {type(name).__name__}")
    if "\0" in name:
        raise ValueError("embedded null character")
    for entry in getpwall():
        if entry[0] == name:
            return entry
    raise KeyError(f"getpwnam(): name not found: {name!r}")
