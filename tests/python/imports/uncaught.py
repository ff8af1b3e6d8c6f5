# exit: 1
print("before")


def inner():
    raise ValueError("nobody catches this")


try:
    inner()
finally:
    print("finally runs")
print("never")
