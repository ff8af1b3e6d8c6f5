print("a starts")
import _circ_b
value = "a value"
print("a ends")


def use():
    return _circ_b.get()
