from collections import Counter, defaultdict

TEXT = """the cat sat on the mat and the dog sat on the log while the cat saw the dog
and the dog saw the cat so the cat ran from the mat to the log and the dog ran too"""


class Markov:
    def __init__(self, words, order=1):
        self.order, self.table = order, defaultdict(Counter)
        for i in range(len(words) - order):
            self.table[tuple(words[i:i + order])][words[i + order]] += 1

    def generate(self, start, n, rng):
        out = list(start)
        while len(out) < n:
            options = self.table.get(tuple(out[-self.order:]))
            if not options:
                break
            pick = rng(sum(options.values()))
            for word, count in sorted(options.items()):
                pick -= count
                if pick < 0:
                    out.append(word)
                    break
        return " ".join(out)

    def probability(self, *words):
        p = 1.0
        for i in range(len(words) - self.order):
            options = self.table[tuple(words[i:i + self.order])]
            p *= options[words[i + self.order]] / sum(options.values()) if options else 0
        return p


def make_rng(seed):
    def rng(n):
        nonlocal seed
        seed = (seed * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        return (seed >> 33) % n
    return rng


words = TEXT.split()
m1, m2 = Markov(words), Markov(words, 2)
rng = make_rng(7)
print(m1.generate(("the",), 15, rng))
print(m2.generate(("the", "cat"), 15, rng))
print(round(m1.probability("the", "cat", "sat"), 4), m2.probability("the", "cat", "flew"), len(m1.table), len(m2.table))
print(sorted(m1.table["the",].items()), m1.table["cat",].most_common(1)[0][1])
chain = {"sun": {"sun": 0.8, "rain": 0.2}, "rain": {"sun": 0.4, "rain": 0.6}}
state = {"sun": 1.0, "rain": 0.0}
for _ in range(50):
    state = {s: sum(state[p] * chain[p][s] for p in chain) for s in chain}
print({k: round(v, 6) for k, v in state.items()})
