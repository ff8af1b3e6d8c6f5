for source in """format(5), format(5, 'd'), format(5, '05d'), format(5, '+'), format(5, ' '), format(-5, '=5')
format(255, 'x'), format(255, '#X'), format(255, 'b'), format(255, '#o'), format(65, 'c')
format(1234567, ','), format(1234567, '_'), format(255, '_b'), format(1234.5, ',')
format(5, 's')
format(5, 'q')
format(5, '.2d')
format(5, '.2f'), format(5, 'e'), format(5, '%')
format(2.5, '.0f'), format(3.5, '.0f'), format(0.1, '.20f'), format(1e20, 'f'), format(1e-5, 'g')
format(2.5, 'd')
format(2.5, '10.3f'), format(2.5, '<10'), format(2.5, '^+10.1f'), format(-2.5, '=10')
format(float('nan'), 'f'), format(float('inf'), '>8'), format(float('-inf'), 'F')
format('abc', '>5'), format('abc', '^7'), format('abc', '*<5'), format('abc', '.2'), format('abc', 's')
format('abc', 'd')
format('abc', '=5')
format('abc', '+')
format(True, 'd'), format(True, ''), format(True, '5'), format(None, '')
format(None, '5')
format([1], ''), format((), '')
format([1], '5')
format(1 + 2j, '.1f'), format(1j, ''), format(1j, '>8')
'{}'.format(1), '{0} {0}'.format(1), '{a}'.format(a=1), '{:>3}'.format(1), '{!r}'.format('a')
'{} {}'.format(1)
'{a}'.format(1)
'{0} {}'.format(1, 2)
'{'.format()
'}'.format()
'{!x}'.format(1)
'{0.real}'.format(5), '{0[0]}'.format([7]), '{0[a]}'.format({'a': 1}), '{:{}}'.format(5, '>3')
'{0.nope}'.format(5)
'{0[9]}'.format([])
'%s %r %d' % ('a', 'b', 3), '%5.1f|%-5d|' % (2.25, 3), '%x %o %c' % (255, 8, 65), '%%' % ()
'%(a)s' % {'a': 1}, '%s' % (1,), '%s' % [1, 2]
'%d' % 'a'
'%s %s' % 'a'
'%s' % ('a', 'b')
'%(a)s' % {}
'%z' % 1
'%c' % 'ab'
f'{5:>3}', f'{5!r}', f'{"a"!r:>5}', f'{5=}', f'{{}}', f'{5:{3}}'""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
