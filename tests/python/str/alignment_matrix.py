for t in ("", "a", "ab", "abc", "日本", "😀"):
    for w in (0, 1, 2, 3, 4, 5, 8):
        print(repr(t.center(w, ".")), repr(t.ljust(w, "日")), repr(t.rjust(w)), repr(t.zfill(w)), repr(f"{t:^{w}}" if w else f"{t:^}"), repr(f"{t:*>{w}}" if w else ""), end=" ")
    print()
for t in ("+5", "-5", "--5", "5", "+", "", "1.5", "-é"):
    print([t.zfill(n) for n in range(6)])
for t in ("a\tb", "\t", "ab\tcd\tef", "a\n\tb", "\t\t", "é\tx", "a\r\tb"):
    print([t.expandtabs(n) for n in (0, 1, 2, 4, 8)], repr(t.expandtabs()), repr(t.expandtabs(-1)))
for bad in (lambda: "a".center(5, ""), lambda: "a".center(5, "ab"), lambda: "a".ljust(5, 5), lambda: "a".rjust("5"), lambda: "a".zfill(None), lambda: "a".center(5.0), lambda: "a".expandtabs("x"), lambda: "a".center()):
    try:
        bad()
    except TypeError:
        print("TypeError")
