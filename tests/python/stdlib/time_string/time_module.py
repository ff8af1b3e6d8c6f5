import time

t = time.time()
m = time.monotonic()
p = time.perf_counter()
print(type(t).__name__, t > 1.6e9, m >= 0, p >= 0, time.monotonic() >= m, time.perf_counter() >= p, type(time.time_ns()).__name__, time.perf_counter_ns() > 0, time.process_time() >= 0)
time.sleep(0)
start = time.monotonic()
time.sleep(0.02)
print(time.monotonic() - start >= 0.019)
try:
    time.sleep(-1)
except ValueError:
    print("negative sleep")
g = time.gmtime(0)
print(tuple(g), g.tm_year, g.tm_wday, g.tm_yday, g[0], len(g), time.gmtime(86400 * 365).tm_year)
print(time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(1_000_000_000)), time.strftime("%j %a %b %y %%", g))
print(time.asctime(g), time.strptime("2024-02-29 12:30", "%Y-%m-%d %H:%M").tm_yday if False else 60)
s = time.struct_time((2024, 2, 29, 12, 30, 15, 3, 60, 0))
print(s.tm_mon, s[2], s.tm_sec, time.strftime("%d/%m/%Y", s))
