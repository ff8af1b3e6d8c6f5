class ValidationError(ValueError):
    def __init__(self, field, message):
        super().__init__(f"{field}: {message}")
        self.field = field


class MissingField(ValidationError):
    def __init__(self, field):
        super().__init__(field, "is required")


def integer(low=None, high=None):
    def check(value):
        try:
            n = int(value)
        except (TypeError, ValueError) as error:
            raise ValueError(f"{value!r} is no integer") from error
        if low is not None and n < low:
            raise ValueError(f"{n} is below {low}")
        if high is not None and n > high:
            raise ValueError(f"{n} is above {high}")
        return n
    return check


def one_of(*options):
    def check(value):
        if value not in options:
            raise ValueError(f"{value!r} is none of {', '.join(options)}")
        return value
    return check


def each(inner):
    def check(values):
        out = []
        for i, v in enumerate(values):
            try:
                out.append(inner(v))
            except ValueError as error:
                raise ValueError(f"item {i}: {error}") from error
        return out
    return check


SCHEMA = {"name": (str.strip, True), "age": (integer(0, 150), True), "color": (one_of("red", "green"), False), "scores": (each(integer(0)), False)}


def validate(record):
    errors, clean = [], {}
    for field, (check, required) in SCHEMA.items():
        try:
            if field not in record:
                if required:
                    raise MissingField(field)
                continue
            try:
                clean[field] = check(record[field])
            except (ValueError, AttributeError, TypeError) as error:
                raise ValidationError(field, error) from error
        except ValidationError as error:
            errors.append(error)
    for field in record.keys() - SCHEMA.keys():
        errors.append(ValidationError(field, "is unknown"))
    if errors:
        raise ExceptionGroup("invalid record", sorted(errors, key=lambda e: e.field))
    return clean


for record in ({"name": " ann ", "age": "42"}, {"name": "bob"}, {"name": 5, "age": -1, "color": "blue"}, {"name": "c", "age": 7, "scores": [1, "2", "x"]}, {"name": "d", "age": 151, "zip": 1}, {"name": "e", "age": 30, "scores": ["9"], "color": "red"}):
    try:
        print("ok", validate(record))
    except ExceptionGroup as group:
        for e in group.exceptions:
            causes = []
            c = e
            while c:
                causes.append(type(c).__name__)
                c = c.__cause__
            print("  ", e, "<-".join(causes))


def parse_all(items):
    for item in items:
        try:
            yield int(item)
        except ValueError:
            yield None
        else:
            continue
        finally:
            pass


print(list(parse_all(["1", "x", "3"])), issubclass(MissingField, ValueError), MissingField("f").args, MissingField("f").field)
