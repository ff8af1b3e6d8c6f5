//! Interned strings that the VM itself names.

#![allow(clippy::disallowed_methods, reason = "a table of fixed size")]

use hognose_heap::Ref;

use crate::raise::PyResult;
use crate::types::str::Str;
use crate::vm::Vm;

macro_rules! names {
    ($($name:ident)*) => {
        /// One interned string per field; the field's name is its text.
        #[allow(non_snake_case, reason = "fields are Python names")]
        pub struct Names { $( pub $name: Ref<Str>, )* }

        impl Names {
            #[allow(non_snake_case, reason = "fields are Python names")]
            pub(crate) fn new(vm: &Vm) -> PyResult<Names> {
                // A loop and one move: field by field, each `?` would drop all fields before it (megabytes of code).
                const TEXTS: &[&str] = &[$( stringify!($name) ),*];
                let mut made = Vec::with_capacity(TEXTS.len());
                for text in TEXTS {
                    made.push(vm.intern(text.trim_start_matches("r#"))?);
                }
                let made: [Ref<Str>; TEXTS.len()] = made.try_into().unwrap_or_else(|_| unreachable!("one string per text"));
                let [$( $name ),*] = made;
                Ok(Names { $( $name, )* })
            }
        }
    };
}

names! {
    __abs__ __add__ __aenter__ __aexit__ __aiter__ __all__ __and__ __anext__ __annotate__ __annotations__ __await__ __bases__ __bool__ __build_class__
    __builtins__ __bytes__ __call__ __cached__ __cause__ __ceil__ __class__ __class_getitem__ __classcell__ __classdict__ __classdictcell__ __code__ __complex__ __contains__ __context__
    __defaults__ __del__ __delattr__ __delete__ __delitem__ __dict__ __dir__ __divmod__ __doc__ __enter__ __eq__ __exit__ __file__ __firstlineno__ __float__
    __floor__ __floordiv__ __format__ __func__ __future__ __ge__ __get__ __getattr__ __getattribute__ __getitem__ __getnewargs__ __getnewargs_ex__ __getstate__ __globals__ __gt__ __hash__
    __iadd__ __iand__ __ifloordiv__ __ilshift__ __imatmul__ __imod__ __import__ __imul__ __index__ __init__ __init_subclass__ __instancecheck__ __int__ __invert__ __ior__
    __ipow__ __irshift__ __isabstractmethod__ __isub__ __iter__ __itruediv__ __ixor__ __kwdefaults__ __le__ __len__ __length_hint__ __loader__ __lshift__ __lt__ __main__ __matmul__
    __missing__ __mod__ __module__ __mro__ __mro_entries__ __mul__ __name__ __ne__ __neg__ __new__ __next__ __notes__ __objclass__ __or__ __orig_bases__ __package__ __path__
    __pos__ __pow__ __prepare__ __qualname__ __radd__ __rand__ __rdivmod__ __reduce__ __reduce_ex__ __repr__ __reversed__ __rfloordiv__ __rlshift__ __rmatmul__ __rmod__ __rmul__ __ror__
    __round__ __rpow__ __rrshift__ __rshift__ __rsub__ __rtruediv__ __rxor__ __self__ __set__ __set_name__ __setattr__ __setitem__ __setstate__ __sizeof__ __slots__ __spec__ __static_attributes__
    __str__ __sub__ __subclasscheck__ __subclasshook__ __subclasses__ __suppress_context__ __text_signature__ __traceback__ __truediv__ __trunc__ __type_params__ __weakref__ __wrapped__ __xor__
    __origin__ __args__ __parameters__ __typing_subst__ __typing_unpacked_tuple_args__ __match_args__ __conditional_annotations__ __abstractmethods__
    args name obj path msg value code errno strerror filename filename2 text lineno offset end_lineno end_offset print_file_and_line metaclass key reverse sep end file flush fget fset fdel doc
    builtins sys stdout stderr stdin write read readline close send throw keys items values update append extend copy get default strict encoding errors object start stop step
    _initializing _fix_up_module displayhook excepthook unraisablehook modules path_hooks meta_path last_exc exc traceback cls mro format utf_8 fromlist level globals locals
    co_name function decode string gi_frame format_exception_only
}
