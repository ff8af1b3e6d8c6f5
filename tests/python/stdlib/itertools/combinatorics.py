from itertools import combinations, combinations_with_replacement, permutations, product

print(list(product("ab", [1, 2])), list(product("ab", repeat=2)), list(product()), list(product("ab", "")), list(product([1], repeat=0)))
print(list(permutations("abc")), list(permutations("abc", 2)), list(permutations([], 0)), list(permutations("ab", 3)))
print(list(combinations("abcd", 2)), list(combinations("ab", 3)), list(combinations("abc", 0)), list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement("", 1)))
print(len(list(permutations(range(6)))), sum(1 for _ in combinations(range(10), 5)), sum(1 for _ in product(range(3), repeat=5)))
print([p for p in permutations(range(4)) if all(p[i] != i for i in range(4))])
for bad in ("permutations('a', -1)", "combinations('a', -1)", "product(5)", "permutations('ab', 'x')", "combinations('ab')"):
    try:
        eval(bad)
    except (ValueError, TypeError) as error:
        print(bad, type(error).__name__)
it = permutations([1, 2, 3])
print(next(it), next(it), sum(1 for _ in it))


def queens(n):
    return sum(1 for cols in permutations(range(n)) if len({c + i for i, c in enumerate(cols)}) == len({c - i for i, c in enumerate(cols)}) == n)


print([queens(n) for n in range(1, 7)])
print(["".join(c) for r in range(4) for c in combinations("abc", r)])
print(max(product(range(3), "ab")), sorted(map(sum, combinations([1, 5, 9], 2))), {a * b for a, b in product(range(1, 4), repeat=2)})
