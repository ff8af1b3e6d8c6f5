def run(inner, handler, final):
    log = []

    def body():
        for i in range(2):
            log.append(f"i{i}")
            try:
                log.append("try")
                if inner == "raise":
                    raise ValueError("x")
                if inner == "return":
                    return "returned"
                if inner == "break":
                    break
                if inner == "continue":
                    continue
                if inner == "other":
                    raise KeyError("y")
            except ValueError as e:
                log.append("except")
                if handler == "raise":
                    raise TypeError("from handler")
                if handler == "return":
                    return "handler returned"
                if handler == "break":
                    break
                if handler == "reraise":
                    raise
            else:
                log.append("else")
            finally:
                log.append("finally")
                if final == "raise":
                    raise OSError("from finally")
            log.append("after")
        else:
            log.append("loop else")
        return "end"

    try:
        result = body()
    except Exception as error:
        result = repr(error) + " <- " + repr(error.__context__)
    return result, " ".join(log)


for inner in ("none", "raise", "return", "break", "continue", "other"):
    for handler in ("none", "raise", "return", "break", "reraise") if inner == "raise" else ("none",):
        for final in ("none", "raise"):
            print(inner, handler, final, *run(inner, handler, final), sep=" | ")
