def finally_(items):
    for item in items:
        try:
            if item:
                return item
            continue
        except ValueError as error:
            log(error)
        finally:
            close(item)
