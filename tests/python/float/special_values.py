import math

inf, nan = float("inf"), float("nan")
print(inf + 1, inf - inf, inf * 0, inf * -1, inf / inf, 1 / inf, -1 / inf, inf // 1, 5 % inf, -5 % inf, inf % 5 if False else "", 2 ** inf, 0.5 ** inf, inf ** 0, nan ** 0, 1 ** nan)
print(nan == nan, nan != nan, nan < 1, nan > 1, nan in [nan], [nan] == [nan], inf == inf, inf > 10 ** 400, -inf < -10 ** 400, nan == 10 ** 400)
print(math.isnan(nan), math.isinf(-inf), math.isfinite(1.0), bool(nan), bool(-0.0), 0.0 == -0.0, math.copysign(1, -0.0), str(-0.0), -0.0 + 0.0, 0.0 * -1, -0.0 - 0.0)
print(max(nan, 1), max(1, nan), min(nan, 1), min(1, nan), sorted([3, 1, 2.5, inf, -inf]))
print({nan: 1}.get(nan), len({nan, nan}), len({float("nan"), float("nan")}), {0.0: "zero"}[-0.0], hash(inf), hash(-inf))
print(1e308 + 1e308, 1e308 * 10, -1e308 * 10, 1e-308 / 1e10, 5e-324 / 2, 5e-324 * 0.6, 2.0 ** 1023 * 2)
try:
    2.0 ** 1024
except OverflowError as error:
    print(type(error).__name__)
try:
    math.exp(1000)
except OverflowError as error:
    print(error)
print(1 == 1.0, 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, 2 ** 53 + 1 > 2.0 ** 53, 10 ** 22 == 1e22, 10 ** 23 == 1e23, 10 ** 23 < 1e23, 0.1 == 1 / 10, 3 < 3.5 < 4, 2 ** 70 < 1e22)
print(0.1 + 0.2 == 0.3, math.isclose(0.1 + 0.2, 0.3), 1e16 == 1e16 + 1, abs(-0.0), abs(-inf), divmod(7.5, -2), divmod(-7.5, 2), 1.0 // 0.1, 1 % 0.1, -1e-20 % 1.0)
print(-7.5 // 2, 7.5 // -2, -7.5 % 2, 7.5 % -2, -0.0 % 5, 0.0 % -5, 5.0 % -inf, 1e308 % 3, 2.0 % 1e-300 < 1e-300)
