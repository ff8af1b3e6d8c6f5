"""The collector has three generations, each with its threshold."""
import gc

print("thresholds:", gc.get_threshold())
gc.set_threshold(1000, 5, 5)
print("changed to:", gc.get_threshold())
gc.set_threshold(700, 10, 10)
print("enabled:", gc.isenabled())


class Node:
    pass


rounds = []
gc.callbacks.append(lambda phase, info: rounds.append(info["generation"]) if phase == "stop" else None)
for _ in range(10_000):
    a, b = Node(), Node()
    a.other, b.other = b, a
gc.callbacks.clear()
print("collections by themselves:", len(rounds) > 10, "- youngest generation most often:", rounds.count(0) > rounds.count(1) > 0)
gc.collect()
print("a list is tracked:", gc.is_tracked([]), "- a number is not:", gc.is_tracked(1))
