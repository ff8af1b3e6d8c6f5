import os.path as p

for source in """p.join('a', 'b'), p.join('a', '/b'), p.join('a/', 'b'), p.join('', 'a'), p.join('a', ''), p.join('a'), p.join('a', 'b', '..', 'c')
p.join()
p.join('a', 5)
p.join('a', b'b')
p.join(b'a', b'b')
p.split('/a/b'), p.split('a'), p.split('/'), p.split(''), p.split('a/b/'), p.split('//a')
p.basename('/a/b.txt'), p.basename('/a/'), p.dirname('/a/b'), p.dirname('a'), p.dirname('/')
p.splitext('a.txt'), p.splitext('a'), p.splitext('.bashrc'), p.splitext('a.tar.gz'), p.splitext('a.b/c'), p.splitext('...a'), p.splitext('')
p.normpath('a/./b/../c'), p.normpath('/../a'), p.normpath('//a'), p.normpath('///a'), p.normpath(''), p.normpath('a//b/'), p.normpath('../..')
p.isabs('/a'), p.isabs('a'), p.isabs(''), p.abspath('/a/../b'), p.relpath('/a/b', '/a'), p.relpath('/a', '/a/b'), p.relpath('/a', '/a')
p.relpath('')
p.commonprefix(['abc', 'abd']), p.commonprefix([]), p.commonpath(['/a/b', '/a/c']), p.commonpath(['a/b', 'a'])
p.commonpath([])
p.commonpath(['/a', 'b'])
p.exists('/'), p.exists('/nope'), p.isdir('/'), p.isfile('/'), p.islink('/'), p.lexists('/'), p.exists(b'/')
p.exists(None)
p.getsize('/nope')
p.expanduser('a'), p.expandvars('a'), p.normcase('A'), p.splitdrive('/a'), p.sep, p.pathsep, p.curdir, p.pardir, p.extsep, p.altsep, p.samefile('/', '/')
p.samefile('/', '/nope')
p.realpath('/'), p.ismount('/'), p.split(b'/a/b'), p.basename(b'a/b'), p.splitext(b'a.b')
p.split(5)
p.basename(None)
p.splitext(5)""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
