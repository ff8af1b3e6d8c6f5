def unbound(flag):
    if flag:
        x = 1
    print(x)
    print(x)
    del x
    return x
