import re


class Router:
    TYPES = {"int": (r"\d+", int), "str": (r"[^/]+", str), "path": (r".+", str), "float": (r"\d+\.\d+", float)}

    def __init__(self):
        self.routes, self.middleware = [], []

    def route(self, pattern, methods=("GET",)):
        converters, regex = {}, ""
        for part in re.split(r"(<[^>]+>)", pattern):
            if part.startswith("<"):
                kind, _, name = part[1:-1].rpartition(":")
                source, converters[name] = self.TYPES[kind or "str"]
                regex += f"(?P<{name}>{source})"
            else:
                regex += re.escape(part)

        def register(f):
            self.routes.append((re.compile(regex + "$"), converters, set(methods), f))
            return f
        return register

    def use(self, f):
        self.middleware.append(f)
        return f

    def dispatch(self, method, path):
        allowed = set()
        for regex, converters, methods, handler in self.routes:
            if m := regex.match(path):
                if method in methods:
                    args = {k: converters[k](v) for k, v in m.groupdict().items()}
                    for layer in reversed(self.middleware):
                        handler = (lambda h, l: lambda **kw: l(h, **kw))(handler, layer)
                    return 200, handler(**args)
                allowed |= methods
        return (405, sorted(allowed)) if allowed else (404, path)


app = Router()


@app.route("/")
def index():
    return "index"


@app.route("/users/<int:id>")
@app.route("/people/<int:id>/<name>")
def user(id, name="anonymous"):
    return f"user {id + 1} {name}"


@app.route("/files/<path:rest>", methods=["GET", "PUT"])
def files(rest):
    return rest.split("/")


@app.route("/scale/<float:f>", methods=["POST"])
def scale(f):
    if f > 9:
        raise ValueError("too large")
    return f * 2


calls = []


@app.use
def log(handler, **kw):
    calls.append((handler.__name__, kw))
    return handler(**kw)


@app.use
def guard(handler, **kw):
    try:
        return handler(**kw)
    except ValueError as error:
        return f"error: {error}"


for request in ("GET /", "GET /users/41", "GET /users/x", "GET /people/5/zoë", "PUT /files/a/b.txt", "POST /files/a", "POST /scale/1.5", "POST /scale/9.5", "GET /scale/1.5", "GET /nope"):
    print(request, "->", app.dispatch(*request.split(" ", 1)))
print(len(calls), calls[0][1], user(1), index.__name__)


def parse_query(qs):
    out = {}
    for pair in filter(None, qs.lstrip("?").split("&")):
        k, _, v = pair.partition("=")
        v = re.sub(r"%([0-9A-Fa-f]{2})", lambda m: chr(int(m[1], 16)), v.replace("+", " "))
        out.setdefault(k, []).append(v)
    return out


print(parse_query("?a=1&b=x+y&a=%32&c&d=%C3%A9"), parse_query(""))
