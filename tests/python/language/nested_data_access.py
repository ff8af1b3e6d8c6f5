data = {"users": [{"name": "ann", "roles": ("admin", "dev"), "address": {"city": "Oslo", "zip": None}}, {"name": "bob", "roles": (), "address": None}], "meta": {"count": 2, "tags": {"x", }}}
print(data["users"][0]["roles"][-1], data["users"][0]["address"]["city"][::-1], data["meta"]["count"] + len(data["users"]), "x" in data["meta"]["tags"])
data["users"][1]["address"] = {"city": "Rome"}
data["users"][0]["roles"] += ("ops",)
data["meta"]["count"] += 1
data["meta"].setdefault("log", []).append("changed")
del data["users"][0]["address"]["zip"]
print(data)


def dig(obj, *path, default=None):
    for key in path:
        try:
            obj = obj[key]
        except (KeyError, IndexError, TypeError):
            return default
    return obj


print(dig(data, "users", 0, "name"), dig(data, "users", 5, "name"), dig(data, "users", "x"), dig(data, "meta", "log", 0, 0), dig(data, "nope", default="?"))


def walk(obj, path=()):
    if isinstance(obj, dict):
        for k, v in obj.items():
            yield from walk(v, path + (k,))
    elif isinstance(obj, (list, tuple)):
        for i, v in enumerate(obj):
            yield from walk(v, path + (i,))
    else:
        yield path, obj


for path, value in walk(data):
    print(".".join(map(str, path)), "=", value)
matrix = [[i * j for j in range(4)] for i in range(3)]
matrix[1][2] = matrix[2][1] = "x"
matrix[0][1:3] = ["a", "b", "c"]
print(matrix, [len(r) for r in matrix], matrix[-1][-1], [r[0] for r in matrix], sum(v for r in matrix for v in r if isinstance(v, int)))
table = {(r, c): r * 10 + c for r in range(3) for c in range(3)}
print(table[1, 2], table.get((9, 9), "out"), [table[k] for k in sorted(table) if k[0] == k[1]], {r: [table[r, c] for c in range(3)] for r in range(3)})
funcs = {"add": lambda a, b: a + b, "nested": {"neg": lambda a: -a}}
print(funcs["add"](1, 2), funcs["nested"]["neg"](5), [f(3) for f in [str, float, lambda v: [v] * v]], {"k": [1, 2]}["k"].pop(), "a b".split()[1].upper()[0].lower())
