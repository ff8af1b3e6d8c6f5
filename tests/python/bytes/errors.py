def show(text):
    try:
        print(text, "->", ascii(eval(text)))
    except Exception as e:
        print(text, "!!", type(e).__name__, ascii(str(e)))


for line in r"""
bytes(-1)
bytes('a')
bytes('a','utf-8')
bytes('a',1)
bytes(1,'utf-8')
bytes(b'a','utf-8')
bytes([256])
bytes([-1])
bytes([1.5])
bytes(1.5)
bytes(None)
bytes(10**30)
bytes(errors='strict')
bytes(b'a',errors='strict')
bytes({1:2})
bytes((1,2))
bytes(object())
bytearray('a')
bytearray(-1)
bytearray([256])
bytearray(1.5)
bytearray(b'a',1)
b'a'+1
b'a'+'a'
bytearray(b'a')+1
b'a'+bytearray(b'b')
bytearray(b'a')+b'b'
b'a'*'a'
1 in b'a'
256 in b'a'
'a' in b'a'
1.5 in b'a'
'a' in bytearray(b'a')
b'a'[5]
bytearray(b'a')[5]
b'a'.find('a')
b'a'.find(256)
b'a'.find(1.5)
b'a'.index(b'b')
b'a'.count('a')
b'a'.startswith(1)
b'a'.startswith((1,))
b'a'.startswith('a')
b'a'.endswith('a')
b'a'.split('a')
b'a'.split(b'')
b'a'.split(1)
b'a'.partition('a')
b'a'.partition(b'')
b'a'.join('ab')
b'a'.join([1])
b'a'.join(1)
b'a'.replace('a','b')
b'a'.replace(b'a','b')
b'a'.strip('a')
b'a'.strip(1)
b'a'.center(5,'a')
b'a'.center(5,b'ab')
b'a'.center(5,1)
b'a'.translate('a')
b'a'.translate(b'a')
b'a'.translate(None,b'a')
b'a'.translate(None,1)
bytes.maketrans(b'a',b'bc')
bytes.maketrans('a',b'b')
b'abc'.hex(':')
b'abcdef'.hex(':',2)
b'abcdef'.hex(':',-4)
b'abc'.hex('ab')
b'abc'.hex('é')
b'abc'.hex(1)
b'abc'.hex(b':')
b'abc'.hex('')
b'a'.decode('utf-8',1)
b'a'.decode(1)
b'a'<'a'
b'a'=='a'
b'a'<1
bytearray(b'a')<b'b'
repr(b'\x00\'"\\\n\t\r\x7f\xff')
repr(b"'")
repr(bytearray(b'\x00a'))
str(bytearray(b'a'))
hash(bytearray())
bytearray(b'abc').pop(5)
bytearray().pop()
bytearray(b'a').remove(98)
bytearray(b'a').remove(256)
bytearray(b'a').remove('a')
bytearray(b'a').append(256)
bytearray(b'a').append('a')
bytearray(b'a').append(b'a')
bytearray(b'a').insert(0,256)
bytearray(b'a').extend([256])
bytearray(b'a').extend(1)
bytearray(b'abc').__setitem__(5,1)
bytearray(b'abc').__setitem__(0,256)
bytearray(b'abc').__setitem__(0,'a')
bytearray(b'abc').__setitem__('a',1)
bytearray(b'abc').__setitem__(slice(0,1),'a')
bytearray(b'abc').__setitem__(slice(0,1),1)
bytearray(b'abc').__setitem__(slice(0,3,2),b'abc')
bytearray(b'abc').__delitem__(5)
bytearray(b'abc').__delitem__('a')
b'a'.expandtabs('a')
b'a'.zfill('a')
b'%d' % 'a'
b'%s' % 'a'
b'%b' % 1
b'%s' % b'a'
b'%a' % 'é'
b'%r' % 'é'
b'%y' % 1
b'%d %d' % 1
b'%x' % 1.5
b'%(a)s' % {b'a':b'x'}
b'%(a)s' % {'a':b'x'}
b'%f' % 1.5
b'%f' % 'a'
b'a' % 1
bytearray(b'%d') % 1
b'%5s|' % b'ab'
b'%.1s|' % b'ab'
b'%#x' % 255
b'ab'.isalnum(), b''.isalpha(), b'\xe9'.isalpha()
b'aB'.swapcase(), b'hello world'.title(), b'HELLO'.capitalize()
b'a\r\nb\x0bc\x1cd\n'.splitlines()
b' a\x0b b\x1c '.split()
bytearray(b'x').copy()
bytearray(b'abc').__reduce__()
b'abc'.__getnewargs__()
""".splitlines():
    if line:
        show(line)
