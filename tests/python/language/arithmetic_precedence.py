print(2 + 3 * 4, (2 + 3) * 4, 2 ** 3 ** 2, (2 ** 3) ** 2)
print(-2 ** 2, (-2) ** 2, 2 ** -1)
print(7 // 2, -7 // 2, 7 // -2, -7 // -2)
print(7 % 3, -7 % 3, 7 % -3, -7 % -3)
print(1 + 2 - 3 * 4 / 5 // 2 % 3)
print(1 << 3 + 1, 1 | 6 & 3 ^ 5, ~5 & 0xF)
print(not 1 == 2, not (1 == 2), not not 3)
print(1 or 2 and 3, (1 or 2) and 3, 0 or "" or [] or "last")
print(1 < 2 < 3, 1 < 3 > 2, 3 > 2 > 2, 1 == 1 in [1, 2])
print(5 if 0 else 6 if 0 else 7)
print(*[1, 2], *(3, 4), sep="-")
print(1_000_000, 0xFF, 0o17, 0b1011, 1e3, .5, 5., 1_0.0_1)
print(10 - 5 - 2, 100 / 10 / 2, 2 * 3 % 4)
x = 5
x += 2; x *= 3; x -= 1; x //= 2; x **= 2; x %= 37; x <<= 2; x >>= 1; x |= 8; x &= 0x3F; x ^= 1
print(x)
y = 9.0
y /= 4
print(y)
print(True + True, True * 3, -True, ~False, True / 2)
print("ab" * 3, 3 * "ab", "ab" * 0, "ab" * -1, [0] * 3)
print(divmod(-7, 2), divmod(7, -2), divmod(7.5, 2))
