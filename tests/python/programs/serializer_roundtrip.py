class Encoder:
    def encode(self, obj):
        out = bytearray()
        self.write(obj, out)
        return bytes(out)

    def write(self, obj, out):
        if obj is None:
            out += b"N"
        elif obj is True or obj is False:
            out += b"T" if obj else b"F"
        elif isinstance(obj, int):
            out += b"i%d;" % obj
        elif isinstance(obj, float):
            out += b"f" + obj.hex().encode() + b";"
        elif isinstance(obj, str):
            data = obj.encode("utf-8", "surrogatepass")
            out += b"s%d:" % len(data) + data
        elif isinstance(obj, (bytes, bytearray)):
            out += b"b%d:" % len(obj) + obj
        elif isinstance(obj, (list, tuple)):
            out += b"[" if isinstance(obj, list) else b"("
            for x in obj:
                self.write(x, out)
            out += b"]"
        elif isinstance(obj, dict):
            out += b"{"
            for k, v in obj.items():
                self.write(k, out)
                self.write(v, out)
            out += b"]"
        elif isinstance(obj, (set, frozenset)):
            out += b"<"
            for x in sorted(obj, key=repr):
                self.write(x, out)
            out += b"]"
        else:
            raise TypeError(f"cannot encode {type(obj).__name__}")


class Decoder:
    END = object()

    def decode(self, data):
        self.data, self.i = data, 0
        value = self.read()
        if self.i != len(data):
            raise ValueError(f"{len(data) - self.i} bytes left over")
        return value

    def until(self, stop):
        j = self.data.index(stop, self.i)
        text, self.i = self.data[self.i:j], j + 1
        return text

    def items(self):
        out = []
        while (x := self.read()) is not self.END:
            out.append(x)
        return out

    def read(self):
        kind = self.data[self.i:self.i + 1]
        self.i += 1
        if kind in (b"N", b"T", b"F"):
            return {b"N": None, b"T": True, b"F": False}[kind]
        if kind == b"i":
            return int(self.until(b";"))
        if kind == b"f":
            return float.fromhex(self.until(b";").decode())
        if kind in (b"s", b"b"):
            n = int(self.until(b":"))
            raw, self.i = self.data[self.i:self.i + n], self.i + n
            return raw.decode("utf-8", "surrogatepass") if kind == b"s" else raw
        if kind == b"]":
            return self.END
        if kind in (b"[", b"(", b"{", b"<"):
            items = self.items()
            return {b"[": list, b"(": tuple, b"<": frozenset}[kind](items) if kind != b"{" else dict(zip(items[::2], items[1::2]))
        raise ValueError(f"bad tag {kind!r} at {self.i - 1}")


enc, dec = Encoder(), Decoder()
for obj in (None, True, 0, -5, 10 ** 30, 0.1, -0.0, float("inf"), "", "naïve 日😀\ud800", b"\x00\xff", [], (), {}, [1, [2, (3,)]], {"k": [1.5, None], (1, 2): {"n": b"x"}}, frozenset([3, 1, 2]), {"deep": [{"a": ({},)}] * 2}):
    data = enc.encode(obj)
    back = dec.decode(data)
    print(data[:40], back == obj, type(back) is type(obj))
for bad in (object(), 1j, [1, {2: len}]):
    try:
        enc.encode(bad)
    except TypeError as error:
        print(error)
for bad in (b"", b"x", b"i5", b"[i1;", b"NN", b"s5:ab", b"i5x;", b"f1z;"):
    try:
        print(bad, dec.decode(bad))
    except (ValueError, IndexError) as error:
        print(bad, type(error).__name__)
big = {f"key{i}": [i, i / 7, str(i) * 3] for i in range(300)}
print(dec.decode(enc.encode(big)) == big, len(enc.encode(big)))
