print("a" 'b' """c""" '''d''', "x" f"{1}" r"\n" "\t".strip(), b"a" b'b' rb"\x", len(rb"\x"), u"u" "v")
print(r"\'", r"a\\b", len(r"\\"), R"\N{x}", fr"\{1}", rf"{2}\d", f"{'a' 'b'}", f"{1}" "{not}" f"{{x}}", "%s" "%d" % ("a", 1))
print('\'', "\"", '"', "'", '\\', "\
continued", """line1
line2\
joined""", '''a"b'c''', """ "quoted" """, "tab\there", "nul\0end".encode(), "\7\10\101\x41\u0041\U00000041\N{DIGIT ONE}")
print(repr("\a\b\f\n\r\t\v\\\'\""), repr('\'"'), repr("\x00\x1f\x7f\x80\xa0\xff"), repr("\u0100\u2028\ud800\U0010ffff"))
print("octal \1234 \08".encode(), "\x414", "\u00e9a", "a\
b", len("""
"""), "" "", '' == "")
print(b"\x00\xff\t\n\\\"'", b'\'', b"\101\7", [b"a"[0], b"\n"[0]], b"" b"", bytes(b"x"))
values = {"k": [1, {"n": "v"}]}
print(f"{values['k'][1]['n']}", f"{values['k'][0]:>{values['k'][0] + 3}}", f"{'{'}{'}'}", f"{{{values['k'][0]}}}", f"{values!r}", f"{len(values)=}", f"{1 if values else 2}", f"{[x for x in values]}", f"{(lambda: 5)()}", f"{3 .real}", f"{1:{'0'}{4}}", f"{'x':^{3}}")
name = "it"
print(f"{name!s}{name!r}{name!a}", f"{name:}", f"{name:s}", f"{name!r:6}|", f"{name=!s:>4}", f"{name}" * 2, f'{name + "x"}', f"{'a' if name == 'it' else 'b'}", f"""{
    name
}""", f"{name[0]}{name[-1]}{name[::-1]}", f"{name.upper()}", f"{ {'a': 1}['a'] }", f"{ {1, 2} }")
