//! Functions of the C library that std does not offer, or computes otherwise.
//!
//! Declarations alone. CPython calls the same functions, so results agree to the last digit.
#![allow(unsafe_code, reason = "declares functions of the C library's libm")]

// SAFETY: C99 functions of one double: they have no preconditions and no effect but errno.
unsafe extern "C" {
    pub safe fn acosh(x: f64) -> f64;
    pub safe fn asinh(x: f64) -> f64;
    pub safe fn atanh(x: f64) -> f64;
    pub safe fn erf(x: f64) -> f64;
    pub safe fn erfc(x: f64) -> f64;
}
