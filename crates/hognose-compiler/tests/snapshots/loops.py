def loops(n, items):
    total = 0
    i = 0
    while i < n:
        if i % 3 == 0 and i != 6:
            i += 2
            continue
        total += items[i]
        i += 1
        if total > 100:
            break
    else:
        total = -1
    for key, value in items:
        total += key * value
    return total
