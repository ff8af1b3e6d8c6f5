from datetime import *

d = date(2024, 2, 29)
print(d, repr(d), d.weekday(), d.isoweekday(), tuple(d.isocalendar()), d.strftime("%Y/%m/%d %a %b %j"), d + timedelta(days=366), d - date(2023, 1, 1), d.replace(year=2020), d.toordinal(), date.fromordinal(1), date.fromisoformat("2023-05-06"))
t = datetime(2024, 1, 2, 3, 4, 5, 678)
print(t, repr(t), t.isoformat(), t.isoformat(" ", "milliseconds"), t.date(), t.time(), t + timedelta(hours=30, microseconds=5), t.timestamp() == t.timestamp(), t.ctime())
u = datetime(2024, 1, 2, 3, tzinfo=timezone.utc)
e = timezone(timedelta(hours=-5), "EST")
print(u, u.astimezone(e), u.timestamp(), repr(u), u == u.astimezone(e), u.utcoffset(), e, u.astimezone(e).tzname(), datetime.fromtimestamp(0, timezone.utc), datetime.fromisoformat("2024-01-02T03:04:05+02:00"))
print(datetime.strptime("2021-03-04 05:06:07.5", "%Y-%m-%d %H:%M:%S.%f"), datetime.strptime("Mon, 04 Jan 2021", "%a, %d %b %Y"), datetime.strptime("12:30 PM +0100", "%I:%M %p %z"))
x = timedelta(days=1, hours=-3, seconds=0.5)
print(x, repr(x), x.total_seconds(), -x, abs(-x), x * 2, x / 2, x // timedelta(hours=1), x % timedelta(hours=4), divmod(x, timedelta(hours=4)), x > timedelta(0), timedelta.max, timedelta(milliseconds=1), sum([x, x], timedelta()))
print(time(1, 2, 3), repr(time(1, 2, 3, 4)), time(23, 59).isoformat(), time.fromisoformat("04:05:06"), time(1) < time(2), time(12, tzinfo=timezone.utc))
for bad in ("date(2023, 2, 29)", "datetime(2024, 13, 1)", "time(25)", "date.fromisoformat('x')", "datetime.strptime('x', '%Y')", "d - 5", "t < d", "t - u", "timedelta(days=10**10)", "timezone(timedelta(days=2))"):
    try:
        print(eval(bad))
    except (ValueError, TypeError, OverflowError) as error:
        print(bad, type(error).__name__)
import pickle, copy
print(pickle.loads(pickle.dumps([d, t, u, x])) == [d, t, u, x], copy.deepcopy(u) == u, {d: 1}[date(2024, 2, 29)], min(d, date(2000, 1, 1)), f"{t:%H:%M}", date.min, date.max, datetime.min)
