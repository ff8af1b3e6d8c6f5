"""Usage and limits of the process, as /proc tells them. Limits cannot be changed."""

error = OSError
RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD = 0, -1, 1
RLIM_INFINITY = -1
(RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_DATA, RLIMIT_STACK, RLIMIT_CORE, RLIMIT_RSS, RLIMIT_NPROC, RLIMIT_NOFILE, RLIMIT_MEMLOCK,
 RLIMIT_AS, _RLIMIT_LOCKS, RLIMIT_SIGPENDING, RLIMIT_MSGQUEUE, RLIMIT_NICE, RLIMIT_RTPRIO, RLIMIT_RTTIME) = range(16)
_NAMES = ("Max cpu time", "Max file size", "Max data size", "Max stack size", "Max core file size", "Max resident set",
          "Max processes", "Max open files", "Max locked memory", "Max address space", "Max file locks", "Max pending signals",
          "Max msgqueue size", "Max nice priority", "Max realtime priority", "Max realtime timeout")


class struct_rusage(tuple):
    """struct_rusage: Result from getrusage."""
    __match_args__ = ("ru_utime", "ru_stime", "ru_maxrss", "ru_ixrss", "ru_idrss", "ru_isrss", "ru_minflt", "ru_majflt",
                      "ru_nswap", "ru_inblock", "ru_oublock", "ru_msgsnd", "ru_msgrcv", "ru_nsignals", "ru_nvcsw", "ru_nivcsw")

    def __repr__(self):
        return "resource.struct_rusage(" + ", ".join(f"{n}={v!r}" for n, v in zip(self.__match_args__, self)) + ")"


for _i, _name in enumerate(struct_rusage.__match_args__):
    setattr(struct_rusage, _name, property(lambda self, i=_i: self[i]))
del _i, _name


def getrusage(who, /):
    if who not in (RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD):
        raise ValueError("invalid who parameter")
    with open("/proc/self/stat", "rb") as file:
        fields = file.read().rpartition(b")")[2].split()
    usage = dict.fromkeys(struct_rusage.__match_args__, 0)
    if who == RUSAGE_CHILDREN:
        usage["ru_utime"], usage["ru_stime"] = int(fields[13]) / 100, int(fields[14]) / 100
        usage["ru_minflt"], usage["ru_majflt"] = int(fields[8]), int(fields[10])
        return struct_rusage(usage.values())
    usage["ru_utime"], usage["ru_stime"] = int(fields[11]) / 100, int(fields[12]) / 100
    usage["ru_minflt"], usage["ru_majflt"] = int(fields[7]), int(fields[9])
    with open("/proc/self/status", "rb") as file:
        for line in file:
            name, _, value = line.partition(b":")
            if name == b"VmHWM":
                usage["ru_maxrss"] = int(value.split()[0])
            elif name == b"voluntary_ctxt_switches":
                usage["ru_nvcsw"] = int(value)
            elif name == b"nonvoluntary_ctxt_switches":
                usage["ru_nivcsw"] = int(value)
    return struct_rusage(usage.values())


def getrlimit(resource, /):
    if not 0 <= resource < len(_NAMES):
        raise ValueError("invalid resource specified")
    with open("/proc/self/limits") as file:
        for line in file:
            if line.startswith(_NAMES[resource]):
                soft, hard = line[len(_NAMES[resource]):].split()[:2]
                return tuple(-1 if limit == "unlimited" else int(limit) for limit in (soft, hard))
    return (-1, -1)


def setrlimit(resource, limits, /):
    if tuple(limits) != getrlimit(resource):
        raise ValueError("limits cannot be changed here")


def getpagesize():
    return 4096
