import json

for text in ("null", "true", "false", "0", "-1", "1.5", "1e3", "-0.0", "1E-2", '""', '"a\\nb"', '"\\u00e9\\ud83d\\ude00"', '"\\ud800"', "[]", "[1, 2]", "{}", '{"a": {"b": [1]}}', ' [ 1 , 2 ] ', '{"a": 1, "a": 2}', "12345678901234567890", "1e400", "NaN", "Infinity", "-Infinity", '"\\/\\b\\f"'):
    print(repr(text), repr(json.loads(text)))
for bad in ("", " ", "nul", "[1,", "[1 2]", "{1: 2}", "{'a': 1}", '{"a" 1}', '"abc', '"\\x"', '"\\u12"', "01", "1.", ".5", "+1", "[1]]", '{"a":}', "tru", '"\n"', "--1", "1e", "[", "{", "\ufeff1"):
    try:
        print(repr(bad), json.loads(bad))
    except json.JSONDecodeError as error:
        print(repr(bad), type(error).__name__, isinstance(error, ValueError))
try:
    json.loads('{"a": 1,\n "b": x}')
except json.JSONDecodeError as error:
    print(error.msg, error.lineno, error.colno, error.pos, error)
for wrong in (5, None, [1]):
    try:
        json.loads(wrong)
    except TypeError as error:
        print(type(error).__name__)
print(json.loads(b'"bytes"'), json.loads(bytearray(b"[1]")), json.loads('"é"'.encode("utf-16")))
print(json.loads('{"x": 1}', object_hook=lambda d: list(d.items())), json.loads('{"b": 1, "a": 2}', object_pairs_hook=list), json.loads("[1.5, 2]", parse_float=str, parse_int=lambda s: int(s) * 10), json.loads("NaN", parse_constant=lambda c: "const " + c))
print(json.loads('"tab\tin"', strict=False), json.JSONDecoder().raw_decode("[1] rest"))
import io
print(json.load(io.StringIO('{"k": [true]}')))
doc = {"users": [{"name": f"u{i}", "id": i, "tags": ["a", "b"], "score": i / 3} for i in range(50)]}
print(json.loads(json.dumps(doc)) == doc, len(json.dumps(doc)))
deep = "[" * 200 + "]" * 200
print(json.dumps(json.loads(deep)) == deep)
