from .alpha import A
from . import NAME
B = A + NAME
