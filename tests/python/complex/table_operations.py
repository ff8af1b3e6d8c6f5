for source in """1j + 1, 1j - 2, 1j * 1j, (1 + 2j) / (3 - 4j), (1 + 2j) ** 2, 2 ** 1j, -1j, +1j
1j / 0
0j ** -1
1j // 2
1j % 2
divmod(1j, 2)
1j < 2j
1j == 1j, 1j != 1, 1 + 0j == 1, 1.5 + 0j == 1.5, 1j == 'a'
abs(3 + 4j), (3 + 4j).real, (3 + 4j).imag, (3 + 4j).conjugate()
complex(1, 2), complex('1+2j'), complex('j'), complex('-1.5e3j'), complex(), complex(1), complex(True)
complex('1 + 2j')
complex('x')
complex('')
complex('1', 2)
complex(1, '2')
complex(None)
complex([])
int(1j)
float(1j)
round(1j)
hash(1j) == hash(1j), hash(1 + 0j) == hash(1), bool(0j), bool(1j), not 0j
str(1j), repr(1 + 2j), str(-0j), str(complex(1.5, -2)), repr(complex(0, float('inf'))), str(1e20 + 1e-5j)
format(1 + 2j, '.2f'), format(1j, '>6'), f'{1 + 2j}', format(1 + 2j, 'g')
format(1j, 'd')
format(1j, '05')
'%s' % 1j
'%d' % 1j
sum([1j, 1]), [1j].index(1j), {1j: 'a'}[1j], 1j in [1j], sorted([2j, 1j], key=abs)
max(1j, 2j)
sorted([1j, 2j])
isinstance(1j, complex), type(1j).__name__, isinstance(1, complex)
(1 + 2j).__add__(1), (1j).__mul__(2), (1j).__eq__(1j), (1j).__eq__('a'), (1j).__bool__(), (1j).__neg__(), (1j).__abs__(), (1j).__pow__(2)
(1j).__lt__(1)
1j.nope
1j()
range(1j)
1 << 1j
~1j""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
