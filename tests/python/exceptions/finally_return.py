import warnings

warnings.simplefilter("ignore")
source = '''
def override():
    try:
        return "try"
    finally:
        return "finally"


def swallow():
    try:
        raise ValueError
    finally:
        return "swallowed"


def loop():
    for i in range(3):
        try:
            raise ValueError
        finally:
            continue
    return "continued", i


def brk():
    while True:
        try:
            return 1
        finally:
            break
    return "broke"


def nested():
    try:
        try:
            return "inner"
        finally:
            raise KeyError
    except KeyError:
        return "replaced"
'''
exec(source)
print(override(), swallow(), loop(), brk(), nested())


def value():
    x = 1
    try:
        return x
    finally:
        x = 2


print(value())


def mutated():
    x = [1]
    try:
        return x
    finally:
        x.append(2)


print(mutated())


def order():
    log = []
    try:
        try:
            log.append("a")
            raise KeyError
        except KeyError:
            log.append("b")
            raise ValueError
        finally:
            log.append("c")
    except ValueError:
        log.append("d")
    finally:
        log.append("e")
    return log


print(order())


def many():
    for i in range(2):
        for j in range(2):
            try:
                if j:
                    break
                yield (i, j)
            finally:
                print("f", i, j)


print(list(many()))


def deep(n):
    try:
        if n == 0:
            raise ValueError("deep")
        deep(n - 1)
    finally:
        print("unwind", n)


try:
    deep(3)
except ValueError as e:
    print(e)
