# Properties of characters that have not changed between Unicode 14 and 16, summed up in numbers.
def crc(values):
    total = 0
    for v in values:
        total = (total * 31 + v) % 1000000007
    return total


ranges = [(0, 0x250), (0x370, 0x530), (0x590, 0x700), (0x1E00, 0x2000), (0x2000, 0x2070), (0x2100, 0x2190),
          (0x3000, 0x3100), (0xAC00, 0xAC10), (0xFB00, 0xFB18), (0xFF00, 0xFF5F), (0x10400, 0x10450), (0x1D400, 0x1D455)]
for a, b in ranges:
    chars = [chr(c) for c in range(a, b) if c not in (0x19B, 0x264, 0x295)]
    print(hex(a), hex(b))
    for name in "isalpha isalnum isdecimal isdigit isnumeric isspace islower isupper istitle isprintable isidentifier".split():
        print("  ", name, sum(getattr(c, name)() for c in chars), crc(i for i, c in enumerate(chars) if getattr(c, name)()))
    for name in "lower upper title casefold swapcase capitalize".split():
        print("  ", name, crc(ord(x) for c in chars for x in getattr(c, name)()))
print(ascii("ΑΣ ΑΣΑ Σ ΑΣ. 'ΑΣ' ΑΣ́".lower()))
print(ascii("ǆ ǅ ﬁx ŉ ß".title()), ascii("straße ﬃ".upper()), ascii("ß".casefold()))
print(ascii("İI".lower()), ascii("ıi".upper()), ascii("ẞ".lower()))
