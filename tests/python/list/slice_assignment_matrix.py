steps = (None, 1, 2, -1, -2, 3)
bounds = (None, 0, 1, -1, 3, -3, 9, -9)
checks = []
for start in bounds:
    for stop in bounds:
        for step in steps:
            a = list(range(6))
            s = slice(start, stop, step)
            part = a[s]
            checks.append(tuple(part))
            b = a[:]
            b[s] = [x * 10 for x in part]
            c = a[:]
            del c[s]
            assert sorted(c + part) == a, s
            checks.append((tuple(b), tuple(c)))
            if step in (None, 1):
                d = a[:]
                d[s] = "xy"
                checks.append(tuple(d))
            else:
                try:
                    d = a[:]
                    d[s] = [0] * (len(part) + 1)
                    print("no error?", s)
                except ValueError:
                    pass
            assert tuple(a)[s] == tuple(part) and "012345"[s] == "".join(map(str, part)) and list(range(6)[s]) == part and list(bytes(a)[s]) == part
            assert range(*s.indices(6)) == range(6)[s]
print(len(checks), len(set(checks)))
for c in checks[::37]:
    print(c)
