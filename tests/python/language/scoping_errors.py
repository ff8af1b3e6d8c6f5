def early():
    try:
        print(value)
    except UnboundLocalError as error:
        print(type(error).__name__, error)
    value = 1


early()


def conditional(flag):
    if flag:
        v = 1
    try:
        return v
    except UnboundLocalError as error:
        return str(error)


print(conditional(True), conditional(False))


def closure():
    def inner():
        return later

    try:
        inner()
    except NameError as error:
        print(type(error).__name__, error)
    later = 2
    return inner()


print(closure())
try:
    no_such_name
except NameError as error:
    print(error, error.name)


def loop():
    for i in []:
        pass
    try:
        return i
    except UnboundLocalError:
        return "unbound"


print(loop())


def handler():
    try:
        raise ValueError("x")
    except ValueError as e:
        pass
    try:
        e
    except UnboundLocalError as error:
        print(error)


handler()
e = "global"
try:
    raise KeyError
except KeyError as e:
    pass
print("e" in globals())


class Body:
    x = 1

    def method(self):
        try:
            return x
        except NameError:
            return "no class scope"


print(Body().method())
x = "module"


class Nested:
    x = "class"
    seen = [x for _ in (1,)][0]
    direct = x

    class Inner:
        got = x


print(Nested.seen, Nested.direct, Nested.Inner.got)


def aug():
    try:
        counter += 1
    except UnboundLocalError:
        print("augmented assignment makes it local")


counter = 0
aug()
