import _circ_a

print(_circ_a.value, _circ_a.use())
import _circ_b
print(_circ_b.get())
try:
    import _circ_from
except ImportError as error:
    print(type(error).__name__, "partially initialized" in str(error), "circular" in str(error))
