import bisect as b, heapq as h

for source in """b.bisect([1, 3, 5], 3), b.bisect_left([1, 3, 5], 3), b.bisect_right([1, 3, 5], 0), b.bisect([], 1), b.bisect_left('abc', 'b'), b.bisect([1, 2, 3], 2.5)
b.bisect([1, 2], 'a')
b.bisect(5, 1)
b.bisect([1], 1, -1)
b.bisect([1, 2, 3, 4], 3, 1, 2), b.bisect_left([1, 2, 3], 2, lo=1), b.bisect_left([3, 2, 1], -2, key=lambda x: -x), b.bisect([1, 1, 1], 1), b.bisect_left([1, 1, 1], 1)
b.insort([1, 3], 2), (lambda l: (b.insort(l, 2), l)[1])([1, 3]), (lambda l: (b.insort_left(l, 3), l)[1])([1, 3]), (lambda l: (b.insort(l, (0, 'z'), key=lambda t: t[1]), l)[1])([(5, 'a')])
b.insort((1, 2), 3)
(lambda l: (h.heappush(l, 1), l)[1])([2, 3]), h.heappop([1, 2]), h.heappushpop([2], 1), h.heapreplace([2], 1), h.heappushpop([], 5), (lambda l: (h.heapify(l), l)[1])([3, 1, 2])
h.heappop([])
h.heapreplace([], 1)
h.heappush((1,), 2)
h.heapify(5)
h.heappush([1], 'a')
h.nlargest(2, [1, 3, 2]), h.nsmallest(2, [3, 1, 2]), h.nlargest(0, [1]), h.nsmallest(5, [1]), h.nlargest(1, 'abc'), h.nsmallest(1, ['bb', 'a'], key=len)
h.nlargest('a', [1])
h.nsmallest(1, 5)
list(h.merge([1, 3], [2])), list(h.merge()), list(h.merge([3, 1], [2], reverse=True)), list(h.merge(['a'], ['B'], key=str.lower))
list(h.merge([1], ['a']))
(lambda l: [h.heappop(l) for _ in range(len(l))])([1, 5, 2, 9, 7, 6]), (lambda l: (h.heapify(l), l[0])[1])([9, 4, 8])""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
