from collections import Counter

CORPUS = "the quick brown fox jumped over the lazy dog the spelling of words matters when spelling checkers check spelled words and the fox checked the dog"
COUNTS = Counter(CORPUS.split())


def edits(word):
    letters = "abcdefghijklmnopqrstuvwxyz"
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    return {a + b[1:] for a, b in splits if b} | {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1} | {a + c + b[1:] for a, b in splits if b for c in letters} | {a + c + b for a, b in splits for c in letters}


def known(words):
    return {w for w in words if w in COUNTS}


def correct(word):
    options = known([word]) or known(edits(word)) or known(e2 for e1 in edits(word) for e2 in edits(e1)) or {word}
    return min(options, key=lambda w: (-COUNTS[w], w))


for w in ("speling", "quikc", "dgo", "teh", "fxo", "wrds", "lazzy", "brwn", "checkd", "zzzzz", "the"):
    print(w, "->", correct(w))
print(len(edits("fox")), len(known(edits("check"))), COUNTS.most_common(3))


def soundex(name):
    codes = {c: d for d, cs in enumerate(("bfpv", "cgjkqsxz", "dt", "l", "mn", "r"), 1) for c in cs}
    out, last = name[0].upper(), codes.get(name[0].lower())
    for c in name[1:].lower():
        code = codes.get(c)
        if code and code != last:
            out += str(code)
        if c not in "hw":
            last = code
    return out[:4].ljust(4, "0")


print({n: soundex(n) for n in ("Robert", "Rupert", "Ashcraft", "Tymczak", "Honeyman", "A")})


def syllables(word):
    groups, previous = 0, False
    for c in word.lower():
        vowel = c in "aeiouy"
        groups += vowel and not previous
        previous = vowel
    return max(1, groups - word.endswith("e") * (groups > 1))


print({w: syllables(w) for w in ("the", "spelling", "table", "queue", "matters", "rhythm")})
pig = lambda w: w + "way" if w[0] in "aeiou" else (lambda i: w[i:] + w[:i] + "ay")(next((i for i, c in enumerate(w) if c in "aeiou"), 0))
print(" ".join(map(pig, "the quick apple string".split())))
