"""A list that contains itself is never freed by counting: the cycle collector finds it."""
import gc

gc.collect()
gc.disable()
loop = []
loop.append(loop)
print("a list in itself:", loop)
del loop
print("unreachable objects found:", gc.collect())
print("gc.garbage:", gc.garbage)

gc.set_debug(gc.DEBUG_SAVEALL)
loop = ["kept for a look"]
loop.append(loop)
del loop
print("unreachable objects found:", gc.collect())
print("gc.garbage:", gc.garbage)
gc.set_debug(0)
gc.garbage.clear()
gc.enable()
