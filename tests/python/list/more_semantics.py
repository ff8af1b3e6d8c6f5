a = [1, 2, 3]
b = a
b += [4]
print(a, a is b)
a = a + [5]
print(a, b)
a *= 0
print(a)
m = [[0] * 3 for _ in range(2)]
m[0][1] = 5
print(m, [row[:] for row in m], [list(r) for r in zip(*m)])
shared = [[]] * 3
shared[0].append(1)
print(shared, shared[0] is shared[2])
print([1, 2] < [1, 2, 3], [1, 3] > [1, 2, 9], [] < [0], [[1], [2]] < [[1], [3]], ["a", 1] < ["b", "x"], [1, "a"] == [1.0, "a"])
print(list(map(list, ["ab", (1,), {2: 3}, range(2)])), [*"ab", *[1], *{}], list(reversed([1, 2])), [x for x in reversed([3, 4])])
q = [5, 3, 8]
q.sort(reverse=True); print(q, q.index(3), q.count(8)); q.insert(-1, 0); q.insert(100, 9); q.insert(-100, 7); print(q)
print([1, 2, 3][True], [1, 2, 3][-True], [1] * True, any([[], [0]]), all([[], 1]), bool([[]]), len([None] * 5), [None] * 2)
stack = []
for x in range(5):
    stack.append(x)
while len(stack) > 2:
    print(stack.pop(), end=" ")
print(stack)
words = "the quick brown the lazy the end".split()
print(sorted(set(words), key=words.index), [i for i, w in enumerate(words) if w == "the"], max(words, key=words.count), " ".join(words[::-1]), sorted(words, key=lambda w: (-len(w), w)))
flat = [x for row in [[1, 2], [3], []] for x in row]
print(flat, [flat[i:i + 2] for i in range(0, len(flat), 2)], list(zip(flat, flat[1:])), [a for a, b in zip(flat, flat[1:]) if a < b], sum(flat, 10), [sum(flat[:i]) for i in range(4)])
x = [3, 1, 2]
y = sorted(x); print(x, y, x.sort(), x, x == y)
class L(list):
    def append(self, v):
        super().append(v * 2)
l = L([1]); l.append(5); l += [1]; l.extend([7]); print(l, type(l + [1]).__name__, type(l[:]).__name__, type(l.copy()).__name__, l == [1, 10, 1, 7], isinstance(l, list))
print(repr([1, [2, [3, []]]]), str(["a", 'b"', "c'"]), [1.0, 1e20, None, True, ...], [b"x", (1,), {1}, {}], [[]] == [[]], [[]] is [[]])
