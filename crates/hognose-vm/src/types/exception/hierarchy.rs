//! The built-in exception classes: one table, from which the type definitions and `ExcTypes` come.

use super::{BaseException, GETSETS, METHODS, attributes, base_new, group, os_error, syntax, unicode};
use crate::prelude::*;

/// How a class fills its fields from `args`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Plain,
    Value,
    Code,
    Import,
    Name,
    Attribute,
    Key,
    Os,
    Syntax,
    UnicodeEncode,
    UnicodeDecode,
    UnicodeTranslate,
    Group,
}

const FLAGS: TypeFlags = TypeFlags::BASETYPE.union(TypeFlags::HAS_DICT);

macro_rules! exceptions {
    ($( $field:ident $constant:ident $name:literal $base:ident $kind:ident $doc:literal $([$methods:path, $getsets:path $(, $new:path)?])?; )*) => {
        $(
            pub static $constant: TypeDef = TypeDef {
                doc: $doc,
                base: Some(&$base),
                shape: ShapeId::NONE,
                flags: FLAGS,
                $(methods: $methods, getsets: $getsets, $(new: Some($new),)?)?
                ..TypeDef::new::<BaseException>($name)
            };
        )*

        /// Every built-in exception class below BaseException, bases first.
        pub const ALL: &[&TypeDef] = &[ $(&$constant,)* ];

        /// The exception classes of an interpreter.
        pub struct ExcTypes {
            pub base_exception: Ref<Class>,
            $(pub $field: Ref<Class>,)*
            /// A MemoryError that is ready to be raised; BLANK after it was taken.
            reserve: ValueCell,
            /// Raised when even the reserve is gone; keeps what it was raised with.
            last_resort: ValueCell,
        }

        impl ExcTypes {
            /// Makes the classes; `class` makes the class of a type definition whose base exists.
            pub fn new(vm: &Vm, mut class: impl FnMut(&'static TypeDef) -> PyResult<Ref<Class>>) -> PyResult<ExcTypes> {
                let base_exception = class(&BASE_EXCEPTION)?;
                $(let $field = class(&$constant)?;)*
                let (reserve, last_resort) = (ValueCell::new(Value::BLANK), ValueCell::new(Value::BLANK));
                let exc = ExcTypes { base_exception, $($field,)* reserve, last_resort };
                exc.last_resort.set(super::alloc(vm, &exc.memory_error, &[])?);
                group::add_exception_base(vm, &exc.exception_group, &exc.exception)?;
                Ok(exc)
            }
        }

        impl ExcTypes {
            /// Every exception class, bases first.
            pub fn all(&self) -> Vec<Ref<Class>> {
                vec![self.base_exception.clone(), $(self.$field.clone(),)*]
            }
        }

        fn kind_of(def: &'static TypeDef) -> Kind {
            $(if std::ptr::eq(def, &$constant) { return Kind::$kind; })*
            Kind::Plain
        }
    };
}

pub static BASE_EXCEPTION: TypeDef = TypeDef {
    doc: "Common base class for all exceptions",
    new: Some(base_new),
    methods: METHODS,
    getsets: GETSETS,
    flags: FLAGS,
    ..TypeDef::new::<BaseException>("BaseException")
};

exceptions! {
    exception EXCEPTION "Exception" BASE_EXCEPTION Plain "Common base class for all non-exit exceptions.";
    generator_exit GENERATOR_EXIT "GeneratorExit" BASE_EXCEPTION Plain "Request that a generator exit.";
    keyboard_interrupt KEYBOARD_INTERRUPT "KeyboardInterrupt" BASE_EXCEPTION Plain "Program interrupted by user.";
    system_exit SYSTEM_EXIT "SystemExit" BASE_EXCEPTION Code "Request to exit from the interpreter." [attributes::EXIT_METHODS, attributes::EXIT_GETSETS];
    base_exception_group BASE_EXCEPTION_GROUP "BaseExceptionGroup" BASE_EXCEPTION Group "A combination of multiple unrelated exceptions." [group::METHODS, group::GETSETS, group::group_new];
    exception_group EXCEPTION_GROUP "ExceptionGroup" BASE_EXCEPTION_GROUP Group "";
    stop_iteration STOP_ITERATION "StopIteration" EXCEPTION Value "Signal the end from iterator.__next__()." [attributes::STOP_METHODS, attributes::STOP_GETSETS];
    stop_async_iteration STOP_ASYNC_ITERATION "StopAsyncIteration" EXCEPTION Plain "Signal the end from iterator.__anext__().";
    arithmetic_error ARITHMETIC_ERROR "ArithmeticError" EXCEPTION Plain "Base class for arithmetic errors.";
    floating_point_error FLOATING_POINT_ERROR "FloatingPointError" ARITHMETIC_ERROR Plain "Floating-point operation failed.";
    overflow_error OVERFLOW_ERROR "OverflowError" ARITHMETIC_ERROR Plain "Result too large to be represented.";
    zero_division_error ZERO_DIVISION_ERROR "ZeroDivisionError" ARITHMETIC_ERROR Plain "Second argument to a division or modulo operation was zero.";
    assertion_error ASSERTION_ERROR "AssertionError" EXCEPTION Plain "Assertion failed.";
    attribute_error ATTRIBUTE_ERROR "AttributeError" EXCEPTION Attribute "Attribute not found." [attributes::ATTRIBUTE_METHODS, attributes::ATTRIBUTE_GETSETS];
    buffer_error BUFFER_ERROR "BufferError" EXCEPTION Plain "Buffer error.";
    eof_error EOF_ERROR "EOFError" EXCEPTION Plain "Read beyond end of file.";
    import_error IMPORT_ERROR "ImportError" EXCEPTION Import "Import can't find module, or can't find name in module." [attributes::IMPORT_METHODS, attributes::IMPORT_GETSETS];
    module_not_found_error MODULE_NOT_FOUND_ERROR "ModuleNotFoundError" IMPORT_ERROR Import "Module not found.";
    lookup_error LOOKUP_ERROR "LookupError" EXCEPTION Plain "Base class for lookup errors.";
    index_error INDEX_ERROR "IndexError" LOOKUP_ERROR Plain "Sequence index out of range.";
    key_error KEY_ERROR "KeyError" LOOKUP_ERROR Key "Mapping key not found." [attributes::KEY_METHODS, attributes::NO_GETSETS];
    memory_error MEMORY_ERROR "MemoryError" EXCEPTION Plain "Out of memory.";
    name_error NAME_ERROR "NameError" EXCEPTION Name "Name not found globally." [attributes::NAME_METHODS, attributes::NAME_GETSETS];
    unbound_local_error UNBOUND_LOCAL_ERROR "UnboundLocalError" NAME_ERROR Name "Local name referenced but not bound to a value.";
    os_error OS_ERROR "OSError" EXCEPTION Os "Base class for I/O related errors." [os_error::METHODS, os_error::GETSETS, os_error::os_error_new];
    blocking_io_error BLOCKING_IO_ERROR "BlockingIOError" OS_ERROR Os "I/O operation would block.";
    child_process_error CHILD_PROCESS_ERROR "ChildProcessError" OS_ERROR Os "Child process error.";
    connection_error CONNECTION_ERROR "ConnectionError" OS_ERROR Os "Connection error.";
    broken_pipe_error BROKEN_PIPE_ERROR "BrokenPipeError" CONNECTION_ERROR Os "Broken pipe.";
    connection_aborted_error CONNECTION_ABORTED_ERROR "ConnectionAbortedError" CONNECTION_ERROR Os "Connection aborted.";
    connection_refused_error CONNECTION_REFUSED_ERROR "ConnectionRefusedError" CONNECTION_ERROR Os "Connection refused.";
    connection_reset_error CONNECTION_RESET_ERROR "ConnectionResetError" CONNECTION_ERROR Os "Connection reset.";
    file_exists_error FILE_EXISTS_ERROR "FileExistsError" OS_ERROR Os "File already exists.";
    file_not_found_error FILE_NOT_FOUND_ERROR "FileNotFoundError" OS_ERROR Os "File not found.";
    interrupted_error INTERRUPTED_ERROR "InterruptedError" OS_ERROR Os "Interrupted by signal.";
    is_a_directory_error IS_A_DIRECTORY_ERROR "IsADirectoryError" OS_ERROR Os "Operation doesn't work on directories.";
    not_a_directory_error NOT_A_DIRECTORY_ERROR "NotADirectoryError" OS_ERROR Os "Operation only works on directories.";
    permission_error PERMISSION_ERROR "PermissionError" OS_ERROR Os "Not enough permissions.";
    process_lookup_error PROCESS_LOOKUP_ERROR "ProcessLookupError" OS_ERROR Os "Process not found.";
    timeout_error TIMEOUT_ERROR "TimeoutError" OS_ERROR Os "Timeout expired.";
    reference_error REFERENCE_ERROR "ReferenceError" EXCEPTION Plain "Weak ref proxy used after referent went away.";
    runtime_error RUNTIME_ERROR "RuntimeError" EXCEPTION Plain "Unspecified run-time error.";
    not_implemented_error NOT_IMPLEMENTED_ERROR "NotImplementedError" RUNTIME_ERROR Plain "Method or function hasn't been implemented yet.";
    recursion_error RECURSION_ERROR "RecursionError" RUNTIME_ERROR Plain "Recursion limit exceeded.";
    python_finalization_error PYTHON_FINALIZATION_ERROR "PythonFinalizationError" RUNTIME_ERROR Plain "Operation blocked during Python finalization.";
    syntax_error SYNTAX_ERROR "SyntaxError" EXCEPTION Syntax "Invalid syntax." [syntax::METHODS, syntax::GETSETS];
    indentation_error INDENTATION_ERROR "IndentationError" SYNTAX_ERROR Syntax "Improper indentation.";
    incomplete_input_error INCOMPLETE_INPUT_ERROR "_IncompleteInputError" SYNTAX_ERROR Syntax "incomplete input.";
    tab_error TAB_ERROR "TabError" INDENTATION_ERROR Syntax "Improper mixture of spaces and tabs.";
    system_error SYSTEM_ERROR "SystemError" EXCEPTION Plain "Internal error in the Python interpreter.\n\nPlease report this to the Python maintainer, along with the traceback,\nthe Python version, and the hardware/OS platform and version.";
    type_error TYPE_ERROR "TypeError" EXCEPTION Plain "Inappropriate argument type.";
    value_error VALUE_ERROR "ValueError" EXCEPTION Plain "Inappropriate argument value (of correct type).";
    unicode_error UNICODE_ERROR "UnicodeError" VALUE_ERROR Plain "Unicode related error.";
    unicode_decode_error UNICODE_DECODE_ERROR "UnicodeDecodeError" UNICODE_ERROR UnicodeDecode "Unicode decoding error." [unicode::DECODE_METHODS, unicode::GETSETS];
    unicode_encode_error UNICODE_ENCODE_ERROR "UnicodeEncodeError" UNICODE_ERROR UnicodeEncode "Unicode encoding error." [unicode::ENCODE_METHODS, unicode::GETSETS];
    unicode_translate_error UNICODE_TRANSLATE_ERROR "UnicodeTranslateError" UNICODE_ERROR UnicodeTranslate "Unicode translation error." [unicode::TRANSLATE_METHODS, unicode::TRANSLATE_GETSETS];
    warning WARNING "Warning" EXCEPTION Plain "Base class for warning categories.";
    bytes_warning BYTES_WARNING "BytesWarning" WARNING Plain "Base class for warnings about bytes and buffer related problems, mostly\nrelated to conversion from str or comparing to str.";
    deprecation_warning DEPRECATION_WARNING "DeprecationWarning" WARNING Plain "Base class for warnings about deprecated features.";
    encoding_warning ENCODING_WARNING "EncodingWarning" WARNING Plain "Base class for warnings about encodings.";
    future_warning FUTURE_WARNING "FutureWarning" WARNING Plain "Base class for warnings about constructs that will change semantically\nin the future.";
    import_warning IMPORT_WARNING "ImportWarning" WARNING Plain "Base class for warnings about probable mistakes in module imports";
    pending_deprecation_warning PENDING_DEPRECATION_WARNING "PendingDeprecationWarning" WARNING Plain "Base class for warnings about features which will be deprecated\nin the future.";
    resource_warning RESOURCE_WARNING "ResourceWarning" WARNING Plain "Base class for warnings about resource usage.";
    runtime_warning RUNTIME_WARNING "RuntimeWarning" WARNING Plain "Base class for warnings about dubious runtime behavior.";
    syntax_warning SYNTAX_WARNING "SyntaxWarning" WARNING Plain "Base class for warnings about dubious syntax.";
    unicode_warning UNICODE_WARNING "UnicodeWarning" WARNING Plain "Base class for warnings about Unicode related problems, mostly\nrelated to conversion problems.";
    user_warning USER_WARNING "UserWarning" WARNING Plain "Base class for warnings generated by user code.";
}

fn class_kind(class: &Class) -> Kind {
    class.native().map_or(Kind::Plain, kind_of)
}

/// The class's `__init__` takes keyword arguments.
pub(super) fn takes_keywords(class: &Class) -> bool {
    matches!(class_kind(class), Kind::Import | Kind::Name | Kind::Attribute | Kind::Os | Kind::Group)
}

/// The class chooses what its call makes.
pub(super) fn has_own_new(class: &Class) -> bool {
    matches!(class_kind(class), Kind::Os | Kind::Group)
}

/// What the class's `__init__` does beyond storing `args`, for positional arguments.
pub(super) fn init_fields(vm: &Vm, class: &Class, exc: &BaseException) -> PyResult<()> {
    let args = exc.args(vm)?;
    match class_kind(class) {
        Kind::Plain | Kind::Key | Kind::Name | Kind::Attribute => Ok(()),
        Kind::Value => attributes::init_value(vm, exc, args.items()),
        Kind::Code => attributes::init_code(vm, exc, &args),
        Kind::Import => attributes::init_message(vm, exc, args.items()),
        Kind::Os => os_error::init_fields(vm, exc, args.items(), false),
        Kind::Syntax => syntax::init_fields(vm, exc, args.items()),
        Kind::UnicodeEncode => unicode::init_encode(vm, exc, args.items()),
        Kind::UnicodeDecode => unicode::init_decode(vm, exc, args.items()),
        Kind::UnicodeTranslate => unicode::init_translate(vm, exc, args.items()),
        Kind::Group => Ok(()),
    }
}

impl ExcTypes {
    /// Puts a MemoryError in reserve again, if there is memory for one.
    pub(super) fn refill_reserve(&self, vm: &Vm) {
        if self.reserve.is_blank() {
            if let Ok(spare) = unfailing_memory_error(vm, self) {
                self.reserve.set(spare);
            }
        }
    }

    /// A MemoryError: a new one while there is memory, else the reserve, else the last resort, cleaned.
    pub(super) fn take_memory_error(&self, vm: &Vm) -> Value {
        if let Ok(made) = unfailing_memory_error(vm, self) {
            return made;
        }
        let spare = self.reserve.replace(Value::BLANK);
        if !spare.is_blank() {
            return spare;
        }
        let last_resort = self.last_resort.get();
        if let Some(exc) = last_resort.get::<BaseException>() {
            exc.traceback.set(Value::BLANK);
            exc.context.set(Value::BLANK);
            exc.cause.set(Value::BLANK);
        }
        last_resort
    }

    pub(super) fn is_last_resort(&self, exc: &Value) -> bool {
        self.last_resort.same(exc)
    }

    /// The instances that are kept.
    pub(crate) fn kept_in_reserve(&self) -> Vec<Value> {
        vec![self.reserve.get(), self.last_resort.get()]
    }

    /// Gives up the instances that are kept (the end of the interpreter).
    pub fn clear_reserve(&self) {
        self.reserve.set(Value::BLANK);
        self.last_resort.set(Value::BLANK);
    }
}

/// One attempt to allocate, which raises nothing when it fails.
fn unfailing_memory_error(vm: &Vm, exc: &ExcTypes) -> Result<Value, ()> {
    let shape = vm.instance_shape(&exc.memory_error).map_err(|_| ())?;
    let args = vm.types.empty_tuple.clone();
    let made = vm.heap().alloc(shape, BaseException::with_args(args)).map_err(|_| ())?;
    Ok(made.into_value())
}
