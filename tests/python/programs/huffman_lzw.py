import heapq
from collections import Counter


def huffman(text):
    heap = [(n, i, ch) for i, (ch, n) in enumerate(sorted(Counter(text).items()))]
    heapq.heapify(heap)
    count = len(heap)
    while len(heap) > 1:
        a, b = heapq.heappop(heap), heapq.heappop(heap)
        heapq.heappush(heap, (a[0] + b[0], count, (a[2], b[2])))
        count += 1
    codes = {}

    def walk(node, prefix):
        if isinstance(node, str):
            codes[node] = prefix or "0"
        else:
            walk(node[0], prefix + "0")
            walk(node[1], prefix + "1")

    walk(heap[0][2], "")
    return codes


def decode(bits, codes):
    back, out, cur = {v: k for k, v in codes.items()}, [], ""
    for b in bits:
        cur += b
        if cur in back:
            out.append(back[cur])
            cur = ""
    return "".join(out)


def lzw(text):
    table = {chr(i): i for i in range(128)}
    cur, out = "", []
    for ch in text:
        if cur + ch in table:
            cur += ch
        else:
            out.append(table[cur])
            table[cur + ch] = len(table)
            cur = ch
    if cur:
        out.append(table[cur])
    return out


def unlzw(codes):
    table = {i: chr(i) for i in range(128)}
    prev = out = table[codes[0]]
    for c in codes[1:]:
        entry = table[c] if c in table else prev + prev[0]
        out += entry
        table[len(table)] = prev + entry[0]
        prev = entry
    return out


for text in ("abracadabra", "aaaa", "the quick brown fox jumps over the lazy dog", "mississippi river"):
    codes = huffman(text)
    bits = "".join(codes[c] for c in text)
    packed = lzw(text)
    print(text, len(bits), decode(bits, codes) == text, dict(sorted(codes.items())) if len(codes) < 8 else len(codes))
    print(packed, unlzw(packed) == text)
long = "tobeornottobe" * 200
print(len(lzw(long)), unlzw(lzw(long)) == long)


def rle(s):
    out = []
    for ch in s:
        if out and out[-1][0] == ch:
            out[-1][1] += 1
        else:
            out.append([ch, 1])
    return "".join(f"{n}{ch}" for ch, n in out)


print(rle("aaabbc"), rle(""), rle("x" * 100))
