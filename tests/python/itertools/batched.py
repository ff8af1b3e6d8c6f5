# oracle: none
from itertools import batched
print(list(batched('ABCDEFG', 3)), list(batched([], 2)), list(batched('AB', 2, strict=True)))
try:
    list(batched('ABC', 2, strict=True))
except ValueError as e:
    print(e)
try:
    batched('a', 0)
except ValueError as e:
    print(e)
