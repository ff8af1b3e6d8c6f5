parts = []
for i in range(1000):
    parts.append(str(i))
joined = "".join(parts)
s = ""
for i in range(1000):
    s += str(i)
print(s == joined, len(s), s[:20], s[-10:])
t = ""
for ch in "abcdef":
    t = ch + t
print(t)
u = "x"
for _ in range(10):
    u += u
print(len(u), u == "x" * 1024)
v = a = "same"
a += "!"
print(v, a)


def build(n):
    out = ""
    for i in range(n):
        out += chr(97 + i % 26)
        if i == 5:
            snapshot = out
    return out, snapshot


print(build(30))


class Box:
    text = ""


box = Box()
d = {"t": ""}
lst = [""]
for i in range(5):
    box.text += f"{i};"
    d["t"] += f"{i}:"
    lst[0] += f"{i},"
print(box.text, d, lst, Box.text == "")
mixed = "ascii"
mixed += "é"; mixed += "日"; mixed += "😀"
print(mixed, len(mixed), [ord(c) for c in mixed[5:]])
print("-" * 20, "=" * 0, "ab" * 3 + "c", ("a" "b") * 2, "%s" * 3 % (1, 2, 3))
import io
buf = io.StringIO()
for w in ("one", "two"):
    buf.write(w)
    buf.write(" ")
print(buf.getvalue().strip())
print("".join(sorted("hognose")), "".join(reversed("abc")), "".join(c for c in "a1b2" if c.isalpha()), " ".join(map(str, [1, 2.5, None])))
b = bytearray()
for i in range(5):
    b += bytes([65 + i])
print(b.decode(), bytes(b), str(bytes(b), "ascii"))
text = "word " * 1000
print(len(text.split()), text.count("word"), len(text.replace("word", "longer word")), hash(text) == hash("word " * 1000))
print(s is not joined, "".join(["only"]), "abc"[0:2] + "abc"[2:], f"{s[:3]}{t}")
