"""Source text that comes as bytes: byte order mark and coding declaration."""


def run(source):
    try:
        namespace = {}
        exec(compile(source, "<bytes>", "exec"), namespace)
        return ascii(namespace["s"])
    except SyntaxError as e:
        return "SyntaxError"


print(run(b"s = '\xc3\xa9'"))
print(run(b"\xef\xbb\xbfs = '\xc3\xa9'"))
print(run(b"# -*- coding: latin-1 -*-\ns = '\xe9'"))
print(run(b"#!/bin/python\n# vim: set fileencoding=cp1252 :\ns = '\x80'"))
print(run(b"\n# coding: iso8859-15\ns = '\xa4'"))
print(run(b"s = 1\n# coding: latin-1\ns = 'a'"))
print(run(b"s = '\xe9'"))
print(run(b"# coding: nothing-known\ns = 1"))
print(run(b"# coding: utf-8\ns = '\xe9'"))
print(run(b"# CODING=latin-1\ns = '\xc3\xa9'"))
print(eval(b"'\xc3\xa9'") == "\xe9", eval(b"# coding: latin-1\n'\xe9'") == "\xe9")
