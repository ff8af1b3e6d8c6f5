a, b = 3 + 4j, 1 - 2j
print(a + b, a - b, a * b, a / b, a ** 2, -a, +a, a == 3 + 4j, a != b, abs(a), bool(0j), bool(a))
print(a.real, a.imag, a.conjugate(), a + 1, 1 + a, a * 2.5, 2 / a, a ** 0.5, a ** -1, a ** 0, 0j ** 0, 2 ** a)
print(complex(), complex(1), complex(1, 2), complex("1+2j"), complex("-j"), complex(" 3.5 "), complex("(1-1j)"), complex("1e3+2e-3j"), complex(1j, 1j), complex("inf"), complex("nanj"))
print(1j, -1j, 1 + 0j, 0j, -0j, complex(-0.0, 0.0), complex(0.0, -0.0), complex(-0.0, -0.0), 1e20j, 1.5 + 1e-7j, complex(float("inf"), float("nan")))
print(repr(1 + 2j), str(-1.5j), [2j], (1 + 2j).__repr__(), f"{1 + 2j}", f"{1.234 + 5.678j:.2f}", f"{1 + 2j:>12}", format(3 + 4j, "e"), f"{2j:g}")
for bad in ("complex('1 + 2j')", "complex('x')", "complex('1', 2)", "1j < 2j", "int(1j)", "float(1j)", "1j % 2", "1j // 1", "divmod(1j, 1)", "1 / 0j", "0j ** -1", "round(1j)", "f'{1j:d}'", "complex([])", "pow(1j, 2, 3)"):
    try:
        print(bad, eval(bad))
    except (ValueError, TypeError, ZeroDivisionError) as error:
        print(bad, type(error).__name__)
print(1j * 1j, (1 + 1j) ** 10, (2 + 0j) ** 3, 1j ** 1j, (1 + 2j) ** (1 + 1j), abs(1e200 + 1e200j), 1 == 1 + 0j, 1.5 == 1.5 + 0j, 10 ** 30 == 1e30 + 0j)
print(hash(1 + 2j) == hash(complex(1, 2)), {1: "a"}[1 + 0j], sum([1j, 2, 3.5]), isinstance(1j, complex), (1j).imag, (5).imag, 5.5 .imag, True.real)


class C:
    def __complex__(self):
        return 1 + 1j


class Sub(complex):
    pass


print(complex(C()), Sub(1, 2) + 1, type(Sub(1, 2) + 1).__name__, Sub(3).real, complex(Sub(1, 2)))
try:
    (1j).real = 5
except AttributeError as error:
    print(type(error).__name__)
print((3 + 4j).__abs__(), (1j).__eq__("x"), (1 + 2j).__getnewargs__(), complex.__add__(1j, 2j))
