import re

if (n := len("abcd")) > 3:
    print("long", n)
data = [1, 5, 2, 8]
print([y for x in data if (y := x * 2) > 5], y)
total = 0
print([total := total + v for v in data], total)
while (line := data.pop()) != 1:
    print("line", line)
print(any((hit := x) > 3 for x in [1, 2, 5, 9]), hit)


def f():
    if any((found := v) == 2 for v in (1, 2, 3)):
        return found
    return None


print(f())
print((a := 1, b := a + 1), a, b)
print(f"{(w := 5)} {w:>3}")
m = [(i, s) for i in range(6) if (s := i * i) % 2]
print(m)
print({(k := c): k for c in "xy"})
x = (y := 0) or 7
print(x, y)
print(re.sub("a", "b", (text := "banana")), text)
lst = [z := 3, z ** 2]
print(lst)
