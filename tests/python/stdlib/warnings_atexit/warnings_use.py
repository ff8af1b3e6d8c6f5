import warnings

with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    warnings.warn("first")
    warnings.warn("second", DeprecationWarning)
    warnings.warn(RuntimeWarning("third"))
print([(str(w.message), w.category.__name__) for w in log], log[0].filename.endswith("warnings_use.py"), log[0].lineno)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    for kind in (UserWarning, FutureWarning):
        try:
            warnings.warn("raised", kind)
        except Warning as error:
            print(type(error).__name__, error)
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("ignore")
    warnings.warn("ignored")
print(len(log))
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("default")
    for _ in range(3):
        warnings.warn("once per place")
print(len(log))
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    warnings.filterwarnings("ignore", message="skip.*")
    warnings.filterwarnings("error", category=BytesWarning)
    warnings.warn("skip this")
    warnings.warn("keep this")
    try:
        warnings.warn("b", BytesWarning)
    except BytesWarning:
        print("bytes warning raised")
print([str(w.message) for w in log])


def helper():
    warnings.warn("from caller", stacklevel=2)


with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    helper()
    here = 48
print(log[0].lineno == here - 1 or log[0].lineno)
for bad in (lambda: warnings.warn("x", int), lambda: warnings.warn()):
    try:
        bad()
    except (TypeError, AssertionError, ValueError) as error:
        print(type(error).__name__)


class Mine(UserWarning):
    pass


with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always", Mine)
    warnings.warn("own", Mine)
print(log[0].category is Mine, warnings.formatwarning("m", UserWarning, "f.py", 3, "line").split("\n")[0])
