import struct
from array import array

for source in r"""struct.pack('<I', 1), struct.pack('>h', -1), struct.pack('<2B', 1, 2), struct.pack('3s', b'ab'), struct.pack('<d', 1.0), struct.pack('?', 5), struct.pack('<x')
struct.pack('<B', 256)
struct.pack('<B', -1)
struct.pack('<I')
struct.pack('<I', 1, 2)
struct.pack('<I', 'a')
struct.pack('<I', 1.5)
struct.pack('k', 1)
struct.pack('3s', 'ab')
struct.unpack('<I', b'\1\0\0\0'), struct.unpack('>H', b'\1\2'), struct.unpack('<2sB', b'ab\5'), struct.unpack('', b'')
struct.unpack('<I', b'abc')
struct.unpack('<I', 'abcd')
struct.calcsize('<IHB'), struct.calcsize('IHB'), struct.calcsize('10s'), struct.calcsize('<q2d'), struct.calcsize('=l'), struct.calcsize('@l')
struct.calcsize('Z')
list(struct.iter_unpack('<H', b'\1\0\2\0')), struct.unpack_from('<H', b'\0\1\0', 1), struct.Struct('<I').size, struct.Struct('<I').pack(7), struct.Struct('<I').unpack(b'\7\0\0\0')
list(struct.iter_unpack('<H', b'\1\0\2'))
struct.unpack_from('<I', b'ab')
array('i', [1, 2]), array('d', [1.5]), array('b'), array('B', b'ab'), array('i', (1,)), array('i', range(3)), array('f', [0.5])[0]
array('i', ['a'])
array('b', [128])
array('B', [-1])
array('z')
array('i', 5)
array('i', [1.5])
array('i', [1, 2]) + array('i', [3]), array('i', [1]) * 2, array('i', [1, 2])[::-1], array('i', [1, 2]) == array('i', [1, 2]), array('i', [1]) == [1], array('i', [1]) < array('i', [2]), 1 in array('i', [1]), len(array('i', [1, 2]))
array('i', [1]) + [2]
array('i', [1]) + array('d', [2.0])
array('i', [1])[1]
array('i', [1])['a']
array('i').pop()
array('i', [1]).remove(5)
array('i', [1]).index(5)
array('i', [1, 2]).tobytes(), array('i', [1]).tolist(), array('i', [1]).typecode, array('i').itemsize, array('i', [1, 1]).count(1), array('i', [5, 6]).index(6), array('i', [1, 2]).pop(0), array('i', [3]).append(4)
array('i', [1]).append('a')
array('i', [1]).extend('ab')
hash(array('i'))
sum(array('d', [0.5, 1.5])), max(array('i', [1, 9])), list(array('b', b'\xff')), bytes(array('B', [65])), memoryview(array('h', [1, 2])).tolist(), sorted(array('i', [3, 1]))
repr(array('i')), str(array('d', [1.0])), bool(array('i')), array('q', [2 ** 62])[0], array('Q', [2 ** 64 - 1])[0]
array('q', [2 ** 63])""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
