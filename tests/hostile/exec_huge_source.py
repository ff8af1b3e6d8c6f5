"""Source text whose tree would not fit: refused before it is parsed."""
texts = ("a\n" * 500_000, "[" + "1," * 2_000_000 + "]", "x = " + "1+" * 500_000 + "1", "'" + "a" * 5_000_000 + "'", "(" * 100_000, "-" * 100_000 + "1")
for text in texts:
    try:
        compile(text, "<huge>", "exec")
        print("compiled")
    except (MemoryError, RecursionError, SyntaxError) as error:
        print("refused")
text = None
print("works on", eval("1 + 1"))
