"""Traces of memory are not kept."""

def is_tracing():
    return False


def get_object_traceback(object, /):
    return None


_get_object_traceback = get_object_traceback


def start(nframe=1, /):
    raise RuntimeError("tracemalloc is not available")


def stop():
    pass


clear_traces = reset_peak = stop


def get_traced_memory():
    return 0, 0


def get_traceback_limit():
    return 1


def get_tracemalloc_memory():
    return 0


def _get_traces():
    return []
