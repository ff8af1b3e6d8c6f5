import _random, _bisect, _heapq, _operator, _struct, array, time, errno, _statistics, math
r = _random.Random()
r.seed(42)
print([r.random() for _ in range(5)], r.getrandbits(5), r.getrandbits(32), r.getrandbits(33), r.getrandbits(200), r.getrandbits(0))
for s in (0, 1, -5, 2**32, 2**100 + 12345, 1.5, 10**50):
    r.seed(s); print(s, r.random(), r.getrandbits(64))
st = r.getstate(); a = [r.random() for _ in range(700)]; r.setstate(st); print(a == [r.random() for _ in range(700)], len(st), st[:3], st[-1])
for f in (lambda: r.getrandbits(-1), lambda: r.setstate(1), lambda: r.setstate((1,)), lambda: r.setstate((0,)*624 + (700,))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
l = [1, 3, 5, 5, 7]
print([_bisect.bisect_left(l, x) for x in range(9)], [_bisect.bisect_right(l, x) for x in range(9)], _bisect.bisect_left(l, 5, 3), _bisect.bisect(l, 5, 0, 2) if hasattr(_bisect, 'bisect') else 2, _bisect.bisect_left(['a', 'bb', 'ccc'], 2, key=len))
_bisect.insort_right(l, 4); _bisect.insort_left(l, 5); print(l)
try: _bisect.bisect_left(l, 1, -1)
except ValueError as e: print(e)
class L:
    def __init__(s, d): s.d = d
    def __getitem__(s, i): return s.d[i]
    def __len__(s): return len(s.d)
print(_bisect.bisect_left(L([1, 2, 3]), 3))
h = [9, 4, 7, 1, 8, 2, 6, 3, 5, 0, 4.5]
_heapq.heapify(h); print(h)
_heapq.heappush(h, -1); print(h, _heapq.heappop(h), _heapq.heapreplace(h, 10), _heapq.heappushpop(h, -5), _heapq.heappushpop(h, 100), h)
print([_heapq.heappop(h) for _ in range(len(h))])
for f in (lambda: _heapq.heappop([]), lambda: _heapq.heapify((1,)), lambda: _heapq.heapreplace([], 1), lambda: _heapq.heapify([1, 'a'])):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
op = _operator
print(op.add(1, 2), op.itemgetter(1)([1, 2, 3]), op.itemgetter(0, 2)('abc'), op.attrgetter('real')(5), op.attrgetter('real', 'imag')(5), op.attrgetter('__class__.__name__')(5), op.methodcaller('upper')('abc'), op.methodcaller('split', ',', maxsplit=1)('a,b,c'))
print(repr(op.itemgetter(1, 2)), repr(op.attrgetter('a.b')), repr(op.methodcaller('f', 1, x=2)))
print(op.concat([1], [2]), op.contains([1, 2], 2), op.countOf([1, 2, 1], 1), op.indexOf([1, 2, 3], 3), op.length_hint([1, 2]), op.length_hint(iter([1, 2, 3])), op.length_hint(5, 7), op.is_(None, None), op.not_(0), op.truth(3), op.index(True), op.neg(3), op.inv(5), op.pow(2, 5), op.mod(7, 3), op.lt(1, 2), op.iadd([1], [2]), op.call(max, 1, 2), op._compare_digest(b'a', b'a'), op.matmul if 0 else 0)
for f in (lambda: op.concat(1, 2), lambda: op.itemgetter(), lambda: op.itemgetter(5)([1]), lambda: op.attrgetter(2), lambda: op.indexOf([1], 2), lambda: op.methodcaller(), lambda: op.itemgetter(1)(), lambda: op.length_hint(1, 'a')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
S = _struct
for fmt, vals in (('bBhHiIlLqQ', (-1, 255, -2, 65535, -3, 2**32-1, -4, 2**64-1, -5, 2**64-1)), ('<bhilq', (1, 2, 3, 4, 5)), ('>bhilq', (-1, -2, -3, -4, -5)), ('!5s3p?c', (b'hello!', b'abcdef', True, b'x')), ('efd', (1.5, 2.5, 3.5)), ('<e', (0.1,)), ('>f', (0.1,)), ('3i', (1, 2, 3)), ('x2xi', (7,)), ('', ()), ('nN', (-1, 5)), ('0s', (b'',)), (' i i ', (1, 2))):
    p = S.pack(fmt, *vals); print(fmt, S.calcsize(fmt), p.hex(), S.unpack(fmt, p))
buf = bytearray(20); S.pack_into('<hi', buf, 3, 1, 2); print(buf, S.unpack_from('<hi', buf, 3), S.unpack_from('<h', buf, offset=-4), list(S.iter_unpack('<h', b'\x01\x00\x02\x00')))
s = S.Struct('<ih'); print(s.size, s.format, s.pack(1, 2), s.unpack(s.pack(3, 4)), list(s.iter_unpack(s.pack(1, 2) * 2)))
for f in (lambda: S.pack('i'), lambda: S.pack('i', 1, 2), lambda: S.pack('b', 128), lambda: S.pack('<H', -1), lambda: S.pack('i', 'a'), lambda: S.pack('i', 1.5), lambda: S.pack('f', 'a'), lambda: S.pack('f', 1e100), lambda: S.pack('z'), lambda: S.pack('5'), lambda: S.unpack('i', b'abc'), lambda: S.unpack_from('i', b'abc'), lambda: S.pack('c', b'ab'), lambda: S.pack('s', 'a'), lambda: list(S.iter_unpack('i', b'abc')), lambda: S.pack_into('i', bytearray(3), 0, 1), lambda: S.pack_into('i', b'abcd', 0, 1), lambda: S.calcsize(1), lambda: S.unpack_from('i', b'abcdefgh', -9), lambda: S.unpack_from('i', b'abcdefgh', -2), lambda: S.calcsize('<n'), lambda: S.pack('e', 1e6)):
    try: print(f())
    except Exception as e: print(type(e).__name__, type(e).__module__, e)
A = array.array
a = A('i', [1, 2, 3]); a.append(4); a.extend([5, 6]); a.extend(A('i', [7])); print(a, len(a), a[0], a[-1], a[1:4], a[::2], a.typecode, a.itemsize, 3 in a, a.index(3), a.count(3))
a[1] = 20; a[2:4] = A('i', [30, 31, 32]); print(a); del a[0]; del a[::2]; print(a, a.tolist(), a.tobytes().hex(), a + a, a * 2, a == A('i', a), a < A('i', [100]))
a.insert(1, 9); a.pop(); a.pop(0); a.reverse(); print(a); a.remove(9); print(a, A('d', [1.5, 2]), A('f', [0.1]), A('u', 'abc'), A('b', b'\x01\xff'), A('d'), A('Q', [2**64 - 1]))
b = A('h', [1, 256]); b.byteswap(); print(b, bytes(b), memoryview(b).tolist(), [x for x in b]); b.frombytes(b'\x05\x00'); b.fromlist([6]); print(b, A('u', 'x\u1234').tounicode())
for f in (lambda: A('i', 'abc'), lambda: A('i', [1.5]), lambda: A('b', [200]), lambda: A('B', [-1]), lambda: a[100], lambda: A('i').pop(), lambda: A('i', [1]).remove(5), lambda: A('i', [1]).index(5), lambda: A('i') + [1], lambda: A('i').frombytes(b'abc'), lambda: A(), lambda: A('d', ['a'])):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(time.gmtime(0), time.gmtime(1700000000.9)[:6], time.strftime('%Y-%m-%d %H:%M:%S', time.gmtime(1700000000)), time.asctime(time.gmtime(0)), time.mktime(time.localtime(1700000000)), time.gmtime(0).tm_zone, time.gmtime(0).tm_year, len(time.gmtime(0)), time.tzname, time.timezone)
t = time.perf_counter(); time.sleep(0.01); print(time.perf_counter() - t >= 0.01, time.time() > 1e9, isinstance(time.time_ns(), int), time.process_time() >= 0, time.monotonic() > 0)
for f in (lambda: time.sleep(-1), lambda: time.strftime(1), lambda: time.gmtime('a'), lambda: time.mktime((1, 2)), lambda: time.asctime((2000, 13, 1, 0, 0, 0, 0, 1, 0)), lambda: time.struct_time((1, 2))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(time.struct_time(range(9)), time.struct_time(range(11)).tm_gmtoff, time.struct_time.n_fields)
print(errno.ENOENT, errno.errorcode[2], errno.errorcode[11], len(errno.errorcode), errno.EWOULDBLOCK)
print(_statistics._normal_dist_inv_cdf(0.3, 10, 2), _statistics._normal_dist_inv_cdf(0.001, 0, 1), _statistics._normal_dist_inv_cdf(1e-20, 0, 1))
