import json

print(json.dumps({'a':[1,2.5,None,True,"é\n\u2028\U0001F600"], 1: {}, None: [], 2.5: ()}), json.dumps({'b':1,'a':[1,{}]}, indent=2, sort_keys=True))
print(json.dumps("é\x7f\x80", ensure_ascii=False), json.dumps([float('inf'), float('nan')]), json.dumps({(1,):2}, skipkeys=True))
for f in ("{", "[1,", '{"a"}', '{"a":}', '["\\u12"]', '["\\x"]', '["abc', 'nul', '[1 2]', '', '["a\nb"]', '01', '-', '1e5', '[1.5e3, -0, -0.0, 123456789012345678901234567890, 1E400]', '"\\ud83d\\ude00"', 'NaN', '[Infinity,-Infinity]', ' [1 , 2 ] '):
    try: print(f, json.loads(f))
    except json.JSONDecodeError as e: print(f, e.msg, e.pos)
print(json.loads('{"a":1,"b":[1,{"a":2}]}', object_hook=lambda d: sorted(d.items())), json.loads('{"a":1}', object_pairs_hook=list), json.loads('[1.5]', parse_float=str), json.loads('[15]', parse_int=str), json.loads('[NaN]', parse_constant=str))
a = []; a.append(a)
for v in (a, object(), {(1,):2}, float('nan')):
    try: json.dumps(v, allow_nan=False)
    except (TypeError, ValueError) as e: print(type(e).__name__, str(e)[:40])
print(json.dumps([1,2,{'x':[]}], separators=(',',':')), json.dumps({1,2}.__class__, default=str), json.dumps([[],[[]]], indent=1))
