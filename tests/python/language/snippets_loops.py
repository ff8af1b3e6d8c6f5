SNIPPETS = r"""
for i in range(3): print(i, end=" ")
else: print("else")

for i in []: pass
else: print("empty else")

for i in range(5):
    if i == 2: continue
    if i == 4: break
    print(i)
else:
    print("no")

while True:
    break
else:
    print("no")
print("broke")

n = 3
while n:
    n -= 1
    print(n)
else:
    print("done")

for i in 5: pass

for i in None: pass

for i, in [(1,), (2,)]: print(i)

for a, b in {"x": 1}.items(): print(a, b)

for x in "ab":
    for y in "cd":
        if y == "d": break
        print(x + y)

it = iter([1, 2, 3])
for x in it:
    print(x, next(it, "none"))

d = {1: 1}
for k in d:
    d[k + 1] = 1

l = [1, 2, 3]
for x in l:
    if len(l) < 6: l.append(x)
print(l)

s = {1}
for x in s: s.add(x + 1)

for i in range(3):
    def f(): return i
print(f())

fs = [lambda: i for i in range(3)]
print([f() for f in fs])

for i in range(2):
    try:
        continue
    finally:
        print("finally", i)

for i in range(3):
    try:
        if i: break
    finally:
        print("f", i)

def f():
    for i in range(3):
        try:
            return i
        finally:
            print("cleanup")
print(f())

print([i for i in range(10) if i % 2 if i > 3])

print([(i, j) for i in range(2) for j in "ab"])

print({i: j for i, j in zip("ab", range(2))}, {i % 2 for i in range(5)})

print(list(i * 2 for i in range(3)), sum(i for i in range(4)))

print([[j for j in range(i)] for i in range(3)])

print([i for i in range(3)], "i" in globals())

x = [1, 2, 3]
print([x for x in x], x)

for x.y in range(2): pass

class C: pass
for C.attr in "ab": pass
print(C.attr)

i = 10
for i in range(0): pass
print(i)

for _ in range(2): _ = "changed"
print(_)

print(*(i for i in range(3)), sep="-")

total = 0
for i in range(100):
    if i % 3 and i % 5: continue
    total += i
print(total)

while 0: pass
else: print("zero")

for x in iter(lambda: 1, 1): print("never")

for i, (a, b) in enumerate(zip("ab", "cd")): print(i, a, b)

for line in "a\nb".splitlines(): print(line)

for x in reversed([1, 2]): print(x)

for x in sorted({"b": 1, "a": 2}): print(x)

for x in range(5, 0, -2): print(x)
"""

for number, snippet in enumerate(SNIPPETS.strip().split("\n\n"), 1):
    print("--", number, snippet.splitlines()[0])
    try:
        exec(snippet, {"__name__": "snippet"})
    except Exception as error:
        print("!!", type(error).__name__)
