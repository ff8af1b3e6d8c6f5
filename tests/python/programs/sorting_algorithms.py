def bubble(a):
    a = a[:]
    for i in range(len(a)):
        swapped = False
        for j in range(len(a) - 1 - i):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
                swapped = True
        if not swapped:
            break
    return a


def insertion(a):
    a = a[:]
    for i in range(1, len(a)):
        x, j = a[i], i - 1
        while j >= 0 and a[j] > x:
            a[j + 1] = a[j]
            j -= 1
        a[j + 1] = x
    return a


def merge(a):
    if len(a) < 2:
        return a
    m = len(a) // 2
    l, r, out = merge(a[:m]), merge(a[m:]), []
    while l and r:
        out.append((l if l[0] <= r[0] else r).pop(0))
    return out + l + r


def quick(a):
    if not a:
        return []
    p, *rest = a
    return quick([x for x in rest if x < p]) + [p] + quick([x for x in rest if x >= p])


def heap(a):
    a = a[:]
    n = len(a)

    def sift(i, n):
        while (c := 2 * i + 1) < n:
            if c + 1 < n and a[c + 1] > a[c]:
                c += 1
            if a[i] >= a[c]:
                return
            a[i], a[c] = a[c], a[i]
            i = c

    for i in reversed(range(n // 2)):
        sift(i, n)
    for end in range(n - 1, 0, -1):
        a[0], a[end] = a[end], a[0]
        sift(0, end)
    return a


def counting(a):
    counts = [0] * (max(a, default=0) + 1)
    for x in a:
        counts[x] += 1
    return [x for x, n in enumerate(counts) for _ in range(n)]


def radix(a):
    digit = 1
    while any(x >= digit for x in a):
        buckets = [[] for _ in range(10)]
        for x in a:
            buckets[x // digit % 10].append(x)
        a = [x for b in buckets for x in b]
        digit *= 10
    return a


seed, data = 3, []
for _ in range(300):
    seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
    data.append(seed % 500)
for f in (bubble, insertion, merge, quick, heap, counting, radix):
    print(f.__name__, all(f(d) == sorted(d) for d in ([], [1], [2, 1], [3, 3, 3], list(range(20)), list(range(20, 0, -1)), data)), f(data)[:8])


def search(a, x):
    lo, hi = 0, len(a)
    while lo < hi:
        mid = (lo + hi) // 2
        if a[mid] < x:
            lo = mid + 1
        else:
            hi = mid
    return lo if lo < len(a) and a[lo] == x else -1


a = list(range(0, 100, 3))
print([search(a, x) for x in (0, 3, 50, 51, 99, 100, -1)])
