//! Binary and unary operators.

use hognose_heap::{Ref, Value};

use super::BinOp;
use crate::raise::{PyResult, Raised};
use crate::shapes;
use crate::typedef::TypeFlags;
use crate::types::bytes::Bytes;
use crate::types::native::MethodDescriptor;
use crate::types::str::Str;
use crate::types::{float, int};
use crate::vm::Vm;

impl BinOp {
    /// As the program writes it.
    pub fn symbol(self) -> &'static str {
        match self {
            BinOp::Add => "+",
            BinOp::Sub => "-",
            BinOp::Mul => "*",
            BinOp::TrueDiv => "/",
            BinOp::FloorDiv => "//",
            BinOp::Mod => "%",
            BinOp::Pow => "** or pow()",
            BinOp::LShift => "<<",
            BinOp::RShift => ">>",
            BinOp::And => "&",
            BinOp::Or => "|",
            BinOp::Xor => "^",
            BinOp::MatMul => "@",
            BinOp::DivMod => "divmod()",
        }
    }

    fn names(self, vm: &Vm) -> (&Ref<Str>, &Ref<Str>, Option<&Ref<Str>>) {
        let n = &vm.names;
        match self {
            BinOp::Add => (&n.__add__, &n.__radd__, Some(&n.__iadd__)),
            BinOp::Sub => (&n.__sub__, &n.__rsub__, Some(&n.__isub__)),
            BinOp::Mul => (&n.__mul__, &n.__rmul__, Some(&n.__imul__)),
            BinOp::TrueDiv => (&n.__truediv__, &n.__rtruediv__, Some(&n.__itruediv__)),
            BinOp::FloorDiv => (&n.__floordiv__, &n.__rfloordiv__, Some(&n.__ifloordiv__)),
            BinOp::Mod => (&n.__mod__, &n.__rmod__, Some(&n.__imod__)),
            BinOp::Pow => (&n.__pow__, &n.__rpow__, Some(&n.__ipow__)),
            BinOp::LShift => (&n.__lshift__, &n.__rlshift__, Some(&n.__ilshift__)),
            BinOp::RShift => (&n.__rshift__, &n.__rrshift__, Some(&n.__irshift__)),
            BinOp::And => (&n.__and__, &n.__rand__, Some(&n.__iand__)),
            BinOp::Or => (&n.__or__, &n.__ror__, Some(&n.__ior__)),
            BinOp::Xor => (&n.__xor__, &n.__rxor__, Some(&n.__ixor__)),
            BinOp::MatMul => (&n.__matmul__, &n.__rmatmul__, Some(&n.__imatmul__)),
            BinOp::DivMod => (&n.__divmod__, &n.__rdivmod__, None),
        }
    }
}

/// Exact int: immediate or boxed (not bool, not a subclass).
#[inline]
fn exact_int(v: &Value) -> bool {
    v.is_int() || v.shape().is_some_and(|s| s == shapes::BOXED_INT || s == shapes::BIG_INT)
}

#[inline]
fn exact_float(v: &Value) -> bool {
    v.is_f64() || v.shape() == Some(shapes::FLOAT_BOX)
}

/// Whether a method is a native sequence's `+` or `*`.
fn is_concatenation(op: BinOp, method: Option<&Value>) -> bool {
    matches!(op, BinOp::Add | BinOp::Mul)
        && method
            .and_then(Value::get::<MethodDescriptor>)
            .is_some_and(|d| d.class.def.is_some_and(|def| def.flags.has(TypeFlags::CONCATENATES)))
}

impl Vm {
    /// `a op b`.
    pub fn binary(&self, op: BinOp, a: &Value, b: &Value) -> PyResult {
        if exact_int(a) && exact_int(b) {
            match op {
                BinOp::Add => return int::add(self, a, b),
                BinOp::Sub => return int::sub(self, a, b),
                BinOp::Mul => return int::mul(self, a, b),
                BinOp::FloorDiv => return int::floordiv(self, a, b),
                BinOp::Mod => return int::modulo(self, a, b),
                BinOp::Pow => return int::pow(self, a, b),
                BinOp::LShift => return int::lshift(self, a, b),
                BinOp::RShift => return int::rshift(self, a, b),
                BinOp::And => return int::and(self, a, b),
                BinOp::Or => return int::or(self, a, b),
                BinOp::Xor => return int::xor(self, a, b),
                BinOp::TrueDiv | BinOp::MatMul | BinOp::DivMod => {}
            }
        } else if (exact_float(a) || exact_float(b))
            && (exact_int(a) || exact_float(a))
            && (exact_int(b) || exact_float(b))
        {
            match op {
                BinOp::Add => return float::add(self, a, b),
                BinOp::Sub => return float::sub(self, a, b),
                BinOp::Mul => return float::mul(self, a, b),
                BinOp::TrueDiv => return float::truediv(self, a, b),
                BinOp::FloorDiv => return float::floordiv(self, a, b),
                BinOp::Mod => return float::modulo(self, a, b),
                BinOp::Pow => return float::pow(self, a, b),
                _ => {}
            }
        }
        if let Some(arithmetic) = self.decimals(a, b) {
            let v = arithmetic(self, op, a, b)?;
            return if v.same(&Value::NOT_IMPLEMENTED) {
                Err(self.unsupported(op, op.symbol(), a, b))
            } else {
                Ok(v)
            };
        }
        if let Some(v) = self.binary_of_texts(op, a, b)? {
            return Ok(v);
        }
        match self.binary_special(op, a, b)? {
            Some(v) => Ok(v),
            None => Err(self.unsupported(op, op.symbol(), a, b)),
        }
    }

    /// Concatenation of two of one exact built-in sequence, `%` of an exact string with what cannot override it.
    #[inline]
    fn binary_of_texts(&self, op: BinOp, a: &Value, b: &Value) -> PyResult<Option<Value>> {
        let Some(shape) = a.shape() else { return Ok(None) };
        match op {
            BinOp::Add if b.shape() == Some(shape) => {
                if let (Some(x), Some(y)) = (a.get_exact::<Str>(), b.get_exact::<Str>()) {
                    return Ok(Some(crate::types::str::concat(self, x, y)?.into_value()));
                }
                if let (Some(x), Some(y)) = (a.get_exact::<Bytes>(), b.get_exact::<Bytes>()) {
                    return crate::types::bytes::concat(self, x, y).map(Some);
                }
                if shape == shapes::LIST {
                    return crate::types::list::add(self, &[a.clone(), b.clone()]).map(Some);
                }
                Ok(None)
            }
            BinOp::Mod => {
                let plain = |v: &Value| {
                    v.shape().is_none_or(|s| s == shapes::STR || s == shapes::TUPLE || s == shapes::DICT)
                };
                match a.get_exact::<Str>() {
                    Some(template) if plain(b) => {
                        // Formatting may run code that overwrites what the operands were read from.
                        let (template, values) = (template.clone(), b.clone());
                        Ok(Some(crate::format::percent::format(self, &template, &values)?.into_value()))
                    }
                    _ => Ok(None),
                }
            }
            _ => Ok(None),
        }
    }

    /// `a op= b`.
    pub fn inplace(&self, op: BinOp, a: &Value, b: &Value) -> PyResult {
        if exact_int(a) && exact_int(b) {
            return self.binary(op, a, b);
        }
        if a.is_object() && self.decimals(a, b).is_none() {
            if let (_, _, Some(name)) = op.names(self) {
                let class = self.class_of(a);
                if let Some(method) = self.class_lookup(&class, name) {
                    if let Some(v) = self.number_first(op, Some(&method), a, b)? {
                        return Ok(v);
                    }
                    let v = self.call_found(&method, a, std::slice::from_ref(b))?;
                    if !v.same(&Value::NOT_IMPLEMENTED) {
                        return Ok(v);
                    }
                }
            }
        }
        if (exact_int(a) || exact_float(a)) && (exact_int(b) || exact_float(b)) {
            return self.binary(op, a, b);
        }
        match self.binary_special(op, a, b)? {
            Some(v) => Ok(v),
            None => {
                let symbol = if op == BinOp::Pow { "**=".to_owned() } else { format!("{}=", op.symbol()) };
                Err(self.unsupported(op, &symbol, a, b))
            }
        }
    }

    /// The arithmetic of Decimals where both operands are of the class itself, or one is an int: their classes are immutable, so
    /// nothing else can be meant.
    #[inline]
    fn decimals(&self, a: &Value, b: &Value) -> Option<crate::vm::Arithmetic> {
        let decimal = |v: &Value| v.shape() == Some(shapes::DECIMAL);
        let known = decimal(a) && (decimal(b) || exact_int(b)) || decimal(b) && exact_int(a);
        if known { self.decimal_arithmetic.get() } else { None }
    }

    /// The special methods of both sides; None: neither knows.
    pub(crate) fn binary_special(&self, op: BinOp, a: &Value, b: &Value) -> PyResult<Option<Value>> {
        if let Some(arithmetic) = self.decimals(a, b) {
            return self.implemented(arithmetic(self, op, a, b)?);
        }
        let (name, reflected, _) = op.names(self);
        let (class_a, class_b) = (self.class_of(a), self.class_of(b));
        let same = class_a.ptr_eq(&class_b);
        let left = self.class_lookup(&class_a, name);
        let right = if same { None } else { self.class_lookup(&class_b, reflected) };
        // A subclass that overrides the reflected method goes first.
        if let Some(right) = &right {
            if self.is_subclass_exact(&class_b, &class_a) {
                let overrides = match self.class_lookup(&class_a, reflected) {
                    Some(inherited) => !inherited.same(right),
                    None => true,
                };
                if overrides {
                    let v = self.call_found(right, b, std::slice::from_ref(a))?;
                    if !v.same(&Value::NOT_IMPLEMENTED) {
                        return Ok(Some(v));
                    }
                    return match &left {
                        Some(left) => self.implemented(self.call_found(left, a, std::slice::from_ref(b))?),
                        None => Ok(None),
                    };
                }
            }
        }
        if right.is_some() && is_concatenation(op, left.as_ref()) {
            // The sequence's own method has the last word, and the words of refusal.
            if let Some(v) = self.number_first(op, left.as_ref(), a, b)? {
                return Ok(Some(v));
            }
            return match &left {
                Some(left) => self.implemented(self.call_found(left, a, std::slice::from_ref(b))?),
                None => Ok(None),
            };
        }
        if let Some(left) = &left {
            let v = self.call_found(left, a, std::slice::from_ref(b))?;
            if !v.same(&Value::NOT_IMPLEMENTED) {
                return Ok(Some(v));
            }
        }
        match &right {
            Some(right) => self.implemented(self.call_found(right, b, std::slice::from_ref(a))?),
            None => Ok(None),
        }
    }

    /// Where a sequence would concatenate or repeat, a right side that knows the operator as a number goes first.
    fn number_first(&self, op: BinOp, left: Option<&Value>, a: &Value, b: &Value) -> PyResult<Option<Value>> {
        if !is_concatenation(op, left) {
            return Ok(None);
        }
        let right = self.class_lookup(&self.class_of(b), op.names(self).1);
        match right.filter(|right| !is_concatenation(op, Some(right))) {
            Some(right) => self.implemented(self.call_found(&right, b, std::slice::from_ref(a))?),
            None => Ok(None),
        }
    }

    #[expect(clippy::unnecessary_wraps, reason = "ends a chain of fallible steps")]
    fn implemented(&self, v: Value) -> PyResult<Option<Value>> {
        Ok(if v.same(&Value::NOT_IMPLEMENTED) { None } else { Some(v) })
    }

    #[cold]
    pub(crate) fn unsupported(&self, op: BinOp, symbol: &str, a: &Value, b: &Value) -> Raised {
        use crate::types::native::NativeFunction;
        if op == BinOp::RShift && symbol == ">>" {
            if let Some(f) = a.get::<NativeFunction>() {
                if f.def.name == "print" {
                    let text = "unsupported operand type(s) for >>: 'builtin_function_or_method' and ";
                    return self.type_error(format_args!(
                        "{text}'{}'. Did you mean \"print(<message>, file=<output_stream>)\"?",
                        self.tn(b)
                    ));
                }
            }
        }
        // Sequences have a wording of their own.
        if op == BinOp::Add {
            if a.shape() == Some(shapes::STR) {
                return self
                    .type_error(format_args!("can only concatenate str (not \"{}\") to str", self.tn(b)));
            }
            if a.shape() == Some(shapes::LIST) {
                return self
                    .type_error(format_args!("can only concatenate list (not \"{}\") to list", self.tn(b)));
            }
            if a.shape() == Some(shapes::TUPLE) {
                return self.type_error(format_args!(
                    "can only concatenate tuple (not \"{}\") to tuple",
                    self.tn(b)
                ));
            }
            if a.shape() == Some(shapes::BYTES) || a.shape() == Some(shapes::BYTEARRAY) {
                return self.type_error(format_args!("can't concat {} to {}", self.tn(b), self.tn(a)));
            }
        }
        if op == BinOp::Mul {
            let sequence = |v: &Value| {
                v.shape().is_some_and(|s| {
                    [shapes::STR, shapes::LIST, shapes::TUPLE, shapes::BYTES, shapes::BYTEARRAY].contains(&s)
                })
            };
            if sequence(a) {
                return self
                    .type_error(format_args!("can't multiply sequence by non-int of type '{}'", self.tn(b)));
            }
            if sequence(b) {
                return self
                    .type_error(format_args!("can't multiply sequence by non-int of type '{}'", self.tn(a)));
            }
        }
        self.type_error(format_args!(
            "unsupported operand type(s) for {symbol}: '{}' and '{}'",
            self.tn(a),
            self.tn(b)
        ))
    }

    /// `pow(a, b, m)`.
    pub fn ternary_pow(&self, a: &Value, b: &Value, m: &Value) -> PyResult {
        if m.is_none() {
            return self.binary(BinOp::Pow, a, b);
        }
        if int::is_int(a) && int::is_int(b) && int::is_int(m) {
            return int::pow_mod(self, a, b, m);
        }
        for (method, object, args) in [
            (&self.names.__pow__, a, [b.clone(), m.clone()]),
            (&self.names.__rpow__, b, [a.clone(), m.clone()]),
        ] {
            if let Some(v) = self.call_special(object, method, &args)? {
                if !v.same(&Value::NOT_IMPLEMENTED) {
                    return Ok(v);
                }
            }
        }
        let message = format!(
            "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
            self.tn(a),
            self.tn(b),
            self.tn(m)
        );
        Err(self.type_error(message))
    }

    fn unary(&self, v: &Value, name: &Ref<Str>, what: &str) -> PyResult {
        match self.call_special(v, name, &[])? {
            Some(v) => Ok(v),
            None => Err(self.type_error(format_args!("bad operand type for {what}: '{}'", self.tn(v)))),
        }
    }

    /// `-v`.
    pub fn negative(&self, v: &Value) -> PyResult {
        if exact_int(v) { int::neg(self, v) } else { self.unary(v, &self.names.__neg__, "unary -") }
    }

    /// `+v`.
    pub fn positive(&self, v: &Value) -> PyResult {
        if exact_int(v) || exact_float(v) {
            Ok(v.clone())
        } else {
            self.unary(v, &self.names.__pos__, "unary +")
        }
    }

    /// `~v`.
    pub fn invert(&self, v: &Value) -> PyResult {
        if exact_int(v) { int::invert(self, v) } else { self.unary(v, &self.names.__invert__, "unary ~") }
    }

    /// `abs(v)`.
    pub fn absolute(&self, v: &Value) -> PyResult {
        self.unary(v, &self.names.__abs__, "abs()")
    }
}
