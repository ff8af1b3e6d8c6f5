import argparse
import contextlib
import io

p = argparse.ArgumentParser(prog="tool", description="A tool.")
p.add_argument("file")
p.add_argument("rest", nargs="*")
p.add_argument("-v", "--verbose", action="store_true")
p.add_argument("-n", "--number", type=int, default=1, metavar="N")
p.add_argument("--choice", choices=["a", "b"])
p.add_argument("-c", action="count", default=0)
p.add_argument("--append", action="append")
p.add_argument("--const", action="store_const", const=42)
p.add_argument("--two", nargs=2)
p.add_argument("--opt", nargs="?", const="bare", default="absent")
p.add_argument("--no", dest="yes", action="store_false")
for line in ("f", "f x y -v", "-n 5 f", "f --number=7 -vcc", "f --choice a --append 1 --append 2", "--const --two p q -- f", "f --opt", "f --opt=z --no", "-n-3 f", "f -cc -c", "f --verb"):
    print(line, "->", sorted(vars(p.parse_args(line.split())).items()))
for bad in ("", "f -n x", "f --choice z", "f --two 1", "f --unknown", "f -n"):
    err = io.StringIO()
    with contextlib.redirect_stderr(err):
        try:
            p.parse_args(bad.split())
        except SystemExit as error:
            print(repr(bad), "exit", error.code, err.getvalue().startswith("usage: tool"))
print(p.parse_known_args(["f", "--mystery"])[1])
s = argparse.ArgumentParser(prog="multi")
sub = s.add_subparsers(dest="cmd")
add = sub.add_parser("add")
add.add_argument("x", type=float)
add.set_defaults(func=lambda a: a.x * 2)
sub.add_parser("list")
a = s.parse_args(["add", "2.5"])
print(a.cmd, a.func(a), s.parse_args(["list"]).cmd, s.parse_args([]).cmd)
g = argparse.ArgumentParser(prog="g")
group = g.add_mutually_exclusive_group()
group.add_argument("--a", action="store_true")
group.add_argument("--b", action="store_true")
with contextlib.redirect_stderr(io.StringIO()):
    try:
        g.parse_args(["--a", "--b"])
    except SystemExit as error:
        print("exclusive", error.code)
print(argparse.Namespace(a=1) == argparse.Namespace(a=1), argparse.Namespace(x="y"))
