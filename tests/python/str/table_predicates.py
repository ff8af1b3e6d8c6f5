for source in r"""'abc'.isalpha(), 'abc1'.isalpha(), ''.isalpha(), 'é'.isalpha(), '日'.isalpha()
'123'.isdigit(), '²'.isdigit(), '½'.isdigit(), ''.isdigit(), '1.5'.isdigit()
'123'.isdecimal(), '²'.isdecimal(), '٣'.isdecimal()
'½'.isnumeric(), 'Ⅷ'.isnumeric(), '一'.isnumeric(), 'x'.isnumeric()
'ab1'.isalnum(), 'a b'.isalnum(), '½'.isalnum()
' \t\n'.isspace(), ''.isspace(), '\u2003'.isspace(), '\u200b'.isspace(), '\x1c'.isspace()
'ABC'.isupper(), 'ABC1'.isupper(), 'AbC'.isupper(), '123'.isupper(), 'É'.isupper()
'abc'.islower(), 'abc!'.islower(), 'ß'.islower(), ''.islower(), 'ª'.islower()
'Abc Def'.istitle(), 'ABC'.istitle(), 'Abc def'.istitle(), 'A1b'.istitle(), 'ǅ'.istitle()
'abc'.isidentifier(), '1a'.isidentifier(), '_'.isidentifier(), 'a-b'.isidentifier(), 'class'.isidentifier(), ''.isidentifier()
'abc'.isprintable(), 'a\n'.isprintable(), ''.isprintable(), '\xa0'.isprintable(), 'é'.isprintable()
'abc'.isascii(), 'é'.isascii(), ''.isascii()
'a'.isalpha(1)
str.isalpha(5)
str.isalpha()
'abc'.startswith('a'), 'abc'.startswith(''), 'abc'.startswith(('x', 'ab')), 'abc'.startswith('b', 1)
'abc'.startswith(('a', 5))
'abc'.startswith((5, 'a'))
'abc'.startswith(5)
'abc'.startswith(['a'])
'abc'.endswith('c'), 'abc'.endswith(('b', 'bc')), 'abc'.endswith('b', 0, 2), 'abc'.endswith(())
'b' in 'abc', '' in '', 'z' not in 'abc'
5 in 'abc'
None in 'abc'
'abc' > 'ab', 'a' < 'b' < 'c', 'Z' < 'a', 'é' > 'z'
'a' < 5
'a' == 5, 'a' != None
bool(''), bool(' '), not 'x'
'abc' is 'abc'
len('é日😀'), len('e\u0301')
ord('a'), ord('😀'), chr(233), chr(0x1F600)
ord('ab')
ord('')
chr(-1)
chr(0x110000)
chr('a')""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
