def __getattr__(name):
    if name == "computed":
        return "computed value"
    raise AttributeError(f"no {name} here")


def __dir__():
    return ["computed", "z"]
