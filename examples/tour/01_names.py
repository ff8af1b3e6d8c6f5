"""Names are bound to objects; assigning never copies."""
x = 10
y = x
print("x is y:", x is y, "- same id:", id(x) == id(y))
x = x + 1
print("after x = x + 1:", x, y, "- x is y:", x is y)

first = [1, 2, 3]
second = first
second.append(4)
print("one list with two names:", first, "- same object:", first is second)
third = first[:]
print("a copy is equal, not the same:", third == first, third is first)
