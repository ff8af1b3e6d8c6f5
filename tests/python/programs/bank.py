class InsufficientFunds(Exception):
    def __init__(self, account, amount):
        super().__init__(f"{account.owner} has {account.balance:.2f}, needs {amount:.2f}")
        self.shortfall = amount - account.balance


class Account:
    bank_total = 0

    def __init__(self, owner, balance=0.0):
        self.owner, self._balance, self.history = owner, balance, []
        Account.bank_total += balance

    @property
    def balance(self):
        return self._balance

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("deposit must be positive")
        self._change(amount, "deposit")

    def withdraw(self, amount):
        if amount > self._balance:
            raise InsufficientFunds(self, amount)
        self._change(-amount, "withdraw")

    def _change(self, amount, kind):
        self._balance += amount
        Account.bank_total += amount
        self.history.append((kind, amount))

    def __repr__(self):
        return f"{type(self).__name__}({self.owner!r}, {self._balance:.2f})"


class Savings(Account):
    rate = 0.02

    def add_interest(self):
        self.deposit(round(self._balance * self.rate, 2))


class Checking(Account):
    def __init__(self, *args, overdraft=100, **kw):
        super().__init__(*args, **kw)
        self.overdraft = overdraft

    def withdraw(self, amount):
        if amount > self._balance + self.overdraft:
            raise InsufficientFunds(self, amount)
        self._change(-amount, "withdraw")


def transfer(a, b, amount):
    a.withdraw(amount)
    try:
        b.deposit(amount)
    except ValueError:
        a.deposit(amount)
        raise


s, c = Savings("Sue", 1000), Checking("Chu", 50, overdraft=200)
s.add_interest()
transfer(s, c, 120.5)
c.withdraw(300)
print(s, c, Account.bank_total)
for action in (lambda: c.withdraw(500), lambda: s.withdraw(10 ** 6), lambda: s.deposit(-5), lambda: transfer(s, c, 0)):
    try:
        action()
    except InsufficientFunds as error:
        print("refused:", error, f"short by {error.shortfall:.2f}")
    except ValueError as error:
        print("invalid:", error)
print(s.history, c.history, sum(a.balance for a in (s, c)) == Account.bank_total)
