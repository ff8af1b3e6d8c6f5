from pprint import PrettyPrinter, isreadable, isrecursive, pformat, pp, pprint

pprint({"b": 1, "a": [1, 2, 3]})
pprint(list(range(40)), width=40)
pprint({"key%d" % i: "value " * 3 for i in range(4)}, width=50)
pprint([["nested", ["deeper", ["deepest"]]], ("tuple",), {1, 2, 3}, frozenset([5])], width=20)
pprint({"deep": {"a": {"b": {"c": 1}}}}, depth=2)
print(pformat("a long string that needs to be wrapped somewhere " * 2, width=40))
pp({"z": 1, "a": 2})
pprint({"z": 1, "a": 2}, sort_dicts=False)
loop = [1]
loop.append(loop)
print(pformat(loop).split(" ")[0], isrecursive(loop), isreadable([1, "a"]), isreadable(loop))
pprint(10 ** 10, underscore_numbers=True)
pprint([{"name": "first", "values": [1, 2, 3]}, {"name": "second", "values": list(range(12))}], width=40, indent=2)
pprint([1, 2, 3], compact=True, width=5)
pprint(b"bytes " * 5, width=20)
print(PrettyPrinter(indent=4).pformat([[1, 2], [3, 4]]), pformat({}), pformat([]), pformat(()), pformat((1,)), pformat(set()))


class R:
    def __repr__(self):
        return "R()"


pprint([R()] * 3, width=8)
from collections import OrderedDict, defaultdict, Counter
pprint(dict(OrderedDict(a=1)))
pprint(Counter("aab"))
pprint({("t", 1): [None, True], None: ...})
import types
pprint(types.SimpleNamespace(x=1))
