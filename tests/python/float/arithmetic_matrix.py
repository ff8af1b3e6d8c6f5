values = [0.0, -0.0, 1.0, -1.5, 0.1, 3.0, 1e16, 1e-16, 1e308, 5e-324, float("inf"), float("nan")]
for a in values:
    for b in values:
        row = [a + b, a - b, a * b]
        for op in (lambda: a / b, lambda: a // b, lambda: a % b, lambda: divmod(a, b), lambda: a ** b):
            try:
                row.append(op())
            except (ZeroDivisionError, OverflowError) as error:
                row.append(type(error).__name__[0])
        print(*row)
