class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name, end="; ")

    def __add__(self, other):
        return D(self.name + "+" + other.name)

    def method(self):
        return self.name

    def __eq__(self, other):
        return False

    def __bool__(self):
        return True


print(D("a").method())
print((D("b") + D("c")).method())
(D("d") + D("e") + D("f")).method()
print()
D("g") == D("h")
print("compared")
D("i") and print("after i")
print(D("j").name, "after j")
[D("k").name for _ in range(2)]
print("comprehension")
{"key": D("l")}["key"].method()
print("dict item")
(lambda x: x.name)(D("m"))
print("lambda")
x = D("n").name
print("assigned", x)
if D("o"):
    print("in if")
while D("p"):
    break
print("after while")
len([D("q"), D("r")])
print("len")
f"{D('s').name}"
print("fstring")
(D("t"), D("u"))[0]
print("tuple index")
D("v"), D("w")
print("tuple dropped")
print(D("x").name, D("y").name)
not D("z")
print("not")
a = b = D("two names")
a = None
print("one left")
b = None
print("none left")
a, b = D("1"), D("2")
a, b = b, a
print("swapped")
a = None
print("a gone")
b = None
print("b gone")
