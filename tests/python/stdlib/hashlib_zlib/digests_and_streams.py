import base64
import binascii
import hashlib
import zlib

for n in ('md5','sha1','sha224','sha256','sha384','sha512','sha3_224','sha3_256','sha3_384','sha3_512','blake2b','blake2s'):
    h = hashlib.new(n, b'abc'); h.update(b'x'*300)
    print(n, h.hexdigest(), h.digest_size, h.block_size, h.name)
print(hashlib.shake_128(b'a').hexdigest(20), hashlib.shake_256(b'a').digest(5))
print(hashlib.blake2b(b'x', key=b'k', salt=b's', person=b'p', digest_size=20, fanout=2, depth=3, leaf_size=4, node_offset=5, node_depth=1, inner_size=16, last_node=True).hexdigest())
print(hashlib.blake2s(b'x'*100, key=b'k'*32, salt=b's', person=b'p', digest_size=20).hexdigest())
d = b'hello world ' * 1000
c = zlib.compress(d); print(zlib.decompress(c) == d, len(c) < 200)
for w in (15, -15, 31):
    o = zlib.compressobj(9, zlib.DEFLATED, w); c = o.compress(d[:5000]) + o.compress(d[5000:]) + o.flush()
    print(zlib.decompress(c, w) == d); x = zlib.decompressobj(w if w != 31 else 47); 
    out = b''
    for i in range(0, len(c), 7): out += x.decompress(c[i:i+7])
    print(out == d, x.eof, x.unused_data, x.unconsumed_tail)
x = zlib.decompressobj(); y = x.decompress(zlib.compress(d) + b'tail', 100); print(len(y), x.eof, len(x.unconsumed_tail)>0); y += x.decompress(x.unconsumed_tail); print(y == d, x.unused_data)
print(zlib.crc32(b'abc'), zlib.adler32(b'abc'), zlib.crc32(b'c', zlib.crc32(b'ab')), binascii.crc32(b'abc'))
for bad in (b'xx', b'', zlib.compress(d)[:-3]):
    try: zlib.decompress(bad)
    except zlib.error as e: print('zlib.error')
for n in range(12):
    b = bytes(range(n)); e = base64.b64encode(b); print(e, base64.b64decode(e) == b, base64.b32encode(b), base64.b85encode(b), base64.a85encode(b), base64.b16encode(b))
for bad in (b'a', b'ab', b'abc', b'ab=c', b'ab==cd', b'=abc', b'a b c d=', b'abcde', b'ab=\n='):
    for k in ({}, {'strict_mode': True}):
        try: print(bad, k, binascii.a2b_base64(bad, **k))
        except binascii.Error as e: print(bad, k, e)
print(binascii.hexlify(b'\x01\xff'), binascii.hexlify(b'abcd', '-', 2), binascii.unhexlify('01ff'), binascii.b2a_uu(b'hello'), binascii.a2b_uu(binascii.b2a_uu(b'hello')), binascii.b2a_qp(b'a=b \n\xff'), binascii.a2b_qp(b'a=3Db=20=\nx'), binascii.crc_hqx(b'abc', 0))
