def digits(n, base=10):
    out = []
    while n:
        n, d = divmod(n, base)
        out.append(d)
    return out[::-1] or [0]


for n in (0, 5, 255, 10 ** 15, 2 ** 70 + 3, 12345678901234567890123):
    print([sum(digits(n, b)) for b in (2, 3, 8, 10, 16, 36)], sum(map(int, str(n))), str(n)[::-1], n == int("".join(map(str, digits(n)))), len(bin(n)) - 2 == max(1, n.bit_length()))
print([n for n in range(1, 3000) if str(n) == str(n)[::-1] and bin(n)[2:] == bin(n)[:1:-1]])
print([n for n in range(10, 2000) if n == sum(int(d) ** len(str(n)) for d in str(n))], [n for n in range(2, 400) if str(n * n).endswith(str(n))])


def happy(n):
    seen = set()
    while n != 1 and n not in seen:
        seen.add(n)
        n = sum(int(c) ** 2 for c in str(n))
    return n == 1


print([n for n in range(1, 60) if happy(n)], sum(map(happy, range(500))))


def look_and_say(s):
    out, i = "", 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]:
            j += 1
        out += str(j - i) + s[i]
        i = j
    return out


s = "1"
for _ in range(9):
    s = look_and_say(s)
print(s, len(s))
print(f"{255:b} {255:o} {255:x} {255:X} {255:#b} {255:#o} {255:#x} {255:08b} {-255:b} {2 ** 64:x} {10 ** 12:,} {10 ** 12:_} {0b1011_0110:_b} {0xdeadbeef:_x}")
print(int("zz", 36), int("-ff", 16), int("0b11", 0), int("0O17", 0), int("7_7", 8), [int(c, 16) for c in "09afAF"], sum(int(c) for c in "9" * 50), int("1" * 40), -int("2" * 25))
luhn = lambda s: sum(sum(divmod(int(c) * (1 + i % 2), 10)) for i, c in enumerate(reversed(s))) % 10 == 0
print(luhn("4539578763621486"), luhn("4539578763621487"), (lambda isbn: sum((i + 1) * int(c) for i, c in enumerate(isbn)) % 11)("030640615"))
