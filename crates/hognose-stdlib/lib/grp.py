"""The group database, as /etc/group has it."""


class struct_group(tuple):
    """grp.struct_group: an entry of the group database."""
    __match_args__ = ("gr_name", "gr_passwd", "gr_gid", "gr_mem")
    n_fields = n_sequence_fields = 4
    gr_name = property(lambda self: self[0])
    gr_passwd = property(lambda self: self[1])
    gr_gid = property(lambda self: self[2])
    gr_mem = property(lambda self: self[3])

    def __repr__(self):
        return "grp.struct_group(" + ", ".join(f"{n}={v!r}" for n, v in zip(self.__match_args__, self)) + ")"


def getgrall():
    """Return a list of all available group entries."""
    found = []
    try:
        with open("/etc/group", encoding="utf-8", errors="surrogateescape") as file:
            for line in file:
                fields = line.rstrip("\n").split(":")
                if len(fields) == 4 and fields[2].isdecimal():
                    members = [name for name in fields[3].split(",") if name]
                    found.append(struct_group([fields[0], fields[1], int(fields[2]), members]))
    except OSError:
        pass
    return found


def getgrgid(id):
    """Return the group database entry for the given numeric group ID."""
    if not isinstance(id, int):
        raise TypeError("gid should be integer, not " + type(id).__name__)
    for entry in getgrall():
        if entry[2] == id:
            return entry
    raise KeyError(f"getgrgid(): gid not found: {id}")


def getgrnam(name):
    """Return the group database entry for the given group name."""
    if not isinstance(name, str):
        raise TypeError(f"getgrnam() argument must be str, not {type(name).__name__}")
    if "\0" in name:
        raise ValueError("embedded null character")
    for entry in getgrall():
        if entry[0] == name:
            return entry
    raise KeyError(f"getgrnam(): name not found: {name!r}")
