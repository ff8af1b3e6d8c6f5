texts = ["0", "-0", "+5", " 7 ", "1_0", "007", "0x1F", "0b101", "0o17", "ff", "ZZ", "1e3", "1.0", "", "-", "--1", "0x", "1 0", "１２", "٣", "1__0", "_1", "\n3\n", "0_7", "0xg"]
for t in texts:
    row = []
    for base in (None, 0, 2, 8, 10, 16, 36):
        try:
            row.append(int(t) if base is None else int(t, base))
        except ValueError:
            row.append("-")
    print(repr(t), row)
for v in (3.99, -3.99, 1e20, True, b"12", bytearray(b"7"), "5", 2 ** 70, -0.0):
    print(repr(v), int(v))
for bad in (None, [], 1j, "x", float("nan"), float("inf"), b"x", object, {}):
    try:
        int(bad)
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__)
for n in (0, 1, -1, 255, -256, 2 ** 31, -2 ** 63, 10 ** 25):
    print(bin(n), oct(n), hex(n), str(n), repr(n), float(n), complex(n), bool(n), f"{n:,}", f"{n:_x}", n.bit_length(), n.bit_count(), abs(n), -n, ~n)
    assert int(bin(n), 2) == int(oct(n), 8) == int(hex(n), 16) == int(str(n)) == n
