"""Slices with odd bounds and steps, read and assigned, on both sides of an assignment."""
import random
random.seed(1)
class I:
    def __init__(s,i): s.i=i
    def __index__(s): return s.i
for n in range(300):
    a=[random.randrange(9) for _ in range(random.randrange(8))]
    v=lambda: random.choice([None,random.randrange(-9,10),random.randrange(-9,10),I(random.randrange(-9,9)),10**20,-10**20, True])
    s=[v(),v(),random.choice([None,1,2,-1,-2,3,-10**20,10**19, I(2)])]
    b=a[:]
    w=random.choice([lambda:[7]*random.randrange(4),lambda:b,lambda:(1,2),lambda:iter([8]),lambda:b[1:]])()
    r=[a[s[0]:s[1]],a[s[0]:s[1]:s[2]],tuple(a)[s[0]:s[1]:s[2]],'abcdefgh'[s[0]:s[1]:s[2]]]
    b[s[0]:s[1]]=w
    r.append(b)
    try: a[s[0]:s[1]:s[2]]=[1,2]
    except Exception as e: r.append(repr(e))
    c=[1,2,3,4]; c[s[0]:s[1]] += [9]; r.append(c); 
    c[1:1]=c; r.append(c)
    del c[s[0]:s[1]]; r.append(c)
    d=bytearray(b'abcdef'); d[s[0]:s[1]]=b'xy'; r.append(d)
    print(r)
for bad in (lambda: [1][1:2:0], lambda: [1]['a':], lambda: 5[1:2]):
    try: bad()
    except Exception as e: print(repr(e))
try:
    q=[1]; q[0:1]=5
except Exception as e: print(repr(e))
try:
    q=(1,); q[0:1]=[5]
except Exception as e: print(repr(e))
