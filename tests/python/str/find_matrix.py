texts = ["", "a", "abcabc", "aaaa", "日本日本", "aé日😀aé日😀", "xyz" * 5]
needles = ["", "a", "abc", "aa", "日", "😀a", "zz", "cab", "é日"]
for t in texts:
    for n in needles:
        row = [t.find(n), t.rfind(n), t.count(n), n in t, t.startswith(n), t.endswith(n)]
        row += [t.find(n, 2), t.rfind(n, 0, -1), t.count(n, 1, -1), t.find(n, -3), t.startswith(n, 1), t.endswith(n, 0, -1), t.find(n, 99), t.find(n, -99, 99)]
        print(repr(t), repr(n), row, t.partition(n) if n else "", t.rpartition(n) if n else "")
        for f in (t.index, t.rindex):
            try:
                assert f(n) in (t.find(n), t.rfind(n))
            except ValueError as error:
                assert str(error) == "substring not found", error
print("abc".find("b", None, None), "abc".find("c", 0, 2), "abc".find("", 3), "abc".find("", 4), "abc".count("", 1), "".find(""), "".count(""), "abc".endswith("", 4), "abc".startswith("", 4))
