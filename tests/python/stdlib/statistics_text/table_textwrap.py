import textwrap as t

for source in r"""t.wrap('a b c', 3), t.wrap('abc', 2), t.wrap('', 5), t.wrap('a\nb', 5), t.wrap('one two', 3), t.wrap('x' * 7, 3)
t.wrap('a', 0)
t.wrap(5)
t.fill('one two three', 7), t.fill('a', 5), t.fill('a b', 1)
t.shorten('one two three', 10), t.shorten('one', 10), t.shorten('one two', 5, placeholder='..'), t.shorten('  a   b  ', 10)
t.shorten('one two', 2)
t.dedent('  a\n  b'), t.dedent('  a\n b'), t.dedent('\ta\n\tb'), t.dedent('a'), t.dedent(''), t.dedent('  a\n\n  b'), t.dedent(' \n  a')
t.indent('a\nb', '> '), t.indent('a\n\nb', '> '), t.indent('', '> '), t.indent('a', ''), t.indent('a\n', '- ', lambda l: True)
t.wrap('a-b', 2), t.wrap('a-b', 2, break_on_hyphens=False), t.wrap('abcdef', 3, break_long_words=False), t.wrap('a  b', 10), t.wrap('a\tb', 10, expand_tabs=False), t.wrap('a b c d', 3, max_lines=1, placeholder='~')
t.wrap('text here', 10, initial_indent='* ', subsequent_indent='  '), t.wrap('a. b', 10, fix_sentence_endings=True), t.TextWrapper(width=5).wrap('hello world'), t.TextWrapper().width
t.TextWrapper(width=0).wrap('a')""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
