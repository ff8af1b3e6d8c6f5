import itertools


class LibraryError(Exception):
    pass


class Book:
    _ids = itertools.count(1)

    def __init__(self, title, author, copies=1):
        self.id, self.title, self.author, self.copies = next(self._ids), title, author, copies
        self.waiting = []

    def __str__(self):
        return f"#{self.id} {self.title!r} by {self.author} ({self.copies} left)"


class Member:
    limit = 2

    def __init__(self, name):
        self.name, self.loans, self.fines = name, {}, 0.0


class Student(Member):
    limit = 3


class Library:
    def __init__(self, today):
        self.today, self.books, self.log = today, {}, []

    def add(self, *args, **kw):
        book = Book(*args, **kw)
        self.books[book.id] = book
        return book

    def __getitem__(self, key):
        for b in self.books.values():
            if key in (b.id, b.title):
                return b
        raise LibraryError(f"no book {key!r}")

    def lend(self, member, key, days=14):
        book = self[key]
        if len(member.loans) >= member.limit:
            raise LibraryError(f"{member.name} is at the limit of {member.limit}")
        if member.fines > 1:
            raise LibraryError(f"{member.name} owes {member.fines:.2f}")
        if not book.copies:
            book.waiting.append(member)
            raise LibraryError(f"{book.title} is out, {len(book.waiting)} waiting")
        book.copies -= 1
        member.loans[book.id] = self.today + days
        self.log.append(("lend", member.name, book.id))

    def give_back(self, member, key):
        book = self[key]
        due = member.loans.pop(book.id, None)
        if due is None:
            raise LibraryError(f"{member.name} does not have {book.title}")
        late = max(0, self.today - due)
        member.fines += late * 0.25
        book.copies += 1
        self.log.append(("back", member.name, book.id, late))
        if book.waiting:
            self.lend(book.waiting.pop(0), book.id)

    def overdue(self, members):
        return sorted((m.name, self[b].title, self.today - d) for m in members for b, d in m.loans.items() if d < self.today)


lib = Library(50)
lib.add("Dune", "Herbert", copies=2); lib.add("Emma", "Austen"); lib.add("Ulysses", "Joyce")
ann, bob = Member("ann"), Student("bob")
for action in (lambda: lib.lend(ann, "Dune"), lambda: lib.lend(ann, 2, days=7), lambda: lib.lend(ann, "Ulysses"), lambda: lib.lend(bob, "Emma"), lambda: lib.lend(bob, "Nope"), lambda: lib.give_back(bob, "Dune"), lambda: lib.lend(bob, "Dune")):
    try:
        action()
        print("ok")
    except LibraryError as error:
        print("refused:", error)
lib.today += 20
print(lib.today, lib.overdue([ann, bob]))
lib.give_back(ann, "Emma")
print(ann.fines, [str(b) for b in lib.books.values()], sorted(bob.loans))
lib.today = 365
for key in list(bob.loans):
    lib.give_back(bob, key)
try:
    lib.lend(bob, 1)
except LibraryError as error:
    print(error)
print(lib.log)
