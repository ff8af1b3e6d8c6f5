SNIPPETS = """
a = b = c = 1
print(a, b, c)

a, b = 1, 2
a, b = b, a
print(a, b)

a, *b = "hello"
print(a, b)

*a, b = [1]
print(a, b)

a, (b, *c), d = 1, "xyz", 2
print(a, b, c, d)

a, b = 1

a, b = 1, 2, 3

a, b, *c = [1]

[a, b] = {1: 2, 3: 4}
print(a, b)

x = [1, 2, 3]
x[0], x[1:] = 9, [8]
print(x)

x = {}
x["a"], x["b"] = 1, x
print(len(x), x["b"] is x)

i = 0
x = [0, 0]
i, x[i] = 1, 5
print(i, x)

x = 5
x += 1; x -= 2; x *= 3; x /= 4; x //= 1; x **= 2; x %= 5
print(x)

x = [1]
y = x
x += [2]
print(y)
x = x + [3]
print(y)

x = "a"
y = x
x += "b"
print(x, y)

x = (1, [2])
x[1].append(3)
print(x)
x[0] = 5

x: int = 5
print(x)

x: int
print(x)

(x): list = [1]
print(x)

if (n := 5) > 3:
    print(n)

print([m := 1, m + 1], m)

x = 1
def f():
    x += 1
f()

x = 1
def f():
    global x
    x += 1
f()
print(x)

def f():
    x = 1
    def g():
        nonlocal x
        x += 1
        return x
    return g(), x
print(f())

del x

x = 1
del x
print(x)

x = [1, 2, 3]
del x[0], x[-1]
print(x)

(a, b), c = [1, 2], 3
print(a, b, c)

for a, b in [(1, 2), (3,)]:
    print(a, b)

with open("/no/such/file") as f:
    pass

a = yield_ = lambda: 5
print(a(), yield_())
"""

for number, snippet in enumerate(SNIPPETS.strip().split("\n\n"), 1):
    print("--", number, snippet.splitlines()[0])
    try:
        exec(snippet, {"__name__": "snippet"})
    except Exception as error:
        print("!!", type(error).__name__)
