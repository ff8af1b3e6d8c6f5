def generator(source):
    for item in source:
        received = yield item
        if received:
            yield from received
    return 1
