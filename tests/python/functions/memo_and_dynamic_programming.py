import functools


def memo(f):
    table = {}

    @functools.wraps(f)
    def wrapper(*args):
        try:
            return table[args]
        except KeyError:
            result = table[args] = f(*args)
            return result

    wrapper.size = lambda: len(table)
    return wrapper


@memo
def ways(n, steps=(1, 2, 3)):
    return 1 if n == 0 else sum(ways(n - s, steps) for s in steps if s <= n)


@memo
def lcs(a, b):
    if not a or not b:
        return ""
    if a[0] == b[0]:
        return a[0] + lcs(a[1:], b[1:])
    return max(lcs(a[1:], b), lcs(a, b[1:]), key=len)


@memo
def edit(a, b):
    if not a or not b:
        return len(a or b)
    return min(edit(a[1:], b) + 1, edit(a, b[1:]) + 1, edit(a[1:], b[1:]) + (a[0] != b[0]))


@memo
def cut(n, prices=(0, 1, 5, 8, 9, 10, 17, 17, 20)):
    return max((prices[k] + cut(n - k, prices) for k in range(1, min(n, len(prices) - 1) + 1)), default=0)


@memo
def partitions(n, k):
    return 1 if n == 0 else 0 if n < 0 or k == 0 else partitions(n - k, k) + partitions(n, k - 1)


@memo
def win(stones, moves=(1, 3, 4)):
    return any(not win(stones - m, moves) for m in moves if m <= stones)


@memo
def catalan(n):
    return 1 if n < 2 else sum(catalan(i) * catalan(n - 1 - i) for i in range(n))


@memo
def matrix_chain(dims):
    return 0 if len(dims) < 3 else min(matrix_chain(dims[:k + 1]) + matrix_chain(dims[k:]) + dims[0] * dims[k] * dims[-1] for k in range(1, len(dims) - 1))


@memo
def palin(s):
    return s if len(s) < 2 else s[0] + palin(s[1:-1]) + s[-1] if s[0] == s[-1] else max(palin(s[1:]), palin(s[:-1]), key=len)


def coins(amount, kinds):
    best = [0] + [None] * amount
    for a in range(1, amount + 1):
        options = [best[a - k] for k in kinds if k <= a and best[a - k] is not None]
        best[a] = min(options) + 1 if options else None
    return best[amount]


def subset_sum(xs, target):
    reach = {0: ()}
    for x in xs:
        reach.update({s + x: c + (x,) for s, c in list(reach.items()) if s + x not in reach})
    return reach.get(target)


def lis(xs):
    best = []
    for x in xs:
        best.append(max((b for b in best if b[-1] < x), key=len, default=[]) + [x])
    return max(best, key=len)


print(ways(10), ways(30), ways.size(), lcs("nematode_knowledge"[:8], "empty_bottle"[:8]), edit("saturday", "sunday"), cut(8), partitions(50, 50), [n for n in range(25) if not win(n)], catalan(15), matrix_chain((10, 30, 5, 60)), palin("character"))
print(coins(63, (1, 5, 10, 21, 25)), coins(3, (2,)), subset_sum([3, 34, 4, 12, 5, 2], 9), subset_sum([5], 3), lis([10, 9, 2, 5, 3, 7, 101, 18]), ways.__name__, edit.size(), ways.__wrapped__(3))
