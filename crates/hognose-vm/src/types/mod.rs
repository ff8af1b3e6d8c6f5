//! The built-in types: one file (or directory) each, and the table of their classes.

#![allow(clippy::disallowed_methods, reason = "tables of fixed size")]

pub mod async_generator;
pub mod bool;
pub mod bytes;
pub mod cell;
mod class_build;
pub mod code;
mod code_replace;
pub mod complex;
pub mod coroutine_wrapper;
pub mod dict;
pub mod exception;
pub mod float;
pub mod frame;
pub mod function;
pub mod generator;
pub mod generic;
pub mod int;
pub mod iterators;
pub mod list;
pub mod mappingproxy;
pub mod memoryview;
pub mod method;
pub mod module;
pub mod native;
pub mod object;
pub mod range;
pub mod set;
pub mod singletons;
pub mod slice;
pub mod std_stream;
pub mod str;
pub mod structseq;
pub mod super_;
pub mod traceback;
pub mod tuple;
pub mod type_;
pub mod weak;

use hognose_heap::Ref;

use crate::class::{Class, class_flags};
use crate::raise::PyResult;
use crate::typedef::TypeDef;
use crate::types::tuple::Tuple;
use crate::vm::Vm;

macro_rules! types {
    ($( $field:ident $def:path $(, $public:ident)?; )*) => {
        /// The classes of the built-in types.
        pub struct Types {
            $( pub $field: Ref<Class>, )*
            pub empty_tuple: Ref<Tuple>,
        }

        impl Types {
            fn make(vm: &Vm, mut class: impl FnMut(&'static TypeDef) -> PyResult<Ref<Class>>, empty_tuple: Ref<Tuple>) -> PyResult<Types> {
                let _ = vm;
                // A loop and one move: field by field, each `?` would drop all fields before it.
                const DEFS: &[&TypeDef] = &[$( &$def ),*];
                let mut made = Vec::with_capacity(DEFS.len());
                for def in DEFS {
                    made.push(class(def)?);
                }
                let made: [Ref<Class>; DEFS.len()] = made.try_into().unwrap_or_else(|_| unreachable!("one class per definition"));
                let [$( $field ),*] = made;
                Ok(Types { $( $field, )* empty_tuple })
            }

            /// Every class with its definition.
            fn rows(&self) -> Vec<(&Ref<Class>, &'static TypeDef)> {
                vec![ $( (&self.$field, &$def), )* ]
            }

            /// The class that was made of this very table.
            pub(crate) fn of_def(&self, def: &'static TypeDef) -> Option<Ref<Class>> {
                self.rows().into_iter().find(|row| std::ptr::eq(row.1, def)).map(|row| row.0.clone())
            }

            /// The classes that module builtins names.
            pub fn public(&self) -> Vec<&Ref<Class>> {
                let mut out = Vec::new();
                $( $( out.push(&self.$field); let _ = stringify!($public); )? )*
                out
            }
        }
    };
}

types! {
    object object::TYPE, public;
    type_ type_::TYPE, public;
    int int::TYPE, public;
    bool_ bool::TYPE, public;
    float float::TYPE, public;
    complex complex::TYPE, public;
    str str::TYPE, public;
    str_iterator str::ITERATOR_TYPE;
    bytes bytes::TYPE, public;
    bytes_iterator bytes::BYTES_ITERATOR_TYPE;
    bytearray bytes::BYTEARRAY_TYPE, public;
    bytearray_iterator bytes::BYTEARRAY_ITERATOR_TYPE;
    memoryview memoryview::TYPE, public;
    memoryview_iterator memoryview::ITERATOR_TYPE;
    list list::TYPE, public;
    list_iterator list::ITER_TYPE;
    list_reverse_iterator list::REVERSE_ITER_TYPE;
    tuple tuple::TYPE, public;
    tuple_iterator tuple::ITER_TYPE;
    dict dict::TYPE, public;
    dict_keys dict::KEYS_TYPE;
    dict_values dict::VALUES_TYPE;
    dict_items dict::ITEMS_TYPE;
    dict_key_iterator dict::KEY_ITERATOR_TYPE;
    dict_value_iterator dict::VALUE_ITERATOR_TYPE;
    dict_item_iterator dict::ITEM_ITERATOR_TYPE;
    dict_reverse_key_iterator dict::REVERSE_KEY_ITERATOR_TYPE;
    dict_reverse_value_iterator dict::REVERSE_VALUE_ITERATOR_TYPE;
    dict_reverse_item_iterator dict::REVERSE_ITEM_ITERATOR_TYPE;
    set set::SET_TYPE, public;
    frozenset set::FROZENSET_TYPE, public;
    set_iterator set::ITERATOR_TYPE;
    mapping_proxy mappingproxy::TYPE;
    range range::TYPE, public;
    range_iterator range::ITER_TYPE;
    long_range_iterator range::LONG_ITER_TYPE;
    slice slice::TYPE, public;
    sequence_iterator iterators::SEQUENCE_ITER_TYPE;
    callable_iterator iterators::CALLABLE_ITER_TYPE;
    enumerate iterators::ENUMERATE_TYPE, public;
    zip iterators::ZIP_TYPE, public;
    map iterators::MAP_TYPE, public;
    filter iterators::FILTER_TYPE, public;
    reversed iterators::REVERSED_TYPE, public;
    function function::TYPE;
    native_function native::FUNCTION;
    method_descriptor native::METHOD_DESCRIPTOR;
    slot_wrapper native::SLOT_WRAPPER;
    method_wrapper native::METHOD_WRAPPER;
    class_method_descriptor native::CLASS_METHOD_DESCRIPTOR;
    getset_descriptor native::GETSET_DESCRIPTOR;
    member_descriptor native::MEMBER_DESCRIPTOR;
    method method::METHOD;
    static_method method::STATIC_METHOD, public;
    class_method method::CLASS_METHOD, public;
    property method::PROPERTY, public;
    super_ super_::TYPE, public;
    module module::TYPE;
    code code::TYPE;
    cell cell::TYPE;
    generator generator::TYPE;
    coroutine generator::COROUTINE;
    async_generator generator::ASYNC_GENERATOR;
    coroutine_wrapper coroutine_wrapper::TYPE;
    async_generator_asend async_generator::ASEND;
    async_generator_athrow async_generator::ATHROW;
    anext_awaitable async_generator::ANEXT_AWAITABLE;
    frame frame::TYPE;
    traceback traceback::TYPE;
    generic_alias generic::ALIAS;
    union generic::UNION;
    namespace generic::NAMESPACE;
    weakref weak::REFERENCE;
    weak_proxy weak::PROXY;
    weak_callable_proxy weak::CALLABLE_PROXY;
    std_stream std_stream::TYPE;
    none_type singletons::NONE_TYPE;
    not_implemented_type singletons::NOT_IMPLEMENTED_TYPE;
    ellipsis_type singletons::ELLIPSIS_TYPE;
}

impl Types {
    /// Makes every built-in class: bare first, then their namespaces, which need each other's classes.
    pub(crate) fn boot(vm: &Vm) -> PyResult<()> {
        let empty_tuple = vm.new_tuple(&[])?;
        vm.heap().immortalize(empty_tuple.as_value());
        let mut made: Vec<(&'static TypeDef, Ref<Class>)> = Vec::new();
        let mut make = |def: &'static TypeDef| -> PyResult<Ref<Class>> {
            let find = |made: &[(&'static TypeDef, Ref<Class>)], def: &'static TypeDef| {
                made.iter().find(|(d, _)| std::ptr::eq(*d, def)).map(|(_, c)| c.clone())
            };
            let base = if std::ptr::eq(def, &raw const object::TYPE) {
                None
            } else {
                find(&made, def.base.unwrap_or(&object::TYPE))
            };
            let class = vm.native_class(def, base.as_ref())?;
            made.push((def, class.clone()));
            Ok(class)
        };
        let types = Types::make(vm, &mut make, empty_tuple)?;
        vm.types.set(types);
        let types: &Types = &vm.types;
        // Layouts that stand for a class beside its own shape.
        for (shape, class) in
            [(crate::shapes::BOXED_INT, &types.int), (crate::shapes::NATIVE_MEMBER, &types.member_descriptor)]
        {
            vm.heap().set_shape_owner(shape, Some(class.as_value()));
        }
        types.type_.set_flag(class_flags::METACLASS, true);
        for (class, def) in types.rows() {
            vm.fill_native_class(class, def)?;
        }
        for (class, _) in types.rows() {
            vm.update_specials(class);
        }
        let mut made: Vec<(&'static TypeDef, Ref<Class>)> = Vec::new();
        let exceptions = exception::ExcTypes::new(vm, |def| {
            let base =
                def.base.and_then(|b| made.iter().find(|(d, _)| std::ptr::eq(*d, b)).map(|(_, c)| c.clone()));
            let class = vm.native_class(def, Some(base.as_ref().unwrap_or(&vm.types.object)))?;
            class.set_flag(class_flags::EXCEPTION, true);
            vm.fill_native_class(&class, def)?;
            vm.update_specials(&class);
            made.push((def, class.clone()));
            Ok(class)
        })?;
        vm.exc.set(exceptions);
        Ok(())
    }
}
