name, n, pi = "World", 42, 3.14159265
print(f"Hello {name}!", f"{n}", f"{n + 1}", f"{name!r}", f"{name!s}", f"{'é'!a}")
print(f"{pi:.2f}|{pi:10.3f}|{pi:<10.3f}|{pi:^10.3f}|{pi:+.1e}")
print(f"{n:5}|{n:<5}|{n:^5}|{n:05}|{n:+}|{n:x}|{n:#b}|{n:,}")
width, precision = 10, 3
print(f"{pi:{width}.{precision}}|{name:>{width}}|{name:*^{width + 1}}")
print(f"{{literal}} {{{n}}} {{{{")
print(f"{n=} {n = } {pi=:.2f} {name=!s} {n+1=}")
print(f"{[i for i in range(3)]} {({'a': 1})['a']} {(lambda x: x * 2)(4)}")
print(f"{'nested ' + f'{n}'}")
print(f"multi"
      f" {n} "
      "plain {n}")
print(f"""triple {
    n
} done""")
print(f"{n!r:>6}|{name!r:^12}|")
print(f"{'a' if n > 5 else 'b'} {n if n else 0:3d}")


class F:
    def __format__(self, spec):
        return f"<{spec}>"

    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


print(f"{F()} {F():abc} {F()!s} {F()!r:>6} {F():{n}x}")
print(f"{None} {True:d} {1.0} {1e100} {b'x'}")
print(f"{n:{'>'}{6}}", f"{'%'}", f"{'a':{'b'}>3}")
print(f"{ n }", f"{n,}", f"{*[1, 2],}")
try:
    f"{n:q}"
except ValueError as error:
    print(error)
try:
    f"{'x':d}"
except ValueError as error:
    print(error)
print(f"", f"{''}", rf"\n{n}", f"\n{n}".encode())
x = 5
print(f"{x:=+5}", f"{(x:=7)}", x, f"{x!=7}")
