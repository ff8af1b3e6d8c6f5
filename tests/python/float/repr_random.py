state = 42


def bits():
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
    return state


import struct

shown = []
for i in range(400):
    b = bits() >> 1
    x = struct.unpack("<d", struct.pack("<Q", b))[0]
    if x != x or x in (float("inf"),):
        continue
    r = repr(x)
    assert float(r) == x and float("%.17g" % x) == x
    if i % 8 == 0:
        shown.append(r)
print(*shown)
for i in range(200):
    x = (bits() % 10 ** 6) / 10 ** (bits() % 9)
    assert eval(repr(x)) == x
    if i % 10 == 0:
        print(x, f"{x:.4f}", f"{x:.3e}", f"{x:g}", x.hex(), x.as_integer_ratio())
for i in range(40):
    m, e = bits() % 10 ** 18, bits() % 600 - 320
    text = f"{m}e{e}"
    print(text, float(text), end="; ")
print()
