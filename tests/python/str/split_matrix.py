texts = ["", " ", "a", "a b", " a  b ", "a,b,,c", ",", ",,", "a,", ",a", "aXbXc", "\ta\nb\r\n", "one  two\tthree", "é,日,😀", "\u2003x\u00a0y\u3000", "aaa"]
for text in texts:
    print(repr(text), text.split(), text.rsplit(), text.splitlines(), text.splitlines(True))
    for sep in (None, ",", " ", "X", "aa", "日", ",,"):
        for limit in (-1, 0, 1, 2):
            left, right = text.split(sep, limit), text.rsplit(sep, limit)
            if left != right or limit == 2:
                print("  ", repr(sep), limit, left, right)
for bad in (lambda: "a".split(""), lambda: "a".split(5), lambda: "a".split(b"a"), lambda: "a".split(",", "x"), lambda: "a".split(",", 1.5), lambda: "a".split(maxsplit=None)):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__)
print("a b c".split(maxsplit=1), "a,b".split(sep=","), "abc".rsplit("b"), "x".join("a-b-c".split("-")))
