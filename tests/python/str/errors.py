def show(text):
    try:
        print(text, "->", ascii(eval(text)))
    except Exception as e:
        print(text, "!!", type(e).__name__, ascii(str(e)))


for line in r"""
'a'.find('a','b')
'a'.index('b')
'a'.rindex('b')
'a'.replace(1,2)
'a'.replace('a',2)
'a'.startswith(1)
'a'.startswith((1,))
'a'.endswith((1,))
'a'.split(1)
'a'.split('')
'a'.rsplit('')
'a'.partition(1)
'a'.partition('')
'a'.rpartition('')
'a'.removeprefix(1)
'a'.strip(1)
'a'.lstrip(1)
'a'.center('a')
'a'.center(3,'ab')
'a'.center(3,1)
'a'.ljust(3,'')
1 in 'a'
'a'+1
'a'*'a'
'a'*1.5
1.5*'a'
'a'[5]
'a'.join(1)
'a'.join([1])
'a'.join(['a',1])
'a'.translate(1)
'a'.translate({97:1.5})
'a'.translate({97:0x110000})
'a'.translate({97:-1})
str.maketrans({'ab':1})
str.maketrans({1.5:1})
str.maketrans('a','bc')
str.maketrans('a',1)
str.maketrans(1,'a')
str.maketrans('a','b',1)
'a'.encode('foo')
'\xff'.encode('ascii')
'\xff\xfe'.encode('ascii')
'\u1234'.encode('latin-1')
'\ud800'.encode()
'a\ud800\ud801'.encode('utf-16')
b'\xff'.decode()
b'a\xc3'.decode()
b'\xe1\x80a'.decode()
b'\xff'.decode('ascii')
b'\xff'.decode('ascii','foo')
'\xff'.encode('ascii','foo')
str(b'a',1)
str('a','utf-8')
str(1,'utf-8')
str(b'abc')
str(b'abc',errors='strict')
str(object=b'a',encoding='ascii')
'a'.expandtabs('a')
'a'.zfill('a')
'a'<1
'a'.split(sep=None,maxsplit='a')
'\x80é\u0300\u200b\ud800\U0001f600\'"\n\t\\\x7f'.__repr__()
ascii('é\u0300\ud800\U0001f600\x80')
'a'.encode(1)
'a'.encode('utf-8',1)
'a\0'.encode('a\0b')
'{}'.format()
'{1}'.format(1)
'{a}'.format()
'{'.format()
'}'.format()
'{0'.format(1)
'{!}'.format(1)
'{!x}'.format(1)
'{!rs}'.format(1)
'{0.}'.format(1)
'{0[}'.format(1)
'{0[]}'.format(1)
'{0[a}'.format(1)
'{0]}'.format(1)
'{0.a.b}'.format(1)
'{}{0}'.format(1)
'{0}{}'.format(1)
'{:{}{}}'.format(1,2,3)
'{:{:{}}}'.format(1,2,3)
'{0[a]b}'.format({'a':1})
'{-1}'.format(1)
'{99999999999999999999999}'.format(1)
'{0[99999999999999999999999]}'.format(1)
'%d' % 'a'
'%d %d' % 1
'%d' % (1,2)
'%' % 1
'%(a' % {}
'%(a)d' % {}
'%(a)d' % 1
'%*d' % ('a',1)
'%.*d' % (2.5,1)
'%x' % 1.5
'%f' % 'a'
'%y' % 1
'%i' % 1.9
'%s %s' % ('a',)
'a' % 1
'a' % {}
'a' % []
'%r' % ('a',)
'%5%|' % ()
'%.5%' % ()
'%d' % 10**50
'%x' % -255
'%#x' % -255
'%#o' % 8
'%08.3d' % 5
'%-8d|' % 5
'%+d' % 5
'% d' % 5
'%.0f' % 0.5
'%#.0f' % 0.5
'%g' % 1e100
'%u' % 5
'%ld' % 5
'%a' % 'é'
'%\u1234' % 1
'%99999999999999999999d' % 1
'%.99999999999999999999d' % 1
'%o' % 'a'
'%e' % None
'%d' % None
'%d' % 1j
'%f' % 1j
'%s' % None
'%-05d|' % 3
""".splitlines():
    if line:
        show(line)
