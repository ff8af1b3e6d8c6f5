import io

s = io.StringIO('a\nbc\r\nd')
print(s.read(1), repr(s.readline()), list(s), s.tell(), s.seek(2), s.write('ZZ'), repr(s.getvalue()), s.truncate(3), repr(s.getvalue()), s.readable(), isinstance(s, io.TextIOBase), s.closed)
s = io.StringIO('a\r\nb\rc\n', newline=None); print(repr(s.getvalue()), s.newlines, s.readlines())
s = io.StringIO('a\r\nb\rc\n', newline=''); print(repr(s.getvalue()), s.newlines, s.readlines())
s = io.StringIO('a\r\nb\rc\n', newline='\r\n'); print(repr(s.getvalue()), s.newlines, s.readlines())
print('x', 5, file=s); s.writelines(['a', 'b']); print(repr(s.getvalue()))
with s: pass
for f in (s.read, s.getvalue, lambda: s.write('x'), lambda: next(s), s.tell):
    try: f()
    except ValueError as e: print(e)
print(repr(s)[:20])
class S(io.StringIO):
    def __init__(self): super().__init__(); self.log = []
    def write(self, t): self.log.append(t); return super().write(t)
t = S(); print('hey', file=t); print(t.log, t.getvalue())
b = io.BytesIO(b'x'); b.close()
try: b.getvalue()
except ValueError as e: print(e)
