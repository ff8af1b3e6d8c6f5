//! Shape numbers of the built-in layouts: fixed, so that a type test is one compare.
//!
//! A number names layout and class at once for exact instances of a built-in type. Shapes from
//! `FIRST_DYNAMIC` upward are made at run time, for the program's classes.

use hognose_heap::ShapeId;

macro_rules! shapes {
    ($($name:ident = $n:literal,)*) => {
        $( pub const $name: ShapeId = ShapeId::fixed($n); )*
    };
}

/// The first number for shapes made at run time.
pub const FIRST_DYNAMIC: u32 = 512;

shapes! {
    // core
    OBJECT = 1, TYPE = 2, FUNCTION = 3, NATIVE_FUNCTION = 4, METHOD_DESCRIPTOR = 5, SLOT_WRAPPER = 6, METHOD_WRAPPER = 7, CELL = 8,
    MODULE = 9, PROPERTY = 10, STATIC_METHOD = 11, CLASS_METHOD = 12, SUPER = 13, GETSET_DESCRIPTOR = 14, MEMBER_DESCRIPTOR = 15,
    GENERATOR = 16, COROUTINE = 17, ASYNC_GENERATOR = 18, FRAME = 19, TRACEBACK = 20, NAMESPACE = 21, WEAK_REF = 22,
    WEAK_PROXY = 23, WEAK_CALLABLE_PROXY = 24, GENERIC_ALIAS = 25, UNION = 26, CAPSULE = 27, COROUTINE_WRAPPER = 28,
    CLASS_METHOD_DESCRIPTOR = 29, ASYNC_GEN_ASEND = 30, ASYNC_GEN_ATHROW = 31, TYPE_ALIAS = 32, TYPE_VAR = 33, TEMPLATE = 34, STD_STREAM = 36, INTERPOLATION = 35,
    METHOD = 37, CODE = 38, NATIVE_MEMBER = 39,
    // numbers
    BOXED_INT = 40, BIG_INT = 41, FLOAT_BOX = 42, COMPLEX = 43,
    // asynchronous
    ANEXT_AWAITABLE = 44,
    // strings
    STR = 50, STR_ITERATOR = 51, BYTES = 52, BYTES_ITERATOR = 53, BYTEARRAY = 54, BYTEARRAY_ITERATOR = 55, MEMORYVIEW = 56, MEMORYVIEW_ITERATOR = 57,
    // tables
    DICT = 70, DICT_KEYS = 71, DICT_VALUES = 72, DICT_ITEMS = 73, DICT_KEY_ITERATOR = 74, DICT_VALUE_ITERATOR = 75, DICT_ITEM_ITERATOR = 76,
    DICT_REVERSE_KEY_ITERATOR = 77, DICT_REVERSE_VALUE_ITERATOR = 78, DICT_REVERSE_ITEM_ITERATOR = 79, SET = 80, FROZENSET = 81, SET_ITERATOR = 82,
    MAPPING_PROXY = 83, DEQUE = 84, DEQUE_ITERATOR = 85, DEFAULTDICT = 86, ORDERED_DICT = 87,
    // sequences and iterators
    LIST = 100, LIST_ITERATOR = 101, LIST_REVERSE_ITERATOR = 102, TUPLE = 103, TUPLE_ITERATOR = 104, RANGE = 105, RANGE_ITERATOR = 106,
    LONG_RANGE_ITERATOR = 107, SLICE = 108, SEQUENCE_ITERATOR = 109, CALLABLE_ITERATOR = 110, ENUMERATE = 111, ZIP = 112, MAP = 113, FILTER = 114, REVERSED = 115,
    // exceptions (one layout; each exact class has a dynamic shape)
    BASE_EXCEPTION = 130,
    // native modules
    DEQUE_REVERSE_ITERATOR = 161, ITERTOOLS_ACCUMULATE = 162, ITERTOOLS_BATCHED = 163, ITERTOOLS_CHAIN = 164,
    ITERTOOLS_COMBINATIONS_WITH_REPLACEMENT = 165, ITERTOOLS_COMBINATIONS = 166, ITERTOOLS_COMPRESS = 167,
    ITERTOOLS_COUNT = 168, ITERTOOLS_CYCLE = 169, ITERTOOLS_DROPWHILE = 170, ITERTOOLS_FILTERFALSE = 171,
    ITERTOOLS_GROUPBY = 172, ITERTOOLS_GROUPER = 173, ITERTOOLS_ISLICE = 174, ITERTOOLS_PAIRWISE = 175,
    ITERTOOLS_PERMUTATIONS = 176, ITERTOOLS_PRODUCT = 177, ITERTOOLS_REPEAT = 178, ITERTOOLS_STARMAP = 179,
    ITERTOOLS_TAKEWHILE = 180, ITERTOOLS_TEE_DATA = 181, ITERTOOLS_TEE = 182, ITERTOOLS_ZIP_LONGEST = 183,
    KEY_WRAPPER = 184, LRU_CACHE = 185, ODICT_ITEMS = 186, ODICT_ITERATOR = 187, ODICT_KEYS = 188,
    ODICT_VALUES = 189, PARTIAL = 190, PLACEHOLDER = 191, TUPLEGETTER = 192, DECIMAL = 210, DECIMAL_CONTEXT = 211, DECIMAL_STATE = 212,
    THREAD_LOCK = 220, THREAD_RLOCK = 221, THREAD_LOCAL = 222, SITE_NAME = 223,
}

/// A native function or method, bound or not: the numbers 4 to 7.
#[inline(always)]
pub fn is_native_callable(shape: ShapeId) -> bool {
    shape.index().wrapping_sub(NATIVE_FUNCTION.index()) < 4
}

/// A native method found on its class: the numbers 5 and 6.
#[inline(always)]
pub fn is_native_method(shape: ShapeId) -> bool {
    shape.index().wrapping_sub(METHOD_DESCRIPTOR.index()) < 2
}
