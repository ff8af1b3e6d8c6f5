import os
import os.path as p

print(p.join("a", "b", "c.txt"), p.join("a", "/b"), p.join("a", ""), p.join("", "b"), p.split("/a/b.txt"), p.split("a/"), p.splitext("x.tar.gz"), p.splitext(".bashrc"), p.basename("/a/b"), p.dirname("/a/b"), p.dirname("b"))
print(p.normpath("a//b/../c/./d"), p.normpath("/../x"), p.normpath(""), p.isabs("/a"), p.isabs("a"), p.commonpath(["/a/b/c", "/a/b/d"]), p.commonprefix(["abcd", "abxy"]), p.relpath("/a/b", "/a/c"), p.relpath("/a/b/c", "/a"), p.splitdrive("/a"))
print(p.exists("/"), p.isdir("/"), p.isfile("/"), p.exists("/no/such"), p.abspath("/a/../b"), p.expanduser("plain"), p.sep, os.sep, os.pathsep, os.curdir, os.pardir, os.linesep == "\n", os.name)
os.environ["HOGNOSE_TEST"] = "value"
print(os.environ["HOGNOSE_TEST"], os.getenv("HOGNOSE_TEST"), os.getenv("NOPE_NOPE"), os.getenv("NOPE_NOPE", "d"), "HOGNOSE_TEST" in os.environ, p.expandvars("$HOGNOSE_TEST/${HOGNOSE_TEST}x"))
del os.environ["HOGNOSE_TEST"]
print(os.environ.get("HOGNOSE_TEST"))
import tempfile
base = tempfile.mkdtemp()
d = p.join(base, "one", "two")
os.makedirs(d)
open(p.join(d, "f.txt"), "w").close()
print(os.listdir(p.join(base, "one")), p.isdir(d), p.isfile(p.join(d, "f.txt")), [(p.relpath(r, base), sorted(ds), fs) for r, ds, fs in os.walk(base)])
os.rename(p.join(d, "f.txt"), p.join(d, "g.txt"))
print(os.listdir(d), os.stat(p.join(d, "g.txt")).st_size, sorted(e.name for e in os.scandir(d)))
for bad in (lambda: os.mkdir(d), lambda: os.rmdir(base), lambda: os.remove(p.join(d, "nope")), lambda: os.listdir("/no/such/dir"), lambda: os.rename("/no/a", "/no/b"), lambda: os.environ["NOPE_NOPE"], lambda: p.join("a", 5)):
    try:
        bad()
    except (OSError, KeyError, TypeError) as error:
        print(type(error).__name__)
os.remove(p.join(d, "g.txt"))
os.removedirs(d)
print(p.exists(base), isinstance(os.getpid(), int), isinstance(os.getcwd(), str), os.fspath("x"), len(os.urandom(5)), os.cpu_count() > 0)


class Path:
    def __fspath__(self):
        return "/from/fspath"


print(os.fspath(Path()), p.basename(Path()), p.join(Path(), "x"))
