"""What stands in importlib._bootstrap."""

from importlib._bootstrap import *
from importlib._bootstrap import _exec, _load
