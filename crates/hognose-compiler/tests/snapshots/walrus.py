def walrus(read, a):
    while chunk := read():
        a = a + (a := len(chunk))
    return a if 0 < a <= 10 else not a
