# The same operations on texts of one, two and four bytes a character, and on their mixtures.
texts = ["abcabcab", "éàéàéàé", "жкжкжж", "😀😁😀😁😀", "aéж😀aéж😀", "", "a", "é", "ж", "😀"]
for s in texts:
    print(ascii(s), len(s), ascii(s[::-1]), ascii(s[1:-1]), ascii(s[::2]), ascii(s[-2:]), ascii(s * 2))
    for t in texts:
        print("   ", ascii(t), s.find(t), s.rfind(t), s.count(t), t in s, s.startswith(t), s.endswith(t),
              s < t, s == t, ascii(s + t), ascii(s.replace(t, "<>")), ascii(s.replace(t, "Ω", 1)))
        if t:
            print("       ", ascii(s.split(t)), ascii(s.rsplit(t, 1)), ascii(s.partition(t)), ascii(s.rpartition(t)))
        print("       ", ascii(s.strip(t)), ascii(t.join([s, "x", s])), ascii(s.removeprefix(t)), ascii(s.removesuffix(t)))
    for fill in "xéж😀":
        print("   ", ascii(s.center(9, fill)), ascii(s.ljust(9, fill)), ascii(s.rjust(10, fill)), ascii(s.zfill(9)))
    print("   ", [ascii(c) for c in s], ascii(s.upper()), ascii(f"{s:>8}|{s!r:^12}|{s:.2}"), ascii("%5s|%-5s|%.1s" % (s, s, s)))
wide = "x" * 10 + "😀"
print(wide[:10] == "x" * 10, wide[:10].isascii(), hash(wide[:10]) == hash("x" * 10), {wide[:10]: 1}["x" * 10])
wide = "é" + "ж"
print(wide[0] == "é", hash(wide[0]) == hash("é"), wide[0] is wide[0])
s = ""
for i in range(3000):
    s += "a"
    if i == 1000:
        t = s
    if i == 2000:
        s += "ж"
print(len(s), len(t), t == "a" * 1001, s.count("a"), s.index("ж"))
parts = []
s = "start"
for i in range(200):
    s += str(i)
    parts.append(s)
print(len(s), sum(map(len, parts)), parts[3], parts[-1] == s, len(set(parts)))
