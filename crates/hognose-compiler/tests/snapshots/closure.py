def counter(start):
    count = start

    def add(n=1, *, scale=2):
        nonlocal count
        count += n * scale
        return count

    return add
