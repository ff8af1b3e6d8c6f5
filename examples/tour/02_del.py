"""del takes away a name; the object goes when nothing refers to it any more."""


class Noisy:
    def __del__(self):
        print("the object is gone")


value = Noisy()
other = value
del value
print("one name deleted, the object lives on as `other`")
try:
    print(value)
except NameError as error:
    print("NameError:", error)
del other
print("and that was the last name")
