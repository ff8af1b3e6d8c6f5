"""An import that runs out, and succeeds once there is room."""
filler = []
try:
    while True:
        filler.append([0] * 1000)
except MemoryError:
    pass
try:
    while True:
        filler.append([])
except MemoryError:
    pass
try:
    import textwrap
    print("imported")
except (MemoryError, ImportError):
    print("refused")
filler = None
import textwrap
print("works on", textwrap.shorten("hello world", 5, placeholder=""))
