def show(text):
    try:
        print(text, "->", ascii(eval(text)))
    except Exception as e:
        print(text, "!!", type(e).__name__, ascii(str(e)))


for line in r"""
bytes(memoryview(b'abc'))
memoryview('a')
memoryview(b'abc')[5]
memoryview(b'abc')['a']
memoryview(b'abc')[0:2].tolist()
memoryview(b'abc').__setitem__(0,1)
memoryview(bytearray(b'abc')).__setitem__(0,256)
memoryview(bytearray(b'abc')).__setitem__(0,'a')
memoryview(bytearray(b'abc')).__setitem__(slice(0,2),b'abc')
memoryview(bytearray(b'abc')).__setitem__(slice(0,2),'ab')
memoryview(bytearray(b'abc')).__delitem__(0)
memoryview(b'abc').cast('H')
memoryview(b'abcd').cast('H').tolist()
memoryview(b'abcd').cast('X')
memoryview(b'abcd').cast('H').cast('I')
memoryview(b'abcd').cast('B',[2,2]).tolist()
memoryview(b'abcd').cast('B',[2,3])
memoryview(b'abcd').cast('H',(2,)).shape
memoryview(b'abcd').cast('c').tolist()
memoryview(b'abcd').cast('?').tolist()
memoryview(b'abcdefgh').cast('d').tolist()
hash(memoryview(b'abc'))==hash(b'abc')
hash(memoryview(bytearray(b'abc')))
memoryview(b'abc')==b'abc', memoryview(b'abc')==bytearray(b'abc'), memoryview(b'abc')=='abc', memoryview(b'abc')!=b'abd'
memoryview(b'abc')<b'abc'
memoryview(b'abc').hex(':')
memoryview(b'abc').release()
memoryview(b'abcd')[::2].tobytes(), memoryview(b'abcd')[::-1].tolist()
memoryview(b'abcd').strides, memoryview(b'abcd')[::2].strides, memoryview(b'abcd').shape,memoryview(b'abcd').ndim, memoryview(b'abcd').suboffsets
memoryview(b'abcd').c_contiguous, memoryview(b'abcd')[::2].contiguous, memoryview(b'a').f_contiguous
memoryview(b'abcd').nbytes, memoryview(b'abcd')[::2].nbytes
memoryview(b'abcd').obj, memoryview(b'abcd').readonly, memoryview(bytearray(b'abcd')).toreadonly().readonly
memoryview(b'abcd').tobytes('F')
memoryview(b'abcd').tobytes('X')
""".splitlines():
    if line:
        show(line)
