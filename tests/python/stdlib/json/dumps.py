import json

for value in (None, True, False, 0, -5, 10 ** 20, 1.5, 1e100, -0.0, 1e-7, "", "text", 'q"uote', "back\\slash", "new\nline\ttab", "é日😀", "\x00\x1f\x7f", [], [1, [2, [3]]], {}, {"a": 1, "b": [True, None]}, (1, 2), {1: "int", None: "none", True: "bool", 1.5: "float"}):
    print(json.dumps(value), json.loads(json.dumps(value)) == (list(value) if isinstance(value, tuple) else value))
print(json.dumps({"b": 1, "a": [1, {"c": 2}]}, indent=2, sort_keys=True))
print(json.dumps([1, 2], indent="\t"), json.dumps([], indent=2), json.dumps({}, indent=2), json.dumps([[]], indent=1))
print(json.dumps("é😀", ensure_ascii=False), json.dumps({"a": 1, "b": 2}, separators=(",", ":")), json.dumps([1, {"x": 1}], separators=("; ", " = ")))
print(json.dumps(float("inf")), json.dumps(float("nan")), json.dumps([float("-inf")]))
for bad in (lambda: json.dumps(float("nan"), allow_nan=False), lambda: json.dumps({1, 2}), lambda: json.dumps({(1, 2): 3}), lambda: json.dumps(object()), lambda: json.dumps(b"bytes"), lambda: json.dumps(1j)):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__)
loop = []
loop.append(loop)
try:
    json.dumps(loop)
except ValueError as error:
    print(type(error).__name__)
print(json.dumps({(1, 2): 3, "k": 1}, skipkeys=True), json.dumps([{1, 2}], default=sorted), json.dumps({"d": 1 + 2j}, default=lambda o: [o.real, o.imag]))


class Enc(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, set):
            return sorted(o)
        return super().default(o)


print(json.dumps({"s": {3, 1}}, cls=Enc), Enc(indent=1).encode([1]), list(json.JSONEncoder().iterencode([1, {"a": 2}])))
try:
    json.dumps(object(), cls=Enc)
except TypeError as error:
    print(type(error).__name__)
import io
f = io.StringIO()
json.dump({"a": [1, 2]}, f)
print(f.getvalue())


class I(int):
    pass


class S(str):
    pass


print(json.dumps([I(5), S("s"), True, {S("k"): I(1)}]), json.dumps("\u2028</script>"), json.dumps("\ud800"))
