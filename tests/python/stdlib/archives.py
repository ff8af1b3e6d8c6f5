# Archives and what stands on zlib; keys from passwords.
import gzip
import hashlib
import io
import tarfile
import zipfile

data = b"hello gzip " * 500
packed = gzip.compress(data)
print(gzip.decompress(packed) == data, gzip.decompress(packed + gzip.compress(b"more")) == data + b"more")
buffer = io.BytesIO()
with gzip.GzipFile(fileobj=buffer, mode="wb") as f:
    f.write(data)
    f.write(b"tail\nline\n")
buffer.seek(0)
with gzip.open(buffer, "rt") as f:
    text = f.read()
print(len(text), text[-10:].splitlines())
buffer.seek(0)
with gzip.GzipFile(fileobj=buffer) as f:
    print(f.read(5), f.read(6), f.tell(), len(f.read()))
try:
    gzip.decompress(b"no gzip file")
except OSError as error:
    print(type(error).__name__)

for mode in "w", "w:gz":
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as tar:
        for name, content in [("a.txt", b"first"), ("dir/b.bin", bytes(2000))]:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    buffer.seek(0)
    with tarfile.open(fileobj=buffer) as tar:
        print([(m.name, m.size, m.isfile()) for m in tar], tar.extractfile("a.txt").read())

buffer = io.BytesIO()
with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("x/y.txt", data)
    z.writestr("z.txt", "ü")
with zipfile.ZipFile(buffer) as z:
    print(z.namelist(), z.read("x/y.txt") == data, z.read("z.txt").decode(), z.testzip())

print(hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 100).hex())
print(hashlib.pbkdf2_hmac("sha1", b"password", b"salt", 2, 25).hex())


class Late(type):
    pass


print(type.__module__, Late.__module__, Late("X", (), {}).__module__, object.__module__)
for source in "[y for x in [lambda: (z := 1)]]", "def g(): {(yield x) for x in ()}", "def g(): [(yield x) for x in ()]":
    try:
        compile(source, "<case>", "exec")
    except SyntaxError as error:
        print(error.msg)
