# Keywords, ranges and types that binascii's functions take; owners of files.
import binascii
import os
import tempfile

print(binascii.a2b_qp(data=b"a=20b", header=False), binascii.b2a_qp(data=b"a b\x80", quotetabs=True, istext=True, header=True))
print(binascii.crc_hqx(b"", 0x12345), binascii.crc_hqx(b"abc", 0xFFFFF))
try:
    binascii.b2a_qp("text")
except TypeError as error:
    print(type(error).__name__)
with tempfile.TemporaryDirectory() as directory:
    path = os.path.join(directory, "file")
    with open(path, "w") as f:
        f.write("x")
    os.chown(path, os.getuid(), -1)
    os.lchown(path, -1, os.getgid())
    print(os.stat(path).st_uid == os.getuid())
    try:
        os.chown(os.path.join(directory, "none"), -1, -1)
    except OSError as error:
        print(type(error).__name__)
