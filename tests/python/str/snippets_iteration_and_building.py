text = "Hello, Wörld! 日本 😀"
print([c for c in text if c.isalpha()], [ord(c) for c in text[-3:]], text[::-1], text[7:13], len(text), len(text.encode()))
print({c: text.count(c) for c in sorted(set(text.lower())) if text.lower().count(c) > 1}, text.swapcase(), text.casefold(), text.partition(", "), text.split(), text.find("W"), text.rfind("l"))
out = []
for i, c in enumerate(text):
    if c == "!":
        break
    if not c.isalnum():
        continue
    out.append(c.upper() if i % 2 else c.lower())
print("".join(out), "".join(sorted(text, key=str.lower)).strip(), "".join(dict.fromkeys(text)), "".join(c if c.isascii() else "?" for c in text))
words = text.replace(",", "").replace("!", "").split()
print(words, [w[0] for w in words], " ".join(w.capitalize() for w in words), max(words, key=len), sorted(words), [len(w) for w in words], "-".join(reversed(words)))
a, b, *rest = words
print(a, b, rest, a < b, a + b, a * 2, a in text, "zz" in text, a.startswith("He"), b.endswith(("x", "d")))
it = iter(text)
print(next(it), next(it), "".join(it)[:5], next(it, "end"), list(zip("abc", text)), list(map(ord, "é日")), list(filter(str.isupper, text)), list(enumerate("ab", 5)))
s = ""
for n in range(20):
    s += chr(97 + n % 26) * (n % 3)
print(s, len(s), s.count("aa"), s.replace("b", ""), s.strip("b"), s.index("cc"), s[3:-3:2])
groups, last = [], None
for c in "aaabccd":
    if c == last:
        groups[-1][1] += 1
    else:
        groups.append([c, 1])
        last = c
print(groups, "".join(f"{c}{n}" for c, n in groups), "".join(c * n for c, n in groups))
print("\n".join(f"{w:<8}|{w:>8}|{w:^8}|{len(w):03d}" for w in words), "tab\there", r"raw\t", "multi\
line", 'q"uo"te', "it's", "nul\0".encode(), "\x41\u00e9\N{SNOWMAN}")
lower, upper = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
shift = lambda s, n: s.translate(str.maketrans(lower + upper, lower[n:] + lower[:n] + upper[n:] + upper[:n]))
print(shift("Hello, World", 3), shift(shift("Hello, World", 3), -3 % 26), "".join(chr(ord(c) ^ 1) for c in "bcde"), "".join(f"{ord(c):02x}" for c in "hog"), bytes.fromhex("686f67").decode(), "%s-%s" % ("a", "b"), "{0}{1}{0}".format("x", "y"), f"{'f'!r}{1 + 1}")
isbn = "0-306-40615-2"
digits = [10 if c == "X" else int(c) for c in isbn.replace("-", "")]
print(sum((10 - i) * d for i, d in enumerate(digits)) % 11 == 0, isbn.count("-"), isbn.split("-"), "".join(filter(str.isdigit, isbn)), isbn.rpartition("-")[2], isbn[::2], isbn.translate({45: None}))
print("abc" < "abd", "abc" < "abcd", "B" < "a", "é" > "z", "" < "a", "10" < "9", max("abc"), min("cab"), "b" * 3 == "bbb", "ab" "cd" == "abcd", "a" is not None, "abc"[1:2] == "b", "abc".__contains__("bc"))
