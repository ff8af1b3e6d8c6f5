import os

tree = {"a": {"b.txt": "hello", "c": {"d.py": "print(1)", "e.txt": ""}}, "f.md": "# title\n"}
import tempfile

root = tempfile.mkdtemp(prefix="hognose")


def build(base, spec):
    for name, content in spec.items():
        path = os.path.join(base, name)
        if isinstance(content, dict):
            os.mkdir(path)
            build(path, content)
        else:
            with open(path, "w") as f:
                f.write(content)


build(root, tree)
for dirpath, dirs, files in os.walk(root):
    dirs.sort()
    print(os.path.relpath(dirpath, root), dirs, sorted(files))
for dirpath, dirs, files in os.walk(root, topdown=False):
    for f in sorted(files):
        p = os.path.join(dirpath, f)
        print(f, os.path.getsize(p), open(p).read().strip())
        os.unlink(p)
    os.rmdir(dirpath)
print(os.path.exists(root), list(os.walk("/no/such/place")))
