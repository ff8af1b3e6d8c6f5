import operator as op


class LispError(Exception):
    pass


def tokenize(s):
    return s.replace("(", " ( ").replace(")", " ) ").split()


def read(tokens):
    if not tokens:
        raise LispError("unexpected end")
    t = tokens.pop(0)
    if t == "(":
        out = []
        while tokens and tokens[0] != ")":
            out.append(read(tokens))
        if not tokens:
            raise LispError("missing )")
        tokens.pop(0)
        return out
    if t == ")":
        raise LispError("unexpected )")
    for kind in (int, float):
        try:
            return kind(t)
        except ValueError:
            pass
    return t


class Env(dict):
    def __init__(self, names=(), values=(), outer=None):
        super().__init__(zip(names, values))
        self.outer = outer

    def find(self, name):
        env = self
        while env is not None:
            if name in env:
                return env
            env = env.outer
        raise LispError(f"unbound {name}")


GLOBAL = Env()
GLOBAL.update({"+": lambda *a: sum(a), "*": op.mul, "-": op.sub, "<": op.lt, "=": op.eq, "list": lambda *a: list(a), "car": lambda l: l[0], "cdr": lambda l: l[1:], "cons": lambda x, l: [x] + l, "null?": lambda l: l == [], "print": print})


def evaluate(x, env=GLOBAL):
    while True:
        if isinstance(x, str):
            return env.find(x)[x]
        if not isinstance(x, list):
            return x
        head, *rest = x
        if head == "quote":
            return rest[0]
        if head == "if":
            test, yes, *no = rest
            x = yes if evaluate(test, env) else (no[0] if no else None)
        elif head == "define":
            env[rest[0]] = evaluate(rest[1], env)
            return None
        elif head == "set!":
            env.find(rest[0])[rest[0]] = evaluate(rest[1], env)
            return None
        elif head == "lambda":
            params, body = rest
            return lambda *args, p=params, b=body: evaluate(b, Env(p, args, env))
        elif head == "begin":
            for e in rest[:-1]:
                evaluate(e, env)
            x = rest[-1]
        else:
            f, *args = [evaluate(e, env) for e in x]
            return f(*args)


for line in """(+ 1 2 (* 3 4))
(define fact (lambda (n) (if (< n 2) 1 (* n (fact (- n 1))))))
(fact 30)
(define counter (lambda () (begin (define n 0) (lambda () (begin (set! n (+ n 1)) n)))))
(define c (counter))
(begin (c) (c) (c))
(define map (lambda (f l) (if (null? l) (quote ()) (cons (f (car l)) (map f (cdr l))))))
(map (lambda (x) (* x x)) (list 1 2 3 4))
(if (< 2 1) 1)
(quote (a b (c)))
(undefined)
(+ 1
)
((lambda (x y) (- x y)) 10 4)""".split("\n"):
    try:
        print(line, "=>", evaluate(read(tokenize(line))))
    except LispError as error:
        print(line, "!!", error)
