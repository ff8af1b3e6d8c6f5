n = 1234567
for spec in ("", "d", "5d", "12d", "<12d", "^12d", ">12d", "012d", "+d", " d", "-d", ",", "_", "_x", "x", "X", "#x", "#X", "o", "#o", "b", "#b",
             "_b", "#020x", "e", "E", ".2e", "f", ".1f", "g", ".3g", "%", ".0%", "n", "*^20,", "=+15", "0=+15", "#_b", "020,", "+,", "z<10"):
    print(repr(spec), format(n, spec), format(-n, spec), format(0, spec))
print(format(65, "c"), format(0x20AC, "c"), format(97, ">5c"))
for bad in ("s", "q", ".2d", "+c", ",x", "x,", "_n", "5.3.2", "10 d", "=c"):
    try:
        print(format(n % 100 + 40, bad))
    except (ValueError, OverflowError) as error:
        print(bad, type(error).__name__)
print("%d %5d %-5d| %05d %+d % d %x %X %o %#x %#o %i %u" % (1, 2, 3, 4, 5, 6, 255, 255, 8, 255, 8, 7, 9))
print("%c%c %r %s %e %f %g %.3d %8.3d" % (65, "b", 5, 6, 7, 8, 9, 5, 6), "%d" % 3.99, "%x" % 10 ** 20, "%d" % 10 ** 25, "%d" % True)
print("%*d|%-*d|%.*f" % (5, 42, 5, 42, 2, 3.14159), "%%" % (), "%(a)d %(b)05.1f" % {"a": 1, "b": 2.25})
print(f"{10 ** 20:,}", f"{10 ** 20:_}", f"{2 ** 70:x}", f"{-2 ** 70:#b}"[:10], f"{True:d}", f"{True}", f"{True:5}", f"{False:x}")
print(str(-0), repr(10 ** 18), str(-10 ** 18), [1, -1], "{:>+8}".format(5), "{0:b} {0:o} {0:x}".format(10))
print(f"{1e15:,}", f"{123456789:>15,d}|{123456789:<15_d}|{-5:^7}|{5:^8}|{5:=8}|{-5:=8}|{-5:08}|{-5:x=8}")
