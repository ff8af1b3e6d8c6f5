pass; x = 1; y = 2; print(x, y)
if x: pass
if x: print("one line"); print("same block")
for i in range(2): print(i); continue
while x < 3: x += 1; print(x)
class Empty: pass
class Dots: ...
def stub(): ...
def one(): return 1
print(stub(), one(), Empty.__name__, Dots())if 0 else print("skipped")
try: 1 / 0
except ZeroDivisionError: print("caught")
else: print("no")
finally: print("done")
with __import__("contextlib").nullcontext(3) as c: print(c)
lam = lambda: ...
print(lam() is ..., ... is Ellipsis)
x = [
    1,
    2,  # comment
    # another

    3,
]; print(x)
d = {"a": 1,
     "b":
         2}
print(d, (1,
          2))
total = 1 + \
    2 + \
    3
print(total)
if (x and
        d):
    print("parenthesised")
def f(a,
      b=1,
      *,
      c=2,
      ): return a, b, c
print(f(
    1,
    c=3,
))
print("a" if x else
      "b")
assert (
    x
), "message"
s = ("implicit "
     "concatenation "
     f"{total}")
print(s)
if 1:
	print("tab indented")
if 1:
  if 2:
        print("uneven but consistent")
  print("two")
