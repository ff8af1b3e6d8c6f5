import textwrap

text = "The quick brown fox jumps over the lazy dog. " * 2 + "Averyveryverylongwordindeed ends it."
print(textwrap.wrap(text, 20))
print(textwrap.fill(text, 30, initial_indent="* ", subsequent_indent="  "))
print(repr(textwrap.dedent("""
    line one
      indented
    line three

    last""")))
print(textwrap.indent("a\n\nb\n", "> "), textwrap.indent("a\n\nb", "- ", lambda line: True))
print(textwrap.shorten("hello big wide world", 12), textwrap.shorten("hello big", 20), textwrap.shorten("a b c d e f", 6, placeholder="..."))
print(textwrap.wrap("", 5), textwrap.wrap("a-b-c hyphen-ated word", 8), textwrap.wrap("abcdefghij", 4), textwrap.wrap("abcdefghij kl", 4, break_long_words=False), textwrap.wrap("a\tb\nc", 80), textwrap.wrap("x  y   z", 80), textwrap.wrap("hy-phen", 4, break_on_hyphens=False))
print(textwrap.wrap("one two three four", 9, max_lines=1), textwrap.wrap("a b c", 3, drop_whitespace=False), repr(textwrap.dedent("\ta\n\tb")), repr(textwrap.dedent("  a\n b")), repr(textwrap.dedent("a\n  b")))
w = textwrap.TextWrapper(width=15, expand_tabs=False, fix_sentence_endings=True)
print(w.wrap("Ends here. next one. And so on"), w.fill("short"))
try:
    textwrap.wrap("a", 0)
except ValueError as error:
    print(type(error).__name__)
