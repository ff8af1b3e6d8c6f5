print('single', "double", '''triple
line''', """it's "quoted\"""")
print("a" "b" 'c', "tab\tnew\\n", r"raw\n\t", R'\d')
print("\x41\u0042\U00000043\103\N{LATIN SMALL LETTER A}", "\a\b\f\v\r".encode())
print(len("\0\1"), repr("\0\x1b\x7f\x80\xa0\xad"), repr("'"), repr('"'), repr("'\""))
print("line one \
continues")
print(b"bytes\x00\xff", rb"raw\x", Rb'\\', b'a' b"b")
print(f"{1 + 1}", F"{'x'!r:>5}", rf"\{3}", f"{{}}")
print("é", "日本", "😀", len("😀"), ascii("é日😀"))
print("\ud800".encode("utf-8", "surrogatepass"))
print('''a
  b\
c''')
print("%s" % "x", "{}".format(1), u"unicode")
print("abc"[1], "abc" "def"[2], ("x"
      "y"))
print(repr("\n\r\t\\"), repr("é\u200b\u2028\ue000"))
print("" == '', not "", '' in "abc")
print(ord("\N{SNOWMAN}"), "\N{GREEK SMALL LETTER ALPHA}")
for bad in (r'"\x4"', r'"\u12"', r'"\N{NO SUCH NAME}"', "'abc", '"""abc', 'b"é"', r"'\U00110000'"):
    try:
        eval(bad)
    except SyntaxError as error:
        print("SyntaxError")
