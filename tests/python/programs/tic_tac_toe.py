LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]
memo = {}


def winner(b):
    return next((b[x] for x, y, z in LINES if b[x] == b[y] == b[z] != "."), None)


def best(b, player):
    if b in memo:
        return memo[b]
    w = winner(b)
    if w or "." not in b:
        result = (0 if not w else 1 if w == player else -1, None)
    else:
        other = "O" if player == "X" else "X"
        result = max(((-best(b[:i] + player + b[i + 1:], other)[0], -i) for i, c in enumerate(b) if c == "."))
        result = (result[0], -result[1])
    memo[b] = result
    return result


board, player = "." * 9, "X"
while not winner(board) and "." in board:
    score, move = best(board, player)
    board = board[:move] + player + board[move + 1:]
    print(player, move, score, "/".join(board[i:i + 3] for i in (0, 3, 6)))
    player = "O" if player == "X" else "X"
print(winner(board), len(memo), best("XX.OO....", "X"), best("X...O...X", "O"))
