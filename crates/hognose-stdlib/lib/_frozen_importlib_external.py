"""What stands in importlib._bootstrap_external."""

from importlib._bootstrap_external import *
from importlib._bootstrap_external import _NamespaceLoader
