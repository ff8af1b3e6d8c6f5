def frames(rolls):
    i = 0
    for frame in range(10):
        if rolls[i] == 10:
            yield rolls[i:i + 3]
            i += 1
        elif rolls[i] + rolls[i + 1] == 10:
            yield rolls[i:i + 3]
            i += 2
        else:
            yield rolls[i:i + 2]
            i += 2


def parse(text):
    rolls = []
    for c in text:
        rolls.append(10 if c == "X" else 10 - rolls[-1] if c == "/" else 0 if c == "-" else int(c))
    return rolls


def score(text):
    return sum(map(sum, frames(parse(text))))


for game in ("X" * 12, "9-" * 10, "5/" * 10 + "5", "X7/9-X-88/-6XXX81", "-" * 20, "X9/" * 5 + "X"):
    print(game, score(game), [sum(f) for f in frames(parse(game))])
try:
    score("XX")
except IndexError as error:
    print(type(error).__name__)


def elo(a, b, result, k=32):
    expected = 1 / (1 + 10 ** ((b - a) / 400))
    return round(a + k * (result - expected), 2), round(b - k * (result - expected), 2)


players = dict.fromkeys("ABCD", 1500.0)
for a, b, r in (("A", "B", 1), ("C", "D", 0.5), ("A", "C", 1), ("B", "D", 0), ("A", "D", 0), ("B", "C", 1)):
    players[a], players[b] = elo(players[a], players[b], r)
print(players, round(sum(players.values()), 2))
table = {}
for match in ("Reds 2-1 Blues", "Blues 0-0 Greens", "Greens 3-1 Reds", "Blues 4-2 Reds", "Greens 1-2 Blues", "Reds 1-1 Greens"):
    home, goals, away = match.split()
    h, a = map(int, goals.split("-"))
    for team, scored, conceded in ((home, h, a), (away, a, h)):
        row = table.setdefault(team, {"P": 0, "W": 0, "D": 0, "L": 0, "GF": 0, "GA": 0, "Pts": 0})
        row["P"] += 1
        row["W" if scored > conceded else "D" if scored == conceded else "L"] += 1
        row["GF"] += scored
        row["GA"] += conceded
        row["Pts"] += 3 if scored > conceded else scored == conceded
print(f"{'team':8}" + "".join(f"{k:>5}" for k in next(iter(table.values()))))
for team, row in sorted(table.items(), key=lambda tr: (-tr[1]["Pts"], tr[1]["GA"] - tr[1]["GF"], tr[0])):
    print(f"{team:8}" + "".join(f"{v:5}" for v in row.values()))
scrabble = {c: v for v, cs in {1: "aeilnorstu", 2: "dg", 3: "bcmp", 4: "fhvwy", 5: "k", 8: "jx", 10: "qz"}.items() for c in cs}
print({w: sum(scrabble[c] for c in w) for w in ("hognose", "quiz", "python", "")}, len(scrabble))
dice = [(i % 6 + 1, i * 7 % 6 + 1, i * 11 % 6 + 1) for i in range(40)]
print(sorted({sum(d): sum(1 for e in dice if sum(e) == sum(d)) for d in dice}.items()), [sorted(d) for d in dice[:3]], max(dice, key=sum), sum(len(set(d)) == 1 for d in dice))
