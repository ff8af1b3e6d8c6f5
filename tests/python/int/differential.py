# deterministic LCG
state = 12345
def rnd(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
    return (state >> 33) % n
def big(maxbits):
    bits = rnd(maxbits) + 1
    r = 0
    while bits > 0:
        k = min(bits, 31)
        c = rnd(6)
        w = 0 if c == 0 else ((1 << k) - 1 if c == 1 else rnd(1 << k))
        r = (r << k) | w
        bits -= k
    return -r if rnd(2) else r
def show(label, f):
    try:
        print(label, f())
    except Exception as e:
        print(label, type(e).__name__)
for i in range(60):
    m = (40, 64, 70, 130, 260, 700, 1500)[rnd(7)]
    a = big(m); b = big((40, 64, 70, 130, 260, 700, 1500)[rnd(7)])
    print(i, a + b, a - b, a * b)
    show('div', lambda: (a // b, a % b, divmod(a, b)))
    show('true', lambda: a / b)
    show('bits', lambda: (a & b, a | b, a ^ b, ~a))
    s = rnd(200)
    print(a << s, a >> s, hash(a), hash(b), a < b, a == b, a <= b)
    show('float', lambda: float(a))
    show('cmp', lambda: (a < float(b), a == float(b), float(b) > a))
    print(a.bit_length(), a.bit_count() if hasattr(a, 'bit_count') else 0, hex(a), oct(b), bin(a))
    show('rt', lambda: int(str(a)) == a and int(hex(b), 16) == b and int(oct(a), 8) == a and int(str(b), 10) == b)
    n = (a.bit_length() + 8) // 8
    print(a.to_bytes(n, 'little', signed=True).hex(), int.from_bytes(a.to_bytes(n, 'big', signed=True), 'big', signed=True) == a)
    show('pow', lambda: pow(a, rnd(20)))
    show('pow3', lambda: pow(a, abs(b), abs(a) + 7))
    show('powm', lambda: pow(a, -1, abs(b) + 2))
    print(round(a, -3), round(a, -rnd(30)), round(a, 2))
    print(format(a, ','), format(b, '_x'), format(a, '+d'), format(a, '#o'), format(b, '>60'), format(a, '#_b'), format(b, '=+50,'))
print(0 ** 0, (-1) ** 5, 2 ** -1, (-2) ** -3, 0x7fffffffffffffff + 1, -0x8000000000000000, -(-0x8000000000000000))
print((1 << 49), (1 << 49) - 1, -(1 << 49), -(1 << 49) - 1, (1 << 50) * (1 << 13), (1 << 63), -(1 << 63), -(1 << 63) - 1)
print((-(1<<63)) // -1, (-(1<<63)) % -1, abs(-(1<<63)))
for bad in ['', ' ', '1_', '_1', '1__2', '0x', '12a', '0b2', '1.0', '--1', '+', '\u0661\u0662', ' \u0663 ', '1\x00']:
    for base in (10, 0, 16, 2, 36):
        try: print(repr(bad), base, int(bad, base))
        except ValueError as e: print(e)
for f in (lambda: int('1' * 5000), lambda: str(10 ** 5000), lambda: int([]), lambda: int('1', 37), lambda: int(1, 10), lambda: int(base=10), lambda: 1 << -1, lambda: 1 >> -1, lambda: pow(2, 3, 0), lambda: pow(2, -1, 4), lambda: 10 ** 400 / 3, lambda: float(10 ** 400), lambda: (1).to_bytes(0, 'big'), lambda: (256).to_bytes(1, 'big'), lambda: (-1).to_bytes(1, 'big'), lambda: (1).to_bytes(-1, 'big'), lambda: (1).to_bytes(1, 'x'), lambda: int.from_bytes('a', 'big'), lambda: int.from_bytes([1, 2, 3], 'big'), lambda: int.from_bytes([256], 'big'), lambda: 1 + 'a', lambda: 1 < 'a', lambda: int(float('nan')), lambda: int(float('inf')), lambda: format(3, 'q'), lambda: format(3, '.2'), lambda: format(3, 'z'), lambda: format(65, 'c') + format(1234, 'n'), lambda: format(2**70, 'c'), lambda: format(3, '.2f') + format(10**25, 'e') + format(-5, '08.3%')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class I(int):
    def __new__(cls, *a): return int.__new__(cls, *a)
x = I(5); y = I(2 ** 80)
print(x + 1, type(x + 1), y, y + 1, x == 5, hash(y) == hash(2 ** 80), type(+x), type(abs(y)), type(int(y)), x.real, repr(x), I('77', 8), {x: 1}[5], [1, 2, 3, 4, 5, 6][x], y // x, x < y, I(3).numerator, bool(I()), isinstance(x, int), type(I.from_bytes(b'\x05', 'big')))
class H:
    def __index__(self): return 42
print(int(H()), hex(H()), [0] * 50 == [0] * 50, range(100)[H()])
print(True + True, True & False, True | 2, ~True, -True, True ** 2, bool('a'), int(True), repr(True), True == 1, hash(True), {1: 'a'}[True], True / 2, divmod(True, 2), format(True), format(True, 'd'), f'{True:5}|')
print((5).as_integer_ratio(), (10**30).as_integer_ratio(), (7).real, (7).imag, (7).denominator, (7).conjugate(), 3 .__add__(4), 3 .__add__('a'), 5 .__rsub__(3), (3).__pow__(2, 5))
