def search(needle, haystack):
    i = 0
    while i < len(haystack):
        if haystack[i] == needle:
            print("found", needle, "at", i)
            break
        i += 1
    else:
        print(needle, "is not there")
        return -1
    return i


print(search(3, [1, 2, 3]), search(9, [1, 2, 3]), search(1, []))
for n in range(2, 20):
    for d in range(2, n):
        if n % d == 0:
            break
    else:
        print(n, end=" ")
print()
count = 0
while True:
    count += 1
    if count % 2:
        continue
    if count > 10:
        break
print(count)
for i in range(3):
    continue
else:
    print("else after continue", i)
n = 5
while n:
    n -= 1
    if n == 2:
        n = 0
        continue
    print("n", n)
else:
    print("drained")
while False:
    pass
else:
    print("never entered")
for ch in "abc":
    try:
        if ch == "b":
            continue
        print(ch)
    finally:
        print("finally", ch)
