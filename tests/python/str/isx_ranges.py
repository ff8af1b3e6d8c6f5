names = "isalpha isdigit isdecimal isnumeric isalnum isspace isupper islower istitle isidentifier isprintable".split()
ranges = [(0, 0x80), (0x80, 0x250), (0x370, 0x500), (0x5d0, 0x700), (0x900, 0xa00), (0x1e00, 0x2000), (0x2000, 0x2100), (0x2100, 0x2200), (0x2460, 0x2500), (0x3000, 0x3100), (0xac00, 0xac80), (0xfb00, 0xfb50), (0xff00, 0xfff0), (0x10400, 0x10450), (0x1d400, 0x1d480), (0x1f600, 0x1f640)]
for lo, hi in ranges:
    print(hex(lo), [sum(getattr(chr(c), n)() for c in range(lo, hi)) for n in names])
for lo, hi in ranges[:8]:
    if lo == 0x80:
        # Two letters (U+019B, U+0264) have got a capital since Unicode 14.
        lo, hi = 0x80, 0x19B
    upper = "".join(chr(c).upper() for c in range(lo, hi))
    lower = "".join(chr(c).lower() for c in range(lo, hi))
    title = "".join(chr(c).title() for c in range(lo, hi))
    fold = "".join(chr(c).casefold() for c in range(lo, hi))
    swap = "".join(chr(c).swapcase() for c in range(lo, hi))
    print(hex(lo), [sum((i + 1) * ord(ch) for i, ch in enumerate(s)) for s in (upper, lower, title, fold, swap)], [len(s) for s in (upper, lower, title, fold, swap)])
