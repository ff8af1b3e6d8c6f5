import csv
import io
from dataclasses import dataclass, field
from collections import defaultdict
from itertools import groupby

DATA = """sku,name,qty,price,tags
A1,Widget,10,2.50,tools;small
B2,Gadget,0,19.99,tools
C3,"Nut, hex",500,0.05,small;metal
D4,Bolt,x,0.10,metal
E5,Anvil,1,199.00,metal;heavy
"""


@dataclass(order=True)
class Item:
    sku: str
    name: str = field(compare=False)
    qty: int = field(compare=False)
    price: float = field(compare=False)
    tags: frozenset = field(compare=False, default=frozenset())

    @property
    def value(self):
        return self.qty * self.price


def load(text):
    good, bad = [], []
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), 2):
        try:
            good.append(Item(row["sku"], row["name"], int(row["qty"]), float(row["price"]), frozenset(row["tags"].split(";"))))
        except ValueError as error:
            bad.append((number, str(error)))
    return good, bad


items, errors = load(DATA)
for item in sorted(items, key=lambda i: -i.value):
    print(f"{item.sku:<4}{item.name:<12}{item.qty:>6,}{item.price:>10.2f}{item.value:>10.2f}")
print("-" * 42)
print(f"{'total':<22}{sum(i.value for i in items):>20,.2f}")
print(errors)
by_tag = defaultdict(list)
for item in items:
    for tag in item.tags:
        by_tag[tag].append(item.name)
for tag in sorted(by_tag):
    print(f"{tag:>8}: {', '.join(sorted(by_tag[tag]))}")
print([(k, [i.sku for i in g]) for k, g in groupby(sorted(items, key=lambda i: i.qty > 5), key=lambda i: i.qty > 5)])
print(min(items).sku, max(items).name, items[0] == Item("A1", "other", 0, 0), sum(i.qty == 0 for i in items))
out = io.StringIO()
w = csv.writer(out)
w.writerow(["a", "b,c", 'd"e', 1.5, None])
print(out.getvalue().strip())
