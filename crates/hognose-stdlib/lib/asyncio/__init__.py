"""The part of asyncio that asks about functions; there is no event loop yet."""

from . import coroutines
from .coroutines import iscoroutine, iscoroutinefunction

__all__ = ["iscoroutine", "iscoroutinefunction"]


def __getattr__(name):
    raise AttributeError(f"module 'asyncio' has no attribute {name!r}: there is no event loop in Hognose yet")
