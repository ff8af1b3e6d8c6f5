# Each kind of operation of the engine on random short texts.
import re, random
random.seed(5)
pats = [r'a*', r'a+?b', r'(a|b)*c', r'(a*)*', r'(a*)+b', r'(?:a|ab)(?:c|bcd)(d*)', r'(?P<x>a+)(?P=x)', r'(a)?(?(1)b|c)', r'(?<=a)b', r'(?<!a)b', r'a(?=b)', r'a(?!b)', r'\b\w+\b', r'\Bb', r'^a', r'a$', r'(?m)^a$', r'[a-c]+', r'[^a]+', r'(?i)AB', r'(?i)[A-B]+', r'a{2,3}', r'a{2,3}?', r'(ab){1,2}', r'(ab){1,2}?c', r'(?>a*)ab', r'a*+b', r'(?:ab)*+c', r'(a|b|c)\1', r'((a)|b)*', r'(?:(a)|b)*', r'(?:(a)|(b))+', r'.*b', r'.*?b', r'(?s).*c', r'(.)(.)\2\1', r'x*', r'(?:x*)*', r'(a?)*?b', r'(a|)+', r'(?:a?)*?b', r'(a+|b+)*c', r'\d+|\w', r'[\w\s]+', r'[^\W\d]', r'(?x) a b # c', r'a||b', r'(?=(a+))a*b\1', r'(?!(a)b)a', r'((?:a|b)(?:c|a))+', r'(a(b)?)+', r'(a(?:b)?)*c', r'(?:a{0,2}){2}', r'()', r'(|a)+b', r'(?i)straße', r'(a)|b(?(1)x|c)']
for p in pats:
    try: c = re.compile(p)
    except re.error as e:
        print(p, 'error'); continue
    for _ in range(12):
        s = ''.join(random.choice('aabbc \n1x') for _ in range(random.randrange(0, 9)))
        m = c.search(s)
        r = [m and (m.span(), m.groups(), m.lastindex)]
        m = c.fullmatch(s); r.append(m and (m.span(), m.groups()))
        m = c.match(s, 1, 6); r.append(m and (m.span(), m.groups()))
        r.append(c.findall(s)); r.append(c.split(s)); r.append(c.sub('<\\g<0>>', s)); r.append(c.sub('-', s, count=2)); r.append([m.span() for m in c.finditer(s)])
        print(p, repr(s), r)
b = re.compile(rb'(\w+)\s*=\s*(\d+)')
print(b.findall(b'ab = 12, c=3'), b.sub(rb'\2', b'ab = 12'), b.split(b'x=1;y=2'))
print(re.findall('é+', 'éé日é'), re.findall(r'\w+', 'naïve café 日本語 😀x'), re.findall('[à-ÿ]', 'aéî'), re.sub('日', 'x', 'a日b日'), re.findall('(?i)É', 'éÉ'), re.findall('(?i)[α-ω]+', 'ΑΒΓδ'))
print(re.findall(r'(?i)ſ', 'sSſ'), re.findall(r'(?i)k', 'kK\u212a'), re.match(r'(?i)İ', 'i̇'))
print(re.search('a{,3}b', 'aaaab').span(), re.sub(r'(\w)(\w)', lambda m: m[2] + m[1], 'abcd'), re.subn('x', 'y', 'axbx', count=1), re.escape('a.b*c'))
print(len(re.findall('(a|b)*c', 'ab' * 20000 + 'c')), re.match('(?:a|b)*', 'ab' * 50000).end(), re.match('(a+)+$', 'a' * 18 + 'b'))
