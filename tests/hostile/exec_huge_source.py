"""Source text whose tree would not fit: refused before it is parsed."""
pieces = (("a\n", 500_000, ""), ("1,", 1_000_000, ""), ("1+", 500_000, "1"), ("#" + "a" * 99, 30_000, ""), ("(", 100_000, ""), ("-", 100_000, "1"))
for piece, count, end in pieces:
    try:
        compile(piece * count + end, "<huge>", "exec")
        print("compiled")
    except (MemoryError, RecursionError, SyntaxError) as error:
        print("refused")
print("works on", eval("1 + 1"))
