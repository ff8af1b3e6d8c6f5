for source in """7 // 2, -7 // 2, 7 // -2
7 % 3, -7 % 3, 7 % -3
divmod(-7, 2)
7 / 2
2 ** 10
2 ** -1
0 ** 0
0 ** -1
(-2) ** 3
(-8) ** (1 / 3)
1 << 70
1 << -1
-1 >> 100
1 >> 2 ** 70
5 & 3 | 4 ^ 1
~5
-(-5)
+True
not 5
5 == 5.0 == True + 4
5 is 5
5 < 6.5
5 < '6'
5 + None
5 * 'ab'
5 * [1]
5 @ 5
5 // 0
5 % 0
5 / 0
5.0 // 0
10 ** 30 // 10 ** 28
10 ** 30 / 10 ** 28
(10 ** 30) % 7
-10 ** 30 // 7
2 ** 1000 % 1000007
2 ** 200 & 2 ** 199 - 1
hash(2 ** 61 - 1), hash(2 ** 61), hash(-1)
max(2 ** 70, 1e20)
sum(range(10 ** 3)) == 499500
5 if 0 else 6
0 or 5 and 7
1 < 2 > 1 != 3
5 .real
round(12345, -2)
round(15, -1), round(25, -1)
abs(-10 ** 20)
pow(3, 100, 101)
pow(3, -1, 7)
pow(2, -1, 4)
int.__mul__(10 ** 10, 10 ** 10)
1_000 * 1_000
0b11 + 0o11 + 0x11""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
