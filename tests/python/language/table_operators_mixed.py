for source in r"""1 + 2 * 3, (1 + 2) * 3, 2 ** 3 ** 2, -2 ** 2, 10 - 5 - 2, 100 // 7 // 2, 7 % 4 * 2, 1 + 1 if 0 else 5, not 1 == 2, 1 < 2 < 3, 3 > 2 > 2
1 and 2, 0 and 1, 1 or 2, 0 or '', None or [], not None, 1 and 0 or 5, 0 or 1 and 2, not 0 and 1, (1 or 0) and 2
1 == 1.0, 1 == True, '1' == 1, [] == (), None == 0, 1 != 2, 'a' != 'a', 1 is 1, None is None, [] is [], 1 is not 2
1 < 2.5, 'a' < 'b', [1] < [2], (1,) < (1, 2), {1} < {1, 2}, b'a' < b'b', True < 2
1 < 'a'
[] < ()
None < None
{} < {}
1j < 2j
1 in [1], 'a' in 'abc', 1 in {1: 2}, 1 not in (2,), 'b' not in {'a'}, [] in [[]], None in [None], '' in ''
1 in 'a'
1 in None
5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 4, 16 >> 2, True & False, {1, 2} & {2}, {1} | {2}, {1: 1} | {2: 2}, 5 & ~1, -8 >> 1
5 & 1.0
'a' | 'b'
[1] & [1]
1 + 1.5, 1 + True, 'a' + 'b', [1] + [2], (1,) + (2,), b'a' + b'b', 1.5 + 1j, 1 - 2.5, 2 * 'ab', [0] * 2, 5 / 2, 5 // 2, 5 % 3, -5 // 2, -5 % 3, 5.5 // 2, 2 ** -1, 2 ** 0.5, 10 ** 20
1 + 'a'
'a' + 1
[1] + (1,)
None + 1
{} + {}
'a' * 'b'
[1] * 1.5
'a' - 'b'
1 / 0
1 % 0
1 // 0
1.0 / 0
0 ** -1
'a' % 1
-'a'
+[]
~1.5
-1, +1, ~1, -(-1), - -1, +-1, ~-1, not not 1, -True, ~False
[1, 2][0], 'ab'[1], (1, 2)[-1], {1: 2}[1], [1, 2, 3][1:], 'abc'[::-1], b'ab'[0], range(5)[2], [[1]][0][0], {'a': [1]}['a'][0]
[1][1]
'a'[1]
{}[1]
5[0]
None[0]
[1]['a']
'abc'.upper().lower().title(), [1].copy().__len__(), (5).real.imag, 'a'.join(['b', 'c'])[::-1], {1: 2}.get(1).bit_length()
[].append(1).x
'a'.nope()
(x := 5), x + 1, (y := x * 2) + y, [z := 1, z + 1], (lambda: x)() if 0 else 'lambda'
[*[1, 2], 3], (*'ab',), {*[1], 2}, {**{'a': 1}, 'b': 2}, [*range(2), *()]
[*1]
{**1}
f'{1 + 1}', f'{"a"!r}', f'{5:>3}', f'{{}}', f'{1=}', 'a' 'b', 'a' f'{1}' 'b', r'\n', '\x41', b'\x41'
f'{1:z}'
1 if True else 2, 'a' if [] else 'b', (1 if 0 else 2) + 1, [i if i else -1 for i in range(2)], 1 if 0 else 2 if 0 else 3
... is Ellipsis, NotImplemented, __debug__, None, True, False, ..., (), [], {}, set(), ''
undefined
len""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
