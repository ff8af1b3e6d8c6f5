import gc

gc.collect()
gc.disable()
log = []


def callback(phase, info):
    log.append((phase, info["generation"], sorted(info)))


gc.callbacks.append(callback)
gc.collect(0)
gc.collect(1)
gc.collect()
for entry in log:
    print(entry)
log.clear()
x = []
x.append(x)
del x
infos = []
gc.callbacks[:] = [lambda phase, info: infos.append((phase, dict(info)))]
gc.collect()
print(infos[-1][0], infos[-1][1]["collected"], infos[-1][1]["uncollectable"])
gc.callbacks.clear()
gc.collect()
print(len(infos))


def broken(phase, info):
    raise ValueError("from a callback")


import sys
hook = []
sys.unraisablehook = lambda args: hook.append((args.exc_type.__name__, str(args.exc_value)))
gc.callbacks.append(broken)
gc.collect()
gc.callbacks.clear()
print(hook)
sys.unraisablehook = sys.__unraisablehook__
starts = []
gc.callbacks.append(lambda phase, info: starts.append(info["generation"]) if phase == "start" else None)
gc.enable()
gc.set_threshold(100, 5, 5)
kept = [[i] for i in range(5000)]
gc.callbacks.clear()
gc.set_threshold(700, 10, 10)
print(len(starts) > 20, set(starts) >= {0, 1}, starts.count(0) > starts.count(1))
print(len(kept))
