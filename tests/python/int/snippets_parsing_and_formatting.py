cases = ["0", "-0", "+7", "007", " 42 ", "1_000", "1__0", "_1", "0x1f", "0b101", "0o17", "1e3", "12.0", "", "abc", "١٢", "0_0", "9" * 30, "-" + "8" * 25, "z", "1 2", "\t5\n", "0x", "0b2", "1L"]
for text in cases:
    row = []
    for base in (10, 0, 16, 2, 36):
        try:
            row.append(int(text, base))
        except ValueError:
            row.append(None)
    print(repr(text), row)
numbers = [0, 1, -1, 42, -42, 255, 1000, -123456, 10 ** 12, -10 ** 15, 2 ** 63, 2 ** 100]
for spec in ("d", "5d", "<8d", ">8d", "^9d", "08d", "+d", " d", "x", "#x", "X", "o", "#o", "b", "#b", ",", "_", "_x", "+,", "015,", "*^15", "=+12", "e", ".3e", "f", ".2f", "g", "%", ".1%", "n", "c"):
    row = []
    for n in numbers:
        try:
            row.append(format(n, spec))
        except (ValueError, OverflowError) as error:
            row.append(type(error).__name__)
    print(repr(spec), row)
for template in ("%d", "%5d", "%-5d|", "%05d", "%+d", "% d", "%x", "%#x", "%X", "%o", "%#o", "%i", "%u", "%e", "%.1f", "%g", "%s", "%r", "%5s|", "%-8s|", "%.3d", "%8.4d", "%+.2e", "%#b" if False else "%c"):
    row = []
    for n in numbers:
        try:
            row.append(template % n)
        except (ValueError, OverflowError, TypeError) as error:
            row.append(type(error).__name__)
    print(template, row)
print([f"{n:,}" for n in numbers], [f"{n:_b}" for n in numbers[:6]], [hex(n) for n in numbers[-3:]], [oct(n) for n in numbers[3:6]], [bin(n) for n in numbers[:5]], [str(n).zfill(6) for n in numbers[:8]], [repr(n) for n in numbers[-2:]])
