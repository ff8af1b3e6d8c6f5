import gc
import weakref as w


class C:
    def m(self):
        return 5


keep = C()

for source in """w.ref(keep)() is keep, w.ref(keep) is w.ref(keep), w.ref(C())(), w.ref(keep) == w.ref(keep), w.ref(keep).__callback__, w.getweakrefcount(keep), w.getweakrefs(5), w.getweakrefcount([])
w.ref(5)
w.ref()
w.ref([])
w.ref('a')
w.ref(None)
w.ref(keep, None)() is keep, callable(w.ref(keep)), isinstance(w.ref(keep), w.ReferenceType), type(w.ref(keep)) is w.ref
w.ref(keep)(1)
w.ref(keep).x
w.proxy(keep).m(), isinstance(w.proxy(keep), C), type(w.proxy(keep)) is w.ProxyType, bool(w.proxy(keep)), type(w.proxy(len)).__name__ if False else 0
w.proxy(5)
w.proxy(C()).m()
w.proxy(keep).nope
hash(w.proxy(keep))
w.WeakMethod(keep.m)()(), w.WeakMethod(C().m)(), w.WeakMethod(keep.m) == w.WeakMethod(keep.m)
w.WeakMethod(len)
len(w.WeakSet([keep])), keep in w.WeakSet([keep]), len(w.WeakSet([C()])), w.WeakSet() == w.WeakSet(), len(w.WeakSet([keep]) | w.WeakSet())
w.WeakSet([5])
w.WeakSet().pop()
dict(w.WeakValueDictionary(a=keep))['a'] is keep, len(w.WeakValueDictionary({'a': C()})), w.WeakValueDictionary().get('a'), list(w.WeakValueDictionary(a=keep))
w.WeakValueDictionary()['a']
w.WeakValueDictionary(a=5)
w.WeakKeyDictionary({keep: 1})[keep], len(w.WeakKeyDictionary({C(): 1})), keep in w.WeakKeyDictionary({keep: 1})
w.WeakKeyDictionary()[keep]
w.WeakKeyDictionary({5: 1})
w.finalize(keep, len, 'a').alive, w.finalize(keep, len, 'abc')(), w.finalize(keep, len, 'a').detach()[1] is len, (lambda f: (f(), f(), f.alive))(w.finalize(keep, len, 'ab'))
w.finalize(5, len)
w.finalize(keep, 5) is not None
gc.isenabled(), gc.get_threshold(), gc.get_debug(), len(gc.get_count()), gc.is_tracked([]), gc.is_tracked(1), gc.is_tracked('a'), gc.is_finalized([]), gc.garbage, gc.callbacks
gc.collect(5)
gc.collect('a')
gc.collect(0) >= 0, gc.collect(1) >= 0, gc.collect(generation=2) >= 0
gc.set_threshold('a')
gc.set_threshold()
gc.get_referents([1, 'a']), gc.get_referents((keep,))[0] is keep, gc.get_referents(), gc.get_referents(5)
gc.set_debug('a')
gc.get_objects(5)
gc.get_objects(generation=0) is not None, type(gc.get_stats()[0]).__name__, gc.get_freeze_count()""".splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as error:
        print(source, "->", type(error).__name__)
