def show(text):
    try:
        print(text, "->", ascii(eval(text)))
    except Exception as e:
        print(text, "!!", type(e).__name__, ascii(str(e)))


for line in r"""
'%5%' % 1
'%5%' % ()
'%(a)%' % {'a':1}
'%%%d' % 1
'%-%' % ()
'%(a(b)c)s' % {'a(b)c':1}
'%s' % (1,2)
'%(a)s %s' % {'a':1}
'%*d|' % (-5,3)
'%.*f' % (-2,3.5)
'%hd' % 1
'%.s|' % 'abc'
'%.3d' % -5
'%+.3d' % 5
'%#.5x' % 255
'%#08x' % 255
'%#8x|' % 255
'%-#8x|' % 255
'% 08d' % 5
'%X' % 255
'%#X' % 255
'%05s|' % 'a'
'%05f' % float('inf')
'%+f' % float('nan')
'%10.3e|' % 12345.678
'%G' % 1e-10
'%#g' % 1.0
'%.0e' % 15
'%i' % True
'%d' % 3.99
'%d' % float('inf')
'%d' % float('nan')
'%s' % 'a' 'b'
'%z' % 1
'%(a)' % {'a':1}
'%(a)s' % []
'%s' % []
'%d' % []
'%5c|' % 'a'
'%-5c|' % 97
'%05c|' % 97
'%.0f' % 1e300
'%o' % -8
'%#o' % 0
'%x' % True
b'%5%' % 1
b'%*d|' % (5,3)
b'%s' % [1]
b'%a' % b'a'
b'%s' % memoryview(b'ab')
b'%5c|' % 97
b'%(a' % {}
b'%' % 1
b'%d' % None
b'%.2f|%+d|%08.3f' % (1.234,5,3.14159)
b'%.3s' % b'abcdef'
b'%s %s' % (b'a',)
b'%*s' % ('a',b'b')
b'%i' % 2.5
b'%u' % 10**30
b'%s' % 1
'{:c}'.format(97)
'{:5}|{:<5}|{:^5}|{:>5}|{:=5}'.format(1,1,1,1,1)
'{:5}|{:<5}|{:^5}|{:>5}'.format('a','a','a','a')
'{:.2}'.format('abc')
'{0[a]} {0[b]}'.format({'a':1,'b':2})
'{0[1]}'.format([1,2])
'{0.real}'.format(3)
'{a.real}{b[0]}'.format(a=1,b='xy')
'{!r:>10}|{!s}|{!a}'.format('é','é','é')
'{:{}}|{:{w}.{p}}'.format(1,5,3.14159,w=10,p=3)
'{{}}{{{}}}'.format(1)
'{:}'.format(1)
'{:%Y}'.format(1)
'{0[-1]}'.format([1,2])
'{0[-1]}'.format({'-1':2})
'{a}'.format_map({'a':1})
'{}'.format_map({'a':1})
'{0}'.format_map([1])
'{:z.1f}'.format(-0.01)
'{:a}'.format('x')
'{:,}'.format(1234567)
'{:_x}'.format(0xabcdef12)
'{:+,.2f}'.format(1234567.891)
'{:012,.2f}'.format(1234.5)
'{:é>5}'.format('a')
'{:^+10}'.format(5)
'{: }'.format(5)
'{:#x} {:#o} {:#b}'.format(255,8,5)
'{:n}'.format(12345)
'{:%}'.format(0.1234)
'{:e}'.format(12345)
'{:s}'.format(1)
'{!q}'.format(1)
'{!'.format(1)
'{!r'.format(1)
'{a{b}}'.format(a=1)
'{0[}]}'.format({'}':1})
'{[]}'.format(1)
'{.}'.format(1)
'{:{'.format(1)
'{}}'.format(1)
'{0!r:{1}'.format(1,2)
'{:.0s}|'.format('abc')
'{:010}'.format('abc')
'{:<010}'.format(5)
'{:\u2003>5}'.format(5)
'{:>5\u20ac}'.format(5)
""".splitlines():
    if line:
        show(line)
