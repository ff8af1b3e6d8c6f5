"""A weak reference does not keep its object alive, and can tell when it goes."""
import weakref


class Node:
    pass


node = Node()
ref = weakref.ref(node, lambda r: print("callback: the object is gone"))
print("alive:", ref() is node, "- weak references:", weakref.getweakrefcount(node))
del node
print("dead:", ref())

cache = weakref.WeakValueDictionary()
kept = cache["kept"] = Node()
cache["dropped"] = Node()
print("in the cache:", sorted(cache))
