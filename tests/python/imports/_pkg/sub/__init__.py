from ..alpha import A
from .. import alpha as up


def relative():
    from . import leaf
    return A, up.__name__, leaf.VALUE
