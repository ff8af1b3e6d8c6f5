def a(l):
    for x, y in l:
        if not x or y: continue
        print("a", x, y)
a([(0,0),(0,1),(1,0),(1,1)])
def b(l):
    for x in l:
        if not x: continue
        print("b", x)
b([0,1])
def c(l):
    for x, y in l:
        if not (x and y): continue
        print("c", x, y)
c([(0,0),(0,1),(1,0),(1,1)])
def d(l):
    for x in l:
        if x == 1 or x == 2: continue
        print("d", x)
d([0,1,2,3])
def e(l):
    for x in l:
        if not isinstance(x, int): continue
        print("e", x)
e([0,"a"])
def f(l):
    for x in l:
        if not isinstance(x, int) or x == 5: continue
        print("f", x)
f([0,"a",5])
def g(l):
    for x in sorted(l):
        if not (isinstance(x, int) and x != 5) or x == 7: continue
        print("g", x)
g([0,5,7])
def h(d):
    for n, c in d:
        if not (c and c is not h): continue
        print("h", n)
h([(1,0),(2,h),(3,4)])
def i(d):
    for n, c in d:
        if not (c and c is not h) or c is i: continue
        print("i", n)
i([(1,0),(2,h),(3,4)])
