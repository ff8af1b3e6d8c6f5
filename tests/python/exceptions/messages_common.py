def trial(text):
    try:
        exec(text, {})
    except Exception as error:
        print(f"{text!r}: {type(error).__name__}: {error}")


for text in """undefined_name
[].nothing
(1).nothing
None.nothing
int.nothing
[][0]
[1, 2][-5]
()[0]
''[0]
{}['k']
{}[1, 2]
[1][1.5]
[].pop()
[1].pop(7)
{}.popitem()
{}.pop('k')
set().pop()
set().remove(1)
[].remove(1)
(1,).index(2)
int('abc')
int('')
int('12', 1)
int([])
float('abc')
float([])
chr(-1)
chr(0x110000)
bytes([256])
bytearray([300])
'abc'.index('z')
'%d' % 'x'
'%s %s' % 1
'%s' % (1, 2)
'%y' % 1
'{}'.format()
'{a}'.format()
'{0'.format(1)
'}'.format(1)
'{!z}'.format(1)
'a'.join([1])
'a'.join(5)
range(0, 1, 0)
'abc'.split('')
'a'.center('b')
[1, 'a'].sort()
sorted([1, None])
sum(['a'])
sum(1)
next(iter([]))
round('x')
pow(2, -1, 0)
pow(2, 3, 0)
abs(None)
len(5)
len(None)
iter(5)
next(5)
list(5)
tuple(5)
set(5)
dict(5)
dict([(1, 2, 3)])
hash([])
hash({})
isinstance(1, 5)
issubclass(1, int)
object().x
x = 5; x()
x = [1]; x.append
'a' + 1
1 + 'a'
[1] + (2,)
b'a' + 'a'
'a' * 'b'
import nothing_here
del undefined
raise ValueError('a', 'b')
memoryview(5)
bytes('a')
str(b'a', 5)
int(float('nan'))
int(float('inf'))
float(10 ** 400)
10 ** 400 * 1.0
'x'.encode('no-such-codec')
b'\\xff'.decode()
eval('1 +')
slice(1)[0]
type('X', 5, {})
getattr(1, 5)
vars(5)
open(-5)
super().x
zip(1)
enumerate()
filter(None)
reversed({1})
complex('abc')
1j < 2j
1j // 2
divmod(1j, 2)
int(1j)
""".split("\n"):
    if text:
        trial(text)
