print("b starts")
import _circ_a
print("a has value:", hasattr(_circ_a, "value"))


def get():
    return "b sees " + _circ_a.value


print("b ends")
