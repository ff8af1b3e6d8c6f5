print("running leaf")
VALUE = 42


def func():
    from ..alpha import A
    return A, __name__
