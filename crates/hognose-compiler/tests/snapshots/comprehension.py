def comprehension(rows):
    flat = [x + y for row in rows if row for x, y in row]
    by_size = {len(row): row for row in rows}
    return sum(x for x in flat), by_size, {(lambda: x) for x in rows}
