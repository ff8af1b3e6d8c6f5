"""MemoryError that leaves a finalizer goes to the unraisable hook, and nowhere else."""
import sys

seen = []
sys.unraisablehook = lambda args: seen.append(args.exc_type.__name__)


class Bad:
    def __del__(self):
        "x" * 10 ** 12


for _ in range(100):
    Bad()
print(len(seen), set(seen))
print("works on")
