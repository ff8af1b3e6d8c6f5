import glob
import os
import shutil
import tempfile
from pathlib import Path, PurePosixPath, PureWindowsPath

p = PurePosixPath("/a/b/c.tar.gz")
print(p.name, p.stem, p.suffix, p.suffixes, p.parent, p.parts, p.with_suffix(".x"), p.with_name("q"), p / "d", p.relative_to("/a"), p.is_absolute(), p.match("*.gz"), repr(p), list(p.parents))
print(PureWindowsPath("C:\\x\\y.txt").drive, PureWindowsPath("C:\\x\\y.txt").as_posix(), PurePosixPath("a/../b"), PurePosixPath("a//b/./c"), PurePosixPath("a") < PurePosixPath("b"), hash(PurePosixPath("a")) == hash(PurePosixPath("a")))
with tempfile.TemporaryDirectory() as name:
    root = Path(name)
    (root / "sub" / "deep").mkdir(parents=True)
    f = root / "sub" / "file.txt"
    print(f.write_text("é line\nsecond\n", encoding="utf-8"), f.read_text(encoding="utf-8"), f.read_bytes(), f.stat().st_size, f.exists(), f.is_file(), f.is_dir())
    (root / "a.py").touch()
    (root / "b.py").write_bytes(b"x = 1")
    print(sorted(q.name for q in root.iterdir()), sorted(q.name for q in root.glob("*.py")), sorted(str(q.relative_to(root)) for q in root.rglob("*")), sorted(os.path.basename(q) for q in glob.glob(name + "/*.py")))
    shutil.copy(f, root / "copy.txt")
    shutil.copytree(root / "sub", root / "tree")
    shutil.move(str(root / "a.py"), str(root / "moved.py"))
    print(sorted(os.listdir(root)), (root / "tree" / "file.txt").read_text(encoding="utf-8") == f.read_text(encoding="utf-8"))
    shutil.rmtree(root / "tree")
    (root / "moved.py").unlink()
    f.rename(root / "renamed.txt")
    print(sorted(os.listdir(root)), [(sorted(d), sorted(n)) for _, d, n in os.walk(root)])
    try:
        (root / "missing").read_text()
    except FileNotFoundError as error:
        print(error.errno, os.path.basename(error.filename))
    with open(root / "lines.txt", "w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"{i}\n" for i in range(5))
        print("end", file=out)
    with open(root / "lines.txt", encoding="utf-8") as lines:
        print([line.rstrip() for line in lines], lines.closed)
    with open(root / "lines.txt", "r+b") as raw:
        raw.seek(2)
        raw.write(b"XX")
        raw.seek(0)
        print(raw.read(6), raw.tell())
with tempfile.NamedTemporaryFile("w+", suffix=".t") as temp:
    temp.write("hello")
    temp.flush()
    temp.seek(0)
    print(temp.read(), temp.name.endswith(".t"), os.path.exists(temp.name))
with tempfile.SpooledTemporaryFile(max_size=10) as spooled:
    spooled.write(b"0123456789abcdef")
    spooled.seek(3)
    print(spooled.read(4))
print(os.path.exists(name), Path("x").joinpath("y", "z"), Path.cwd().is_absolute())
