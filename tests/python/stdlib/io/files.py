import os
import tempfile

path = os.path.join(tempfile.gettempdir(), f"hognose-test-{os.getpid()}.txt")
with open(path, "w", encoding="utf-8") as f:
    print(f.write("first\nsecond é\n"), f.mode, f.closed, f.writable(), f.readable(), os.path.basename(f.name) == os.path.basename(path))
    f.writelines(["third\n", "no newline"])
print(f.closed, os.path.getsize(path))
with open(path, encoding="utf-8") as f:
    print(f.readline(), f.tell() > 0, f.read(3), f.readlines())
with open(path, encoding="utf-8") as f:
    for number, line in enumerate(f, 1):
        print(number, repr(line))
with open(path, "rb") as f:
    print(f.read(5), f.seek(0), f.readline(), f.seek(-4, 2), f.read(), f.read())
with open(path, "a", encoding="utf-8") as f:
    print("appended", file=f)
with open(path, "r+", encoding="utf-8") as f:
    f.write("FIRST")
    f.seek(0)
    print(f.read().split("\n"))
with open(path, "wb") as f:
    print(f.write(b"\x00\x01\r\n\xff"))
with open(path, "rb") as f:
    print(f.read(), os.fstat(f.fileno()).st_size)
try:
    open(path, encoding="utf-8").read()
except UnicodeDecodeError as error:
    print(type(error).__name__)
print(repr(open(path, encoding="latin-1").read()), repr(open(path, encoding="utf-8", errors="replace").read()), repr(open(path, encoding="latin-1", newline="").read()))
for bad in (lambda: open(path + ".missing"), lambda: open(path, "z"), lambda: open(path, "rw"), lambda: open(path, "rb", encoding="x"), lambda: open(tempfile.gettempdir(), "w"), lambda: open(path, "x"), lambda: f.read(), lambda: open(path, "w").read(), lambda: open(path).write("x"), lambda: open(path, encoding="nope")):
    try:
        bad()
    except (OSError, ValueError, LookupError) as error:
        print(type(error).__name__)
os.remove(path)
print(os.path.exists(path))
