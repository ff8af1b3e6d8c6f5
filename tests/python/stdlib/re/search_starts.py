"""Where searches can begin: places before literals, anchored patterns, match objects of every kind of text."""
import re
print(re.search('^a','ba'), re.compile('^a').search('ba',1), re.compile('(?m)^a').findall('a\na\nba'))
print(re.findall(r'\bfoo\b','foo xfoo foo foobar'), re.findall(r'(?=b)b|$','abb'), re.findall(r'(?<=a)b','abcab'))
print(re.split(r'(\s*)','a b'), re.sub(r'\s*$','!','ab  '), re.findall(r'(a)|(b)','abx'))
m=re.compile(r'(?P<x>\d+)-(\w)?').search('ab 12-',1,-1); print(m)
m=re.compile(r'(?P<x>\d+)-(\w)?').search('ab 12-',1,100); print(m, m.pos, m.endpos, m.groups(), m.lastindex, m.lastgroup, m.regs, m.re.pattern, m.string)
for bad in (lambda: re.match('a',b'a'), lambda: re.match(b'a','a'), lambda: re.match('a',5)):
    try: bad()
    except TypeError as e: print(e)
print(re.match(b'a+', bytearray(b'aab')).group(), re.match(b'a', memoryview(b'ab')))
class S(str): pass
print(re.match('a', S('abc')).string.__class__)
print([m.span() for m in re.finditer('(^|x)a', 'axaxa')])
