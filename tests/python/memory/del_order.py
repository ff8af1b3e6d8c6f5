class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def f():
    a = D("a")
    b = D("b")
    c = D("c")
    print("leaving")


f()
lst = [D("l0"), D("l1"), D("l2")]
lst = None
print("list gone")
d = {"x": D("dx"), "y": D("dy")}
d.clear()
print("dict cleared")
t = (D("t0"), D("t1"))
del t
print("tuple gone")
x = D("first")
x = D("second")
print("rebound")
del x
D("temporary")
print("after temporary")
D("attr").name
print("after attribute")
[D("in list")]
print("after list")
lst = [D("p0"), D("p1"), D("p2")]
lst.pop(1)
print("popped")
lst[0] = None
print("item replaced")
del lst[:]
print("slice deleted")


def g(p):
    print("in g", p.name)


g(D("argument"))
print("after call")
for i in [D("loop0"), D("loop1")]:
    print("body", i.name)
print("loop over")
del i
print("loop name deleted")
