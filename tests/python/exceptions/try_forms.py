def run(action):
    try:
        print("try")
        if action == "raise":
            raise ValueError("v")
        if action == "return":
            return "returned"
        if action == "key":
            {}["k"]
        if action == "base":
            raise KeyboardInterrupt
    except (ValueError, TypeError) as error:
        print("except", error)
        return "handled"
    except LookupError:
        print("lookup")
    else:
        print("else")
    finally:
        print("finally")
    return "end"


for action in ("none", "raise", "return", "key"):
    print(action, run(action))
try:
    run("base")
except BaseException as error:
    print(type(error).__name__)
try:
    try:
        1 / 0
    finally:
        print("inner finally")
except ZeroDivisionError:
    print("outer")
try:
    pass
except:
    print("never")
else:
    print("else only")
try:
    raise IndexError
except:
    print("bare")


def nested():
    for i in range(3):
        try:
            try:
                if i == 1:
                    continue
                if i == 2:
                    raise KeyError(i)
            finally:
                print("finally", i)
        except KeyError as e:
            print("key", e)
            break
    else:
        print("no break")


nested()


def in_except():
    try:
        raise ValueError
    except ValueError:
        for x in (1, 2):
            try:
                raise TypeError(x)
            except TypeError as e:
                print("inner", e)
        return "done"


print(in_except())


def loop_finally():
    while True:
        try:
            return 1
        finally:
            print("leaving")


print(loop_finally())


def exc_order():
    try:
        raise KeyError("x")
    except Exception as e:
        return "Exception first"
    except KeyError:
        return "never"


print(exc_order())
kinds = (OSError, (ValueError, KeyError))
try:
    raise KeyError
except kinds[1]:
    print("dynamic tuple")
try:
    try:
        raise ValueError
    except 5:
        pass
except TypeError as error:
    print(error)
