for source in """(1.5).is_integer(), (2.0).is_integer()
(0.75).as_integer_ratio()
float('inf').as_integer_ratio()
float('nan').as_integer_ratio()
(1.5).hex(), (-0.0).hex(), (0.1).hex()
float.fromhex('0x1.8p0')
float.fromhex('zz')
(2.5).__round__()
(2.5).__round__(0)
(2.567).__round__(2)
(2.5).__int__(), (2.5).__trunc__(), (2.5).__floor__(), (-2.5).__ceil__()
(2.5).__add__(1), (2.5).__add__('a'), (2.5).__radd__(1)
(2.5).__divmod__(1)
(2.5).__pow__(2)
(2.5).__pow__(2, 3)
(2.5).__eq__(2.5), (2.5).__eq__('a'), (2.5).__lt__(3)
(2.5).__bool__(), (0.0).__bool__()
(2.5).__hash__() == hash(5 / 2)
(2.5).__format__('.3f')
(2.5).conjugate(), (2.5).real, (2.5).imag
float('1.5'), float(' 1e3 '), float('-inf'), float('NaN') != 0
float('1,5')
float('1.5.5')
float('')
float(None)
float([1])
float('1_0.5')
float('_1')
float(10 ** 400)
float('1' * 400)
float(True), float(b'2.5'), float()
float.__new__(float, 3)
float('0x1p3')
round(1e20), round(0.5), round(1.5), round(-2.5)
round(float('nan'))
round(float('inf'))
int(float('inf'))
int(1e20)
1.5 // 0.5, 1.5 % 0.4, -1.5 // 1, -1.5 % 1
1.5 // 0.0
1.5 % 0.0
1e308 * 10, -1e308 * 10, 1e-320
2.0 ** 0.5, 2.0 ** -1, (-2.0) ** 2
(-2.0) ** 0.5
0.0 ** -1
10.0 ** 400
1.5 & 1
~1.5
1.5 << 1
'a' * 1.5
[1][1.0]
1.5 .nope""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
