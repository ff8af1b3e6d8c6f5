"""Deep and large documents through json and deepcopy."""
import json

deep = "[" * 100_000 + "]" * 100_000
for action in (lambda: json.loads(deep), lambda: json.loads("[" + "1," * 10_000_000 + "1]"), lambda: json.dumps(["x" * 1000] * 10 ** 6)):
    try:
        action()
        print("done")
    except (RecursionError, MemoryError, ValueError):
        print("refused")
x = []
x.append(x)
try:
    json.dumps(x)
except (ValueError, RecursionError) as error:
    print("refused")
print("works on", json.loads("[1]"))
