for source in r"""memoryview(b'abc')[0], memoryview(b'abc')[-1], memoryview(b'abc')[1:].tobytes(), memoryview(b'abc')[::-1].tobytes(), memoryview(b'abc')[::2].tolist()
memoryview(b'abc')[3]
memoryview(b'abc')['a']
memoryview('abc')
memoryview(5)
memoryview()
memoryview(b'abc').nbytes, memoryview(b'abc').itemsize, memoryview(b'abc').format, memoryview(b'abc').ndim, memoryview(b'abc').shape, memoryview(b'abc').strides, memoryview(b'abc').readonly, memoryview(bytearray(1)).readonly, memoryview(b'').nbytes
len(memoryview(b'abc')), bool(memoryview(b'')), bool(memoryview(b'a')), 97 in memoryview(b'abc'), list(memoryview(b'ab')), sum(memoryview(b'\x01\x02')), max(memoryview(b'ab'))
memoryview(b'abc') == b'abc', memoryview(b'abc') == memoryview(bytearray(b'abc')), memoryview(b'a') != b'b', memoryview(b'a') == 'a', b'abc' == memoryview(b'abc')
memoryview(b'a') < memoryview(b'b')
memoryview(b'abc').tobytes(), memoryview(b'abc').tolist(), memoryview(b'abc').hex(), memoryview(b'abc').hex(' '), bytes(memoryview(b'x')), bytearray(memoryview(b'y')), str(memoryview(b'abc'), 'ascii')
memoryview(b'abc').__setitem__(0, 1)
(lambda b: (memoryview(b).__setitem__(0, 90), b))(bytearray(b'abc')), (lambda b: (memoryview(b).__setitem__(slice(0, 2), b'XY'), b))(bytearray(b'abc'))
memoryview(bytearray(b'abc')).__setitem__(0, 256)
memoryview(bytearray(b'abc')).__setitem__(0, 'a')
memoryview(bytearray(b'abc')).__setitem__(slice(0, 2), b'XYZ')
(lambda b, m: b.append(1))(*(lambda b: (b, memoryview(b)))(bytearray(b'a')))
(lambda m: (m.release(), m.release()))(memoryview(b'a'))
(lambda m: (m.release(), m[0]))(memoryview(b'a'))
(lambda m: (m.release(), len(m)))(memoryview(b'a'))
hash(memoryview(b'abc')) == hash(b'abc')
hash(memoryview(bytearray(b'abc')))
memoryview(b'\x01\x00\x02\x00').cast('H').tolist(), memoryview(b'abcd').cast('B').tolist(), memoryview(b'\xff').cast('b')[0], memoryview(bytes(8)).cast('d')[0], memoryview(bytes(4)).cast('i').itemsize
memoryview(b'abc').cast('H')
memoryview(b'abc').cast('z')
memoryview(b'abc').toreadonly().readonly, memoryview(b'abc').obj, memoryview(b'abc').contiguous, memoryview(b'abcd')[::2].contiguous
memoryview(b'ab') + b'c'
b'x' + memoryview(b'y'), b''.join([memoryview(b'a'), b'b']), int.from_bytes(memoryview(b'\x01\x02'), 'big'), b'abc'.find(memoryview(b'c')), memoryview(memoryview(b'q')).tobytes()
memoryview(b'abc').nope
type(memoryview(b'a')).__name__, repr(memoryview(b'a'))[:12], memoryview(b'a').__len__(), memoryview(b'a').__enter__() is not None""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
