values = [0.5, 1.5, 2.5, -0.5, -1.5, 0.05, 0.15, 0.25, 0.35, 1.005, 2.675, 1234.5678, -1234.5678, 1e15 + 0.5, 1e16, 0.1 + 0.2, 5e-324, 1e300, 99.5, 0.999, 123456.789]
for v in values:
    print(v, round(v), [round(v, n) for n in range(-4, 6)], int(v), v // 1, v % 1, f"{v:.0f} {v:.1f} {v:.2f} {v:.3f} {v:g} {v:.3g} {v:e}", "%.0f %.1f %.2f %g" % (v, v, v, v))
for v in (1, -15, 25, 35, 12345, 10 ** 20):
    print(v, [round(v, n) for n in (-3, -2, -1, 0, 1, None)])
for bad in (lambda: round(float("inf")), lambda: round(float("nan")), lambda: round(1.5, "x"), lambda: round(1.5, 1.5), lambda: round("1"), lambda: round(None), lambda: round(1e308, -400) / 0):
    try:
        print(bad())
    except (OverflowError, ValueError, TypeError, ZeroDivisionError) as error:
        print(type(error).__name__)
print(round(1e22, 2), round(float("inf"), 2), round(float("nan"), 1), round(1.5, 400), round(1.5, -400), round(-0.0), round(-0.4, 0), round(True), round(2.5, ndigits=None), round(number=7.7))
