W, H = 12, 6
image = [[(x * y + x) % 16 for x in range(W)] for y in range(H)]


def show(img):
    for row in img:
        print("".join("0123456789abcdef"[v] for v in row))
    print()


def rotate(img):
    return [list(r) for r in zip(*img[::-1])]


def blur(img):
    h, w = len(img), len(img[0])
    return [[sum(img[b][a] for b in range(max(0, y - 1), min(h, y + 2)) for a in range(max(0, x - 1), min(w, x + 2))) // 9 for x in range(w)] for y in range(h)]


def threshold(img, t):
    return [[15 if v > t else 0 for v in row] for row in img]


def components(img):
    seen, sizes = set(), []
    for y, row in enumerate(img):
        for x, v in enumerate(row):
            if v and (x, y) not in seen:
                stack, size = [(x, y)], 0
                seen.add((x, y))
                while stack:
                    a, b = stack.pop()
                    size += 1
                    for c, d in ((a + 1, b), (a - 1, b), (a, b + 1), (a, b - 1)):
                        if 0 <= d < len(img) and 0 <= c < len(row) and img[d][c] and (c, d) not in seen:
                            seen.add((c, d))
                            stack.append((c, d))
                sizes.append(size)
    return sorted(sizes, reverse=True)


show(image)
show(rotate(image)[:4])
show(blur(image))
t = threshold(image, 8)
show(t)
print(components(t), rotate(rotate(rotate(rotate(image)))) == image, [row[::-1] for row in image[::-1]] == rotate(rotate(image)))
histogram = {}
for row in image:
    for v in row:
        histogram[v] = histogram.get(v, 0) + 1
for v in sorted(histogram):
    print(f"{v:2} {'#' * histogram[v]}")


def dither(img):
    img = [[v / 15 for v in row] for row in img]
    for y, row in enumerate(img):
        for x, v in enumerate(row):
            new = round(v)
            err = v - new
            row[x] = new
            for dx, dy, k in ((1, 0, 7), (-1, 1, 3), (0, 1, 5), (1, 1, 1)):
                if 0 <= x + dx < W and y + dy < H:
                    img[y + dy][x + dx] += err * k / 16
    return img


print("\n".join("".join(" #"[v] for v in row) for row in dither(image)))


def line(x0, y0, x1, y1):
    dx, dy, sx, sy = abs(x1 - x0), -abs(y1 - y0), 1 if x0 < x1 else -1, 1 if y0 < y1 else -1
    err = dx + dy
    while True:
        yield x0, y0
        if (x0, y0) == (x1, y1):
            return
        if 2 * err >= dy:
            err, x0 = err + dy, x0 + sx
        elif 2 * err <= dx:
            err, y0 = err + dx, y0 + sy


canvas = [["."] * 20 for _ in range(8)]
for ends in ((0, 0, 19, 7), (19, 0, 0, 7), (0, 4, 19, 4), (10, 0, 10, 7)):
    for x, y in line(*ends):
        canvas[y][x] = "*"
print("\n".join(map("".join, canvas)))
flat = bytes(v for row in image for v in row)
print(len(flat), sum(flat), flat[:12].hex(), bytes(reversed(flat))[:6], [flat[i::W] == bytes(r[i] for r in image) for i in (0, 5)])
