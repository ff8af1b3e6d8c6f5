import io

for source in r"""io.StringIO('abc').read(), io.StringIO('abc').read(2), io.StringIO('a\nb').readline(), io.StringIO('a\nb').readlines(), io.StringIO().getvalue(), io.StringIO('x').tell()
io.StringIO(5)
io.StringIO().write(b'a')
io.StringIO().write('abc'), io.StringIO().writelines(['a', 'b']), io.StringIO('abc').seek(1), io.StringIO('abc').truncate(1), io.StringIO().readable(), io.StringIO().writable(), io.StringIO().seekable(), io.StringIO().closed, io.StringIO().isatty()
io.StringIO().seek(-1)
io.StringIO('a').seek(1, 1)
io.StringIO('a').seek(0, 2), io.StringIO('abc').seek(0, 1)
(lambda f: (f.close(), f.closed)[1])(io.StringIO())
(lambda f: (f.close(), f.read()))(io.StringIO())
list(io.StringIO('a\nb\n')), next(io.StringIO('a\nb')), [l for l in io.StringIO('x')], io.StringIO('a\r\nb').readlines(), io.StringIO('a\r\nb', newline=None).readlines(), io.StringIO('a\nb', newline='\r\n').getvalue()
(lambda f: (f.write('xy'), f.seek(0), f.write('z'), f.getvalue())[3])(io.StringIO('abc')), (lambda f: (f.seek(2), f.write('z'), f.getvalue())[2])(io.StringIO('abc')), (lambda f: (f.seek(5), f.write('z'), f.getvalue())[2])(io.StringIO('a'))
io.BytesIO(b'abc').read(), io.BytesIO(b'abc').read(2), io.BytesIO(b'a\nb').readline(), io.BytesIO(b'a\nb').readlines(), io.BytesIO().getvalue(), io.BytesIO(b'ab').getbuffer()[0], io.BytesIO(bytearray(b'x')).read()
io.BytesIO('a')
io.BytesIO().write('a')
io.BytesIO().write(b'abc'), io.BytesIO(b'abc').seek(-1, 2), io.BytesIO(b'abc').seek(1, 1), io.BytesIO(b'abc').truncate(2), io.BytesIO(b'abc').readinto(bytearray(2)), io.BytesIO(b'abc').read1(2), io.BytesIO(b'abc').tell()
io.BytesIO().seek(-1)
(lambda f: (f.read(1), f.write(b'X'), f.getvalue())[2])(io.BytesIO(b'abc')), (lambda f: (f.seek(5), f.write(b'z'), f.getvalue())[2])(io.BytesIO(b'a'))
io.TextIOWrapper(io.BytesIO(b'a\xc3\xa9\n'), encoding='utf-8').read(), io.TextIOWrapper(io.BytesIO(b'a\r\nb'), encoding='ascii').readlines(), io.TextIOWrapper(io.BytesIO(b'a\r\nb'), encoding='ascii', newline='').read()
io.TextIOWrapper(io.BytesIO(b'\xff'), encoding='utf-8').read()
io.TextIOWrapper(io.BytesIO(b'\xff'), encoding='utf-8', errors='replace').read(), io.TextIOWrapper(io.BytesIO(b'\xe9'), encoding='latin-1').read()
io.TextIOWrapper(io.BytesIO(), encoding='nope')
io.BufferedReader(io.BytesIO(b'abc')).read(2), io.BufferedReader(io.BytesIO(b'abc')).peek()[:1]
io.open('/no/such/file')
io.SEEK_SET, io.SEEK_CUR, io.SEEK_END, io.DEFAULT_BUFFER_SIZE > 0, issubclass(io.StringIO, io.TextIOBase), issubclass(io.BytesIO, io.BufferedIOBase), issubclass(io.UnsupportedOperation, OSError), isinstance(io.StringIO(), io.IOBase)""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
