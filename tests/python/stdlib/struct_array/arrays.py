from array import array

a = array("i", [1, 2, 3])
a.append(4); a.extend([5, 6]); a.insert(0, 0); a.extend(array("i", [7]))
print(a, len(a), a[0], a[-1], a[1:3], a[::-1], a.typecode, a.itemsize, 3 in a, a.index(3), a.count(2))
print(a.pop(), a.pop(0), a.remove(3), a, a.tolist(), a.tobytes()[:4], list(a), sum(a), max(a))
a[0] = 100; a[1:2] = array("i", [8, 9]); del a[-1]; a.reverse(); print(a)
print(array("d", [1.5, 2]), array("f", [0.5]), array("b", b"\xff\x01"), array("B", b"ab"), array("q", [-1]), array("H"), array("u", "hé") if False else "", array("l", range(3)))
print(a + array("i", [1]), a * 2, a == array("i", list(a)), array("i", [1]) < array("i", [2]), array("i", [1]) == array("d", [1.0]), a != [1])
b = array("h")
b.frombytes(b"\x01\x00\x02\x00"); b.fromlist([3, 4]); print(b, b.buffer_info()[1], bytes(b), memoryview(b).tolist())
b.byteswap(); print(b)
for bad in ("array('i', ['a'])", "array('z')", "array('b', [200])", "array('B', [-1])", "a.append('x')", "a[99]", "a.remove(12345)", "array('i', 'ab')", "a + [1]", "a.extend(array('d', [1.0]))", "array('i', [1.5])", "array('ii')", "array('i').pop()", "hash(a)", "a.index(777)", "array('h').frombytes(b'abc')", "a[0:1] = [1]"):
    try:
        exec(bad)
    except (TypeError, ValueError, OverflowError, IndexError) as error:
        print(bad, type(error).__name__)
n = array("d", [float("nan"), float("inf"), -0.0])
print(n, array("Q", [2 ** 64 - 1])[0], array("q", [-2 ** 63])[0], array("I", [2 ** 32 - 1])[0])
import copy
c = copy.copy(a)
c.append(1)
print(len(c) - len(a), copy.deepcopy(a) == a, [x * 2 for x in array("i", [1, 2])], array("i", (x for x in range(3))), repr(array("i")), array("B", [1, 2]).tobytes(), it.__next__() if (it := iter(a)) else 0)
big = array("d", [0.0]) * 1000
for i in range(1000):
    big[i] = i / 2
print(sum(big), big[-1], len(big[::10]), big.itemsize)
a *= 2; a += array("i", [5]); print(a[-3:])
