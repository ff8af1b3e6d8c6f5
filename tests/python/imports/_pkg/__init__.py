print("running _pkg")
NAME = "package"
from . import alpha
