"""Starting a program for the module subprocess: a new process without fork."""

import _posix


def fork_exec(args, programs, close_fds, keep_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite,
              errpipe_read, errpipe_write, restore_signals, new_session, process_group, gid, groups, uid, umask,
              preexec_fn, /):
    """Spawn a fresh new child process; failing to start it raises here."""
    if preexec_fn is not None:
        raise NotImplementedError("preexec_fn needs fork, which there is not")
    if any(fd > 2 and fd != errpipe_write for fd in keep_fds):
        raise NotImplementedError("pass_fds is not supported")
    if env is None:
        import posix
        env = [name + b"=" + value for name, value in posix._environment.items()]
    return _posix.spawn([_bytes(arg) for arg in args], programs, env, cwd if cwd is None else _bytes(cwd), (p2cread, c2pwrite, errwrite), new_session)


def _bytes(arg):
    return arg if isinstance(arg, (str, bytes)) else arg.__fspath__()
