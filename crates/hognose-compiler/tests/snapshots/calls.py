def calls(f, obj, *args, **kwargs):
    f(1, x=2)
    obj.method(1, key=f)
    f(*args, 1, **kwargs)
    return obj.a.b(f())(obj)
