import functools

print(sorted([5, 2, 9, 1]), sorted([5, 2, 9, 1], reverse=True), sorted("bca"), sorted([]))
people = [("Al", 30), ("Bo", 25), ("Cy", 30), ("Di", 25)]
print(sorted(people, key=lambda p: p[1]))
print(sorted(people, key=lambda p: p[1], reverse=True))
print(sorted(people, key=lambda p: (-p[1], p[0])))
print(sorted(["10", "9", "1"], key=int), sorted([-3, 2, -1], key=abs))
print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
print(sorted([1.5, 1, 0.5, True, False]), sorted([(1, "b"), (1, "a"), (0, "z")]))
state = 12345
numbers = []
for _ in range(2000):
    state = (state * 1103515245 + 12345) % 2 ** 31
    numbers.append(state % 1000)
result = sorted(numbers)
print(all(a <= b for a, b in zip(result, result[1:])), len(result), sum(result) == sum(numbers), result[:5])
pairs = sorted(enumerate(numbers), key=lambda p: p[1])
print(all(a[1] < b[1] or a[0] < b[0] for a, b in zip(pairs, pairs[1:])))
rev = sorted(enumerate(numbers), key=lambda p: p[1], reverse=True)
print(all(a[1] > b[1] or a[0] < b[0] for a, b in zip(rev, rev[1:])))
print(sorted(range(500), reverse=True)[:3], sorted(list(range(300)) + list(range(300)))[:4])


class K:
    count = 0

    def __init__(self, v):
        self.v = v

    def __lt__(self, other):
        K.count += 1
        return self.v < other.v


print([k.v for k in sorted(map(K, [3, 1, 2]))], K.count > 0)
lst = [3, 1, 2]


def meddle(x):
    lst.append(99)
    return x


try:
    lst.sort(key=meddle)
except ValueError as error:
    print(error)
try:
    [1, "a", 2].sort()
except TypeError as error:
    print(error)


class Fails:
    def __lt__(self, other):
        raise RuntimeError("compare failed")


items = [Fails(), Fails()]
try:
    items.sort()
except RuntimeError as error:
    print(error, len(items))
seen = []
lst = [2, 1]
lst.sort(key=lambda x: seen.append(list(lst)) or x)
print(seen, lst)
print(sorted({"b": 1, "a": 2}.items(), key=lambda kv: kv[1]), sorted(["B", "a", "C"], key=str.casefold))
words = "the quick brown fox jumps over the lazy dog".split()
print(sorted(words, key=lambda w: (len(w), w)))
print(sorted([[2], [1, 5], [1]]), sorted([None, None], key=lambda x: 0), sorted(["é", "e", "f", "É"]))
