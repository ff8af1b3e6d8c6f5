for align in ("", "<", ">", "^", "=", "*<", "0>", "é^"):
    for width in ("", "1", "6", "07"):
        for precision in ("", ".0", ".2", ".10"):
            spec = align + width + precision
            row = []
            for value in ("abc", 42, -42, 3.14159, True, None):
                try:
                    row.append(format(value, spec))
                except (ValueError, TypeError) as error:
                    row.append(type(error).__name__)
            print(repr(spec), row)
for bad in ("", ".", "5.", "x", "5x", "..", "<<", "<>5", "5<", "+5", "#", ",", "_", "5,", "10.2s", "s", "5s", "-5s"):
    try:
        print(repr(bad), repr(format("abc", bad)))
    except ValueError:
        print(repr(bad), "ValueError")
