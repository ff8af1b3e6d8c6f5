"""Regular expressions until nothing fits: what they are compiled to counts too."""
import re

kept = []
try:
    while True:
        number = len(kept)
        kept.append(re.compile("|".join("a%db[c-z]*?" % (number * 50 + k) for k in range(50))))
        re.purge()
except MemoryError:
    print("MemoryError", len(kept) > 20)
kept = None
print("works on", re.match("a1b[c-z]+", "a1bcd").span())
