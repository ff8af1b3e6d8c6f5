"""In-memory files that grow without end."""
import io

buffer = io.StringIO()
try:
    while True:
        buffer.write("0123456789" * 100)
except MemoryError:
    print("MemoryError")
buffer = io.BytesIO()
try:
    while True:
        buffer.write(b"0123456789" * 100)
except MemoryError:
    print("MemoryError")
buffer = None
small = io.StringIO()
small.write("fine")
print("works on", small.getvalue())
