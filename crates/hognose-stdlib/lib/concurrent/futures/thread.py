"""ThreadPoolExecutor for threads that run where another one waits: each piece of work is a thread of its own.

The pool's size only names the threads; a worker that waited for work would be given up as soon as nobody else runs.
"""

import itertools
import threading
import types

from concurrent.futures import _base


class BrokenThreadPool(_base.BrokenExecutor):
    """Raised when a worker thread in a ThreadPoolExecutor failed initializing."""


class _WorkItem:
    __class_getitem__ = classmethod(types.GenericAlias)


class ThreadPoolExecutor(_base.Executor):
    BROKEN = BrokenThreadPool
    _counter = itertools.count().__next__

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=(), **ctxkwargs):
        """Initializes a new ThreadPoolExecutor instance."""
        if max_workers is None:
            import os
            max_workers = min(32, (os.process_cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._prefix = thread_name_prefix or f"ThreadPoolExecutor-{self._counter()}"
        self._initializer, self._initargs = initializer, initargs
        self._names = itertools.cycle(range(max_workers))
        self._initialized = set()
        self._broken = self._shutdown = False
        self._pending = {}

    def submit(self, fn, /, *args, **kwargs):
        if self._broken:
            raise BrokenThreadPool(self._broken)
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = _base.Future()
        worker = next(self._names)
        thread = threading.Thread(name=f"{self._prefix}_{worker}", target=self._work,
                                  args=(worker, future, fn, args, kwargs))
        self._pending[future] = thread
        thread.start()
        return future

    submit.__doc__ = _base.Executor.submit.__doc__

    def _work(self, worker, future, fn, args, kwargs):
        try:
            if self._initializer is not None and worker not in self._initialized:
                self._initialized.add(worker)
                try:
                    self._initializer(*self._initargs)
                except BaseException:
                    _base.LOGGER.critical("Exception in initializer:", exc_info=True)
                    self._broken = "A thread initializer failed, the thread pool is not usable anymore"
            if self._broken:
                if not future.done():
                    future.set_exception(BrokenThreadPool(self._broken))
                return
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = fn(*args, **kwargs)
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)
        finally:
            self._pending.pop(future, None)
            # Break a reference cycle with the exception.
            future = fn = args = kwargs = None

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown = True
        if cancel_futures:
            for future in list(self._pending):
                future.cancel()
        if wait:
            for thread in list(self._pending.values()):
                thread.join()

    shutdown.__doc__ = _base.Executor.shutdown.__doc__
