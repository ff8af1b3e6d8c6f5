data = [3, 1, 2]
g = (x for x in data)
data.append(9)
print(list(g))
data = [1]
g = (x for x in data)
data = [2]
print(list(g))


def noisy(n):
    print("noisy", n)
    return range(n)


g = (i for i in noisy(3))
print("made")
print(list(g))
g = (i for a in [1, 2] for i in noisy(a))
print("made, not run")
print(list(g))
n = 10
g = (x + n for x in range(2))
n = 20
print(list(g))
print(sum(x for x in range(10) if x % 2), max((len(w), w) for w in ["a", "ccc", "bb"]))
print(any(x > 2 for x in iter([1, 2, 3, 4])), all(x for x in [1, 0, 1]))
it = iter([1, 2, 3, 4])
print(any(x > 2 for x in it), list(it))
print(dict((k, v) for k, v in [("a", 1)]), tuple(x for x in "ab"), set(x for x in "aa"))
print(",".join(str(i) for i in range(4)))
nested = ((i, j) for i in range(2) for j in range(2) if i != j)
print(next(nested), list(nested))
print(list(y for y in (x * 2 for x in range(3))))


class C:
    items = [1, 2]
    doubled = list(x * 2 for x in items)


print(C.doubled)
g = (lambda: (yield 5))()
print(next(g))
gen = (i for i in range(3))
print(gen.gi_code.co_name, gen.gi_running)
gen.close()
print(list(gen))
