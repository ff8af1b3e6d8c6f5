import re

for source in r"""re.match('a', 'abc').group(), re.match('b', 'abc'), re.search('b', 'abc').start(), re.fullmatch('abc', 'abc').end(), re.fullmatch('ab', 'abc')
re.findall('a', 'banana'), re.findall('(a)(n)', 'banana'), re.findall('', 'ab'), re.findall('x', 'ab'), re.findall('a*', 'aab')
re.sub('a', 'x', 'banana'), re.sub('a', 'x', 'banana', count=1), re.sub('(a)', r'<\1>', 'ab'), re.sub('a', lambda m: m[0] * 2, 'ab'), re.subn('a', '', 'banana')
re.sub('a', r'\g<x>', 'a')
re.split(',', 'a,b'), re.split('(,)', 'a,b'), re.split('x', 'ab'), re.split(r'\s+', ' a b '), re.split('b', 'abc', maxsplit=1)
[m.span() for m in re.finditer('a', 'banana')], [m.group(1) for m in re.finditer('(.)a', 'banana')]
re.match('(a)(b)?', 'a').groups(), re.match('(a)(b)?', 'a').groups('x'), re.match('(?P<n>a)', 'a').groupdict(), re.match('(a)(b)', 'ab').group(1, 2), re.match('(a)', 'a')[1]
re.match('a', 'a').group(1)
re.match('a', 'a').group('x')
re.match('a', 'a')[5]
re.compile('a+').pattern, re.compile('(a)(b)').groups, re.compile('(?P<x>a)').groupindex['x'], re.compile('a').flags, bool(re.compile('a', re.I).flags & re.I)
re.compile('*')
re.compile('(a')
re.compile('a)')
re.compile('[a')
re.compile('a{2,1}')
re.compile('(?P<1>a)')
re.compile('(?P<a>b)(?P<a>c)')
re.compile('(?<=a+)b')
re.compile('\\')
re.compile(5)
re.match('a', b'a')
re.match('a', 5)
re.match(r'\d+\s*\w*', '12 ab').group(), re.match(r'\D', 'a').group(), re.search(r'\bb', 'a b').start(), re.search(r'a$', 'ba').start(), re.search('^a', 'ba')
re.match('a|b', 'b').group(), re.match('(?:a|b)+', 'abab').group(), re.match('[a-c]+', 'abcd').group(), re.match('[^a]+', 'bca').group(), re.match('.', '\n'), re.match('(?s).', '\n').group()
re.match('a?', 'b').group(), re.match('a{2}', 'aaa').group(), re.match('a{1,2}', 'aaa').group(), re.match('a{2,}', 'aaa').group(), re.match('a*?b', 'aab').group(), re.match('a+?', 'aa').group()
re.findall('(?i)AB', 'abAb'), re.findall('(?m)^.', 'a\nb'), re.findall('(?x) a  b', 'ab'), re.findall('a(?=b)', 'abac'), re.findall('a(?!b)', 'abac'), re.findall('(?<=b)a', 'baca'), re.findall('(?<!b)a', 'baca')
re.match(r'(.)\1', 'aa').group(), re.match('(?P<q>.)(?P=q)', 'bb').group(), re.match(r'(a)(?(1)b|c)', 'ab').group()
re.escape('a.b'), re.escape('a b-c'), re.escape(''), re.escape('é'), re.escape(b'a.b')
re.purge(), re.template if False else 0, re.error.__name__ in ('error', 'PatternError'), re.IGNORECASE == re.I, re.NOFLAG == 0
re.match('é', 'é').group(), re.match(r'\w', 'é').group(), re.match(r'(?a)\w', 'é'), re.match('[à-ü]', 'é').group(), re.findall('.', '日😀'), re.search('\u65e5', 'a日').start()
re.match(rb'\w+', b'ab c').group(), re.sub(b'a', b'b', b'aa'), re.split(b',', b'a,b')
str(re.match('a', 'ab')), repr(re.compile('a', re.I | re.M)), re.match('(a)(b)?', 'a').span(2), re.match('a', 'a').re.pattern, re.match('a', 'a').string, re.match('(?P<x>a)', 'a').lastgroup""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        # 3.13 renamed re.error.
        print(source, "->", "error" if isinstance(error, re.error) else type(error).__name__)
