class Account:
    __rate = 5

    def __init__(self):
        self.__balance = 10
        self._single = 1
        self.__dunder__ = 2

    def total(self):
        return self.__balance * self.__rate

    def __secret(self):
        return "secret"

    def call(self):
        return self.__secret()

    def local(self, __x=1):
        __y = __x + 1
        return sorted(locals())


a = Account()
print(a.total(), a.call(), sorted(vars(a)))
print(a._Account__balance, Account._Account__rate, a._Account__secret())
try:
    a.__balance
except AttributeError as error:
    print(error)
print(a.local())


class Child(Account):
    __rate = 7

    def child_rate(self):
        return self.__rate, self._Account__rate


print(Child().child_rate(), Child().total())


class _Under:
    __x = 1

    def get(self):
        return self.__x


print(_Under().get(), _Under._Under__x)


class __:
    __x = 2


print(__.__x)


class Slots:
    __slots__ = ("__hidden", "open")

    def __init__(self):
        self.__hidden = 1


print(Slots()._Slots__hidden)
print(getattr(a, "_Account__balance"), hasattr(a, "__balance"))


class Outer:
    class __Inner:
        pass

    def make(self):
        return type(self.__Inner()).__name__


print(Outer().make(), hasattr(Outer, "_Outer__Inner"))
