def unpack(a, b, seq):
    a, b = b, a
    c, *rest, d = seq
    (e, f), g = d
    x = y = a[1:2]
    a[b], c.attr = 1, -2
    a[b] += 1
    c.attr -= x
    return [*rest, 1, 2], {**y, "k": c}, e, f, g, a[-1], a[::2]
