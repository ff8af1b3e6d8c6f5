def match_(value):
    match value:
        case 1 | "one":
            return "one"
        case [first, *_, last] if first:
            return last
        case {"key": found, **rest}:
            return found, rest
        case Point(x=0):
            return None
