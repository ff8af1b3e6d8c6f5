//! Raising: the error half of every `Result` in the VM, and constructors for the built-in exceptions.
//!
//! `Raised` carries nothing: the exception is the thread's pending one. Nothing here decides how an
//! exception is shown (types/traceback.rs) or caught (eval/unwind.rs).

use std::fmt;

use hognose_heap::Value;

use crate::class::Class;
use crate::types::exception;
use crate::vm::Vm;
use hognose_heap::Ref;

/// A Python exception is pending in the thread state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Raised(());

/// What every operation that can raise returns.
pub type PyResult<T = Value> = Result<T, Raised>;

const _: () = assert!(size_of::<PyResult<Value>>() == 8);

macro_rules! raisers {
    ($($method:ident $class:ident;)*) => {
        impl Vm {
            $(
                #[doc = concat!("Raises `", stringify!($class), "` with a text.")]
                #[cold]
                pub fn $method(&self, message: impl fmt::Display) -> Raised {
                    self.raise(&self.exc.$class, message)
                }
            )*
        }
    };
}

raisers! {
    type_error type_error;
    value_error value_error;
    index_error index_error;
    lookup_error lookup_error;
    attribute_error_text attribute_error;
    overflow_error overflow_error;
    zero_division_error zero_division_error;
    runtime_error runtime_error;
    system_error system_error;
    name_error_text name_error;
    import_error_text import_error;
    buffer_error buffer_error;
    arithmetic_error arithmetic_error;
    reference_error reference_error;
    eof_error eof_error;
    not_implemented_error not_implemented_error;
    assertion_error assertion_error;
    unicode_error unicode_error;
    key_error_text key_error;
    os_error_text os_error;
}

/// Counts the bytes of a text without building it.
struct Length(usize);

impl fmt::Write for Length {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 += text.len();
        Ok(())
    }
}

impl Vm {
    /// Raises `class(message)`.
    #[cold]
    pub fn raise(&self, class: &Ref<Class>, message: impl fmt::Display) -> Raised {
        // The text is built outside the heap first: a big one is counted against the limit.
        let mut length = Length(0);
        let _ = fmt::write(&mut length, format_args!("{message}"));
        let charge = if length.0 > 64 * 1024 { self.charge(length.0).map(Some) } else { Ok(None) };
        let _charge = match charge {
            Ok(charge) => charge,
            Err(raised) => return raised,
        };
        let text = message.to_string();
        let made = self.str(&text).and_then(|text| exception::new(self, class, &[text]));
        match made {
            Ok(exc) => self.raise_value(exc),
            Err(raised) => raised,
        }
    }

    /// Raises `class(*args)`.
    #[cold]
    pub fn raise_args(&self, class: &Ref<Class>, args: &[Value]) -> Raised {
        match exception::new(self, class, args) {
            Ok(exc) => self.raise_value(exc),
            Err(raised) => raised,
        }
    }

    /// Makes `exc` the pending exception; the exception being handled becomes its context.
    #[cold]
    pub fn raise_value(&self, exc: Value) -> Raised {
        exception::set_context(self, &exc);
        self.thread.raised.set(exc);
        Raised(())
    }

    /// Makes `exc` pending again, its context as it is.
    pub fn reraise(&self, exc: Value) -> Raised {
        self.thread.raised.set(exc);
        Raised(())
    }

    /// Takes the pending exception.
    pub fn take_raised(&self, raised: Raised) -> Value {
        let Raised(()) = raised;
        self.thread.raised.replace(Value::BLANK)
    }

    /// Right after an error: takes the pending exception if it is an instance of `class`.
    pub fn catch(&self, class: &Ref<Class>) -> Option<Value> {
        let exc = self.thread.raised.get();
        if exc.is_object() && self.value_is_instance(&exc, class) {
            self.thread.raised.set(Value::BLANK);
            return Some(exc);
        }
        None
    }

    /// `Ok(None)` if the result is an error of `class`, which is dropped.
    pub fn ignore<T>(&self, result: PyResult<T>, class: &Ref<Class>) -> PyResult<Option<T>> {
        match result {
            Ok(v) => Ok(Some(v)),
            Err(raised) => match self.catch(class) {
                Some(_) => Ok(None),
                None => Err(raised),
            },
        }
    }

    /// Raises MemoryError without allocating.
    #[cold]
    pub fn memory_error(&self) -> Raised {
        self.lend_reserve();
        self.memory_error_without_reserve()
    }

    /// As `memory_error`, for what is dispensable: nobody will handle it.
    pub(crate) fn memory_error_without_reserve(&self) -> Raised {
        self.thread.raised.set(exception::preallocated_memory_error(self));
        Raised(())
    }

    /// Raises RecursionError: `what` follows "maximum recursion depth exceeded".
    #[cold]
    pub fn recursion_error(&self, what: &str) -> Raised {
        exception::raise_recursion_error(self, what);
        Raised(())
    }

    /// Raises `KeyError(key)`.
    #[cold]
    pub fn key_error(&self, key: &Value) -> Raised {
        self.raise_args(&self.exc.key_error, std::slice::from_ref(key))
    }

    /// Raises StopIteration, with a value if it is not None.
    #[cold]
    pub fn stop_iteration(&self, value: Option<Value>) -> Raised {
        match value {
            Some(v) => self.raise_args(&self.exc.stop_iteration, &[v]),
            None => self.raise_args(&self.exc.stop_iteration, &[]),
        }
    }

    /// Raises `AttributeError` for a missing attribute, with `name` and `obj` set.
    #[cold]
    pub fn attribute_error(&self, object: &Value, name: &Ref<crate::types::str::Str>) -> Raised {
        let text = match object.get::<Class>() {
            Some(class) => format!("type object '{}' has no attribute '{}'", class.name(), name.to_utf8()),
            None => format!("'{}' object has no attribute '{}'", self.tn(object), name.to_utf8()),
        };
        exception::raise_attribute_error(self, &text, object, name);
        Raised(())
    }

    /// Raises `NameError` (or a subclass) with `name` set.
    #[cold]
    pub fn name_error(
        &self,
        class: &Ref<Class>,
        message: impl fmt::Display,
        name: &Ref<crate::types::str::Str>,
    ) -> Raised {
        exception::raise_name_error(self, class, &message.to_string(), name);
        Raised(())
    }

    /// An error whose exception some other function has already made pending.
    pub(crate) fn already_raised(&self) -> Raised {
        debug_assert!(!self.thread.raised.is_blank(), "no exception is pending");
        Raised(())
    }
}
