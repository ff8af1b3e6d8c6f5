"""Sockets, as far as there are any: pairs within the process. The network cannot be reached.

`socketpair` serves event loops, which wake themselves by one; every other way to make a socket raises OSError.
"""

import enum
import errno
import io
import os

error = OSError
herror = type("herror", (OSError,), {"__module__": "socket"})
gaierror = type("gaierror", (OSError,), {"__module__": "socket"})
timeout = TimeoutError


class AddressFamily(enum.IntEnum):
    AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = 0, 1, 2, 10


class SocketKind(enum.IntEnum):
    SOCK_STREAM, SOCK_DGRAM, SOCK_RAW = 1, 2, 3


class AddressInfo(enum.IntFlag):
    AI_PASSIVE, AI_CANONNAME, AI_NUMERICHOST, AI_NUMERICSERV = 1, 2, 4, 1024


globals().update(AddressFamily.__members__)
globals().update(SocketKind.__members__)
globals().update(AddressInfo.__members__)
SOCK_NONBLOCK, SOCK_CLOEXEC = 0o4000, 0o2000000
SOL_SOCKET, SO_REUSEADDR, SO_TYPE, SO_ERROR, SO_BROADCAST, SO_KEEPALIVE, SO_REUSEPORT = 1, 2, 3, 4, 6, 9, 15
IPPROTO_IP, IPPROTO_TCP, IPPROTO_UDP, IPPROTO_IPV6, IPV6_V6ONLY, TCP_NODELAY = 0, 6, 17, 41, 26, 1
SHUT_RD, SHUT_WR, SHUT_RDWR, SOMAXCONN = 0, 1, 2, 4096
NI_NUMERICHOST, NI_NUMERICSERV, EAI_NONAME = 1, 2, -2
INADDR_ANY, INADDR_LOOPBACK = 0, 0x7f000001
has_ipv6 = has_dualstack_ipv6 = lambda: False
has_ipv6 = False
_default_timeout = None
_GLOBAL_DEFAULT_TIMEOUT = object()


def _refused(*args, **kwargs):
    raise OSError(errno.EAFNOSUPPORT, "Address family not supported by protocol")


class socket:
    """One end of a socket pair."""
    __slots__ = ("family", "type", "proto", "_reader", "_writer", "_timeout", "__weakref__")

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        self.family, self.type, self.proto = AF_UNIX, SOCK_STREAM, 0
        self._reader = self._writer = -1
        self._timeout = _default_timeout
        if fileno is None or not isinstance(fileno, tuple):
            _refused()
        self._reader, self._writer = fileno

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __del__(self):
        if self._reader >= 0:
            self.close()

    def __repr__(self):
        state = " [closed]" if self._reader < 0 else ""
        return f"<socket.socket{state} fd={self._reader}, family={int(self.family)}, type={int(self.type)}, proto=0>"

    def __getstate__(self):
        raise TypeError(f"cannot pickle {type(self).__name__!r} object")

    def fileno(self):
        return self._reader

    def close(self):
        for fd in (self._reader, self._writer):
            if fd >= 0:
                os.close(fd)
        self._reader = self._writer = -1

    def shutdown(self, how, /):
        if how != SHUT_RD and self._writer >= 0:
            os.close(self._writer)
            self._writer = -1

    def setblocking(self, flag, /):
        self._timeout = None if flag else 0.0

    def settimeout(self, value, /):
        self._timeout = value

    def gettimeout(self):
        return self._timeout

    timeout = property(gettimeout)

    def getblocking(self):
        return self._timeout != 0

    def _wait_readable(self):
        if self._timeout is None:
            return
        import select
        poll = select.poll()
        poll.register(self._reader, select.POLLIN)
        if not poll.poll(self._timeout * 1000):
            if self._timeout:
                raise TimeoutError("timed out")
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    def recv(self, size, flags=0, /):
        self._wait_readable()
        return os.read(self._reader, size)

    def recv_into(self, buffer, nbytes=0, flags=0):
        view = memoryview(buffer).cast("B")
        data = self.recv(nbytes or len(view))
        view[:len(data)] = data
        return len(data)

    def send(self, data, flags=0, /):
        if self._writer < 0:
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")
        return os.write(self._writer, data)

    def sendall(self, data, flags=0, /):
        view = memoryview(data).cast("B")
        while view:
            view = view[self.send(view):]

    def makefile(self, mode="r", buffering=None, *, encoding=None, errors=None, newline=None):
        fd = os.dup(self._writer if "w" in mode else self._reader)
        return io.open(fd, mode, -1 if buffering is None else buffering, encoding, errors, newline)

    def getpeername(self):
        return ""

    getsockname = getpeername

    def getsockopt(self, level, option, buflen=0, /):
        return 0

    def setsockopt(self, *args):
        pass

    def get_inheritable(self):
        return False

    def set_inheritable(self, inheritable, /):
        pass

    accept = bind = connect = connect_ex = listen = recvfrom = recvfrom_into = sendto = _refused


SocketType = socket


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    """Return a pair of connected sockets."""
    first, second = os.pipe(), os.pipe()
    return socket(fileno=(first[0], second[1])), socket(fileno=(second[0], first[1]))


def gethostname():
    return os.uname().nodename


def getfqdn(name=""):
    return name or gethostname()


def getdefaulttimeout():
    return _default_timeout


def setdefaulttimeout(timeout, /):
    global _default_timeout
    _default_timeout = timeout


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    raise gaierror(EAI_NONAME, "Name or service not known")


def gethostbyname(name, /):
    raise gaierror(EAI_NONAME, "Name or service not known")


getnameinfo = gethostbyname_ex = gethostbyaddr = gethostbyname
create_connection = create_server = fromfd = _refused


def inet_aton(text, /):
    """Convert an IP address in string format to the 32-bit packed binary format."""
    parts = text.split(".")
    if len(parts) != 4 or not all(p.isascii() and p.isdigit() and int(p) < 256 for p in parts):
        raise OSError("illegal IP address string passed to inet_aton")
    return bytes(map(int, parts))


def inet_ntoa(packed, /):
    if len(packed) != 4:
        raise OSError("packed IP wrong length")
    return ".".join(map(str, packed))


def inet_pton(family, text, /):
    import ipaddress
    try:
        made = ipaddress.IPv4Address(text) if family == AF_INET else ipaddress.IPv6Address(text)
    except ValueError:
        raise OSError("illegal IP address string passed to inet_pton") from None
    return made.packed


def inet_ntop(family, packed, /):
    import ipaddress
    return str(ipaddress.ip_address(packed))


def htons(x, /):
    return (x & 0xff) << 8 | x >> 8 & 0xff


def htonl(x, /):
    return int.from_bytes(x.to_bytes(4, "little"), "big")


ntohs, ntohl = htons, htonl
