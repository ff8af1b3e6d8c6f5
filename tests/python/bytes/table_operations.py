for source in r"""b'abc'[0], b'abc'[1:], b'abc'[::-1], b'a' + b'b', b'a' * 3, b'' == b'', b'a' < b'b', b'abc' > b'ab'
b'a' + 'b'
b'a' == 'a'
b'a' < 'b'
b'abc'[5]
b'abc'['a']
97 in b'abc', b'bc' in b'abc', b'' in b'', 0 in b'\x00'
300 in b'a'
'a' in b'a'
len(b''), bool(b''), bool(b'\0'), hash(b'a') == hash(b'a'), list(b'ab'), tuple(b''), sum(b'\x01\x02'), max(b'ab')
bytes(3), bytes([65, 66]), bytes('é', 'utf-8'), bytes(b'x'), bytes(range(3)), bytes(), bytes(bytearray(b'q'))
bytes('a')
bytes([256])
bytes(-1)
bytes([1.5])
bytes(1.5)
bytes('a', 'nope')
bytes.fromhex('6869'), bytes.fromhex('68 69'), b'hi'.hex(), b'hi'.hex('-'), b'hiya'.hex(' ', 2)
bytes.fromhex('6')
bytes.fromhex('zz')
b'abc'.find(b'c'), b'abc'.find(99), b'abc'.find(b'z'), b'abcabc'.rfind(b'b'), b'abc'.count(b''), b'aaa'.count(b'a')
b'abc'.index(b'z')
b'abc'.find('a')
b'a,b'.split(b','), b'a b'.split(), b'a,b,c'.rsplit(b',', 1), b'a\nb'.splitlines(), b'a-b'.partition(b'-'), b'ab'.rpartition(b'-')
b'a'.split('')
b'a'.split(b'')
b'-'.join([b'a', b'b']), b''.join([]), b','.join([bytearray(b'x')])
b'-'.join(['a'])
b'-'.join([1])
b'abc'.replace(b'b', b'x'), b'aaa'.replace(b'a', b'', 2), b' a '.strip(), b'xax'.strip(b'x'), b'abc'.startswith(b'a'), b'abc'.endswith((b'c', b'x'))
b'abc'.startswith('a')
b'abc'.upper(), b'ABC'.lower(), b'ab cd'.title(), b'aB'.swapcase(), b'ab'.capitalize(), b'ab'.center(5, b'*'), b'5'.zfill(3), b'a\tb'.expandtabs(3)
b'ab'.center(5, '*')
b'abc'.isalpha(), b'12'.isdigit(), b'a1'.isalnum(), b' '.isspace(), b'AB'.isupper(), b'ab'.islower(), b'Ab'.istitle(), b'\xff'.isascii()
b'abc'.decode(), b'\xe9'.decode('latin-1'), b'\xff'.decode('utf-8', 'replace'), b'\xc3\xa9'.decode()
b'\xff'.decode()
b'abc'.translate(None, b'b'), b'abc'.translate(bytes.maketrans(b'a', b'z')), bytes.maketrans(b'', b'')[:2]
b'abc'.translate(b'short')
b'%d %s' % (1, b'x'), b'%x' % 255, b'%c' % 65, b'%r' % 'a', b'%5.1f' % 2.5
b'%s' % 'x'
b'%d' % b'x'
repr(b'\x00\n\'"'), str(b'a'), repr(bytearray(b'x')), b'\x41\101'
bytearray(b'ab') == b'ab', bytearray(b'a') + b'b', b'a' + bytearray(b'b'), bytearray(2), bytearray(b'abc')[1:], bytearray(b'ab')[0]
hash(bytearray(b'a'))
bytearray([300])
bytearray('a')
bytearray(b'abc').pop(), bytearray(b'a').append(66), bytearray(b'a').extend(b'b'), bytearray(b'abc').remove(98), bytearray(b'ab').reverse(), bytearray(b'ab').insert(0, 1), bytearray(b'ab').clear()
bytearray().pop()
bytearray(b'a').append(256)
bytearray(b'a').append('a')
bytearray(b'a').remove(5)
memoryview(b'abc')[1], memoryview(b'abc')[1:].tobytes(), memoryview(b'abc').tolist(), len(memoryview(b'abc')), memoryview(b'a') == b'a', memoryview(b'ab').hex(), memoryview(b'ab').readonly
memoryview('a')
memoryview(b'abc')[5]
b'abc'.nope""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
