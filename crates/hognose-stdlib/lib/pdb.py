"""There is no debugger yet: the names that other modules ask for, which refuse when they are used."""


class Restart(Exception):
    """Causes a debugger to be restarted for the debugged Python program."""


class Pdb:
    """Refuses to start: nothing traces a program here."""

    def __init__(self, *args, **kwargs):
        pass

    def set_trace(self, frame=None, *, commands=None):
        raise NotImplementedError("there is no debugger in Hognose yet")

    def set_continue(self):
        pass

    def reset(self):
        pass

    run = runeval = runcall = trace_dispatch = interaction = set_trace


def set_trace(*, header=None, commands=None):
    raise NotImplementedError("there is no debugger in Hognose yet")


post_mortem = pm = run = runeval = runcall = set_trace
