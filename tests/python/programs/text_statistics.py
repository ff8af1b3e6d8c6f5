import collections
import re

TEXT = """It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness, it was the epoch of belief, it was the epoch of incredulity,
it was the season of Light, it was the season of Darkness, it was the spring of hope,
it was the winter of despair."""

words = re.findall(r"[a-z]+", TEXT.lower())
counts = collections.Counter(words)
print(len(words), len(counts), counts.most_common(5))
by_length = collections.defaultdict(list)
for w in sorted(set(words)):
    by_length[len(w)].append(w)
for n in sorted(by_length):
    print(n, " ".join(by_length[n]))
print({c: n for c, n in sorted(collections.Counter(TEXT.lower()).items()) if c.isalpha()})
bigrams = collections.Counter(zip(words, words[1:]))
print([" ".join(b) for b, n in bigrams.most_common(3)])
print(max(counts, key=lambda w: (len(w), w)), sum(map(len, words)) / len(words))
index = {}
for number, line in enumerate(TEXT.splitlines(), 1):
    for w in re.findall(r"\w+", line.lower()):
        index.setdefault(w, set()).add(number)
print({w: sorted(ns) for w, ns in sorted(index.items()) if len(ns) > 1})
print("\n".join(line.center(50, ".") if i % 2 else line[:20].rjust(50, "*") for i, line in enumerate(TEXT.split("\n"))))
caesar = str.maketrans("abcdefghijklmnopqrstuvwxyz", "nopqrstuvwxyzabcdefghijklm")
print(" ".join(words[:6]).translate(caesar), " ".join(words[:6]).translate(caesar).translate(caesar))
print("".join(sorted(set(TEXT) - set(" \n"))), TEXT.count("it"), TEXT.title()[:30], TEXT.swapcase()[:30])
