out = ""
for i in range(1, 16):
    out += "FizzBuzz" if i % 15 == 0 else "Fizz" if i % 3 == 0 else "Buzz" if i % 5 == 0 else str(i)
    out += "," if i < 15 else "."
print(out)
for n in range(1, 6):
    print(" " * (5 - n) + "* " * n)
for row in range(1, 4):
    print("\t".join(f"{row * col:>3}" for col in range(1, 6)))
s = "racecar"
print(all(s[i] == s[-1 - i] for i in range(len(s) // 2)), "".join(c * 2 for c in s), s[::2] + s[1::2], "-".join(s.upper()), "".join(sorted(set(s))), {c: s.count(c) for c in sorted(set(s))})
encoded = "".join(chr((ord(c) - 97 + 3) % 26 + 97) if c.isalpha() else c for c in "hello world")
print(encoded, "".join(chr((ord(c) - 97 - 3) % 26 + 97) if c.isalpha() else c for c in encoded))
vowels = consonants = digits = 0
for c in "Hello World 123":
    if c.lower() in "aeiou":
        vowels += 1
    elif c.isalpha():
        consonants += 1
    elif c.isdigit():
        digits += 1
print(vowels, consonants, digits)
words = "the quick brown fox".split()
print(" ".join(w.capitalize() for w in words), max(words, key=len), [w[::-1] for w in words], " ".join(reversed(words)), sum(map(len, words)), "".join(w[0] for w in words).upper())
binary = ""
n = 37
while n:
    binary = str(n % 2) + binary
    n //= 2
print(binary, int(binary, 2), binary.zfill(8), binary.count("1"))
line = "key1=value1;key2=value2;;bad;key3="
pairs = {}
for part in line.split(";"):
    if "=" not in part:
        continue
    k, _, v = part.partition("=")
    pairs[k] = v or None
print(pairs)
text = ""
for i, ch in enumerate("abcdef"):
    text = ch + text if i % 2 else text + ch
print(text, text.index("a"), text.replace("a", "<a>"), text.center(20, "~"))
pyramid = "\n".join("".join(str(min(c, 6 - c) + 1 if abs(3 - c) <= r else " ") for c in range(7)) for r in range(4))
print(pyramid)
print("%s has %d letters and costs %.2f" % ("word", 4, 9.5), "{:>8}|{:<8}|{:^8}".format("r", "l", "c"), f"{'=' * 10}", "tab\tsep", "multi\nline".splitlines())
