from collections import Counter

ORDER = "23456789TJQKA"


def rank(hand):
    cards = hand.split()
    values = sorted((ORDER.index(c[0]) for c in cards), reverse=True)
    counts = sorted(Counter(values).items(), key=lambda vc: (-vc[1], -vc[0]))
    shape = tuple(n for _, n in counts)
    tie = [v for v, _ in counts]
    flush = len({c[1] for c in cards}) == 1
    straight = len(set(values)) == 5 and values[0] - values[4] == 4
    if values == [12, 3, 2, 1, 0]:
        straight, tie = True, [3, 2, 1, 0, -1]
    score = 8 if straight and flush else 7 if shape == (4, 1) else 6 if shape == (3, 2) else 5 if flush else 4 if straight else {(3, 1, 1): 3, (2, 2, 1): 2, (2, 1, 1, 1): 1}.get(shape, 0)
    return score, tie


NAMES = ["high card", "pair", "two pair", "three", "straight", "flush", "full house", "four", "straight flush"]
hands = ["2H 3D 5S 9C KD", "2C 3H 4S 8C AH", "2H 2D 5S 9C KD", "KD KH 5S 5C 9D", "7H 7D 7S 2C 3D", "3H 4D 5S 6C 7D", "AH 2D 3S 4C 5D", "2H 9H 4H KH 7H", "TH TD TS 4C 4D", "9H 9D 9S 9C 2D", "5S 6S 7S 8S 9S"]
for hand in sorted(hands, key=rank):
    score, tie = rank(hand)
    print(hand, NAMES[score], tie)
print(max(hands, key=rank), rank("2H 2D 5S 9C KD") > rank("2S 2C 5D 9H QD"), rank(hands[0]) == rank("2C 3S 5H 9D KC"))
state, tally = 1, Counter()
deck = [v + s for v in ORDER for s in "CDHS"]
for _ in range(500):
    hand = []
    pool = deck[:]
    for _ in range(5):
        state = state * 1103515245 + 12345 & 0x7FFFFFFF
        hand.append(pool.pop((state >> 16) % len(pool)))
    tally[NAMES[rank(" ".join(hand))[0]]] += 1
print(tally.most_common())
