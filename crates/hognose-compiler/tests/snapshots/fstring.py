def fstring(name, width):
    return f"{name!r:>{width}} is {name=}, {{}} {'x' * 3}"
