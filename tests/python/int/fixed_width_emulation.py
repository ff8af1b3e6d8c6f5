M8, M16, M32, M64 = (1 << 8) - 1, (1 << 16) - 1, (1 << 32) - 1, (1 << 64) - 1


def signed(n, bits):
    n &= (1 << bits) - 1
    return n - (1 << bits) if n >> (bits - 1) else n


def rotl(x, n, bits=32):
    return (x << n | x >> bits - n) & (1 << bits) - 1


def fnv1a(data):
    h = 0xcbf29ce484222325
    for b in data:
        h = (h ^ b) * 0x100000001b3 & M64
    return h


def murmur_mix(k):
    k ^= k >> 33
    k = k * 0xff51afd7ed558ccd & M64
    k ^= k >> 33
    k = k * 0xc4ceb9fe1a85ec53 & M64
    return k ^ k >> 33


def xorshift(s):
    s ^= s << 13 & M32
    s ^= s >> 17
    return (s ^ s << 5) & M32


def lcg(s):
    return (s * 6364136223846793005 + 1442695040888963407) & M64


print([signed(n, 8) for n in (0, 127, 128, 255, 256, -1, -129)], [signed(n, 64) for n in (2 ** 63, 2 ** 64 - 1, 2 ** 63 - 1)], hex(rotl(0x80000001, 1)), hex(rotl(0x12345678, 8)))
print(hex(fnv1a(b"")), hex(fnv1a(b"hognose")), hex(murmur_mix(12345)))
s, t = 2463534242, 1
out = []
for _ in range(6):
    s, t = xorshift(s), lcg(t)
    out.append((s, t))
print(out)
print(sum(rotl(i, i % 32) for i in range(1000)) & M32, (~5 & M8, -1 & M16, ~0 & M64, 5 - 10 & M32, (1 << 40) & M32))


def sha1(data):
    h = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0]
    bits = len(data) * 8
    data += b"\x80" + bytes((55 - len(data)) % 64) + bits.to_bytes(8, "big")
    for i in range(0, len(data), 64):
        w = [int.from_bytes(data[i + j:i + j + 4], "big") for j in range(0, 64, 4)]
        for j in range(16, 80):
            w.append(rotl(w[j - 3] ^ w[j - 8] ^ w[j - 14] ^ w[j - 16], 1))
        a, b, c, d, e = h
        for j in range(80):
            if j < 20:
                f, k = b & c | ~b & d, 0x5A827999
            elif j < 40:
                f, k = b ^ c ^ d, 0x6ED9EBA1
            elif j < 60:
                f, k = b & c | b & d | c & d, 0x8F1BBCDC
            else:
                f, k = b ^ c ^ d, 0xCA62C1D6
            a, b, c, d, e = rotl(a, 5) + (f & M32) + e + k + w[j] & M32, a, rotl(b, 30), c, d
        h = [x + y & M32 for x, y in zip(h, (a, b, c, d, e))]
    return "".join(f"{x:08x}" for x in h)


print(sha1(b""), sha1(b"abc"), sha1(b"x" * 200))
