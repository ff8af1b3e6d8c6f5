def leap(y):
    return y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)


def days_in(y, m):
    return 29 if m == 2 and leap(y) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[m - 1]


def ordinal(y, m, d):
    y1 = y - 1
    return y1 * 365 + y1 // 4 - y1 // 100 + y1 // 400 + sum(days_in(y, k) for k in range(1, m)) + d


def from_ordinal(n):
    y = n // 366 + 1
    while ordinal(y + 1, 1, 1) <= n:
        y += 1
    m = 1
    rest = n - ordinal(y, 1, 1) + 1
    while rest > days_in(y, m):
        rest -= days_in(y, m)
        m += 1
    return y, m, rest


def weekday(y, m, d):
    return "Mon Tue Wed Thu Fri Sat Sun".split()[(ordinal(y, m, d) - 1) % 7]


def easter(y):
    a, b, c = y % 19, y // 100, y % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * l) // 451
    month, day = divmod(h + l - 7 * m + 114, 31)
    return month, day + 1


def month_text(y, m):
    first = (ordinal(y, m, 1) - 1) % 7
    cells = ["  "] * first + [f"{d:2}" for d in range(1, days_in(y, m) + 1)]
    return "\n".join(" ".join(cells[i:i + 7]).rstrip() for i in range(0, len(cells), 7))


def hms(seconds):
    m, s = divmod(seconds, 60)
    h, m = divmod(m, 60)
    d, h = divmod(h, 24)
    return (f"{d}d " if d else "") + f"{h:02}:{m:02}:{s:02}"


print([y for y in (1900, 2000, 2023, 2024, 2100) if leap(y)], ordinal(1, 1, 1), ordinal(2024, 2, 29), from_ordinal(738945), weekday(2024, 2, 29), weekday(1970, 1, 1))
print(all(from_ordinal(ordinal(y, m, d)) == (y, m, d) for y in (1999, 2000, 2001, 2024) for m in range(1, 13) for d in (1, 15, days_in(y, m))))
print([easter(y) for y in (2000, 2016, 2024, 2038)], [hms(s) for s in (0, 59, 3661, 86399, 90061)])
print(month_text(2024, 2))
print(sum(weekday(y, m, 13) == "Fri" for y in range(2000, 2030) for m in range(1, 13)), ordinal(2024, 12, 25) - ordinal(2024, 1, 1))
import time
for t in (0, 951782400, 1709164800, 4102444800):
    g = time.gmtime(t)
    assert ordinal(g.tm_year, g.tm_mon, g.tm_mday) == t // 86400 + ordinal(1970, 1, 1) and g.tm_yday == ordinal(g.tm_year, g.tm_mon, g.tm_mday) - ordinal(g.tm_year, 1, 1) + 1
    print(time.strftime("%Y-%m-%d %H:%M:%S %a %j", g))
