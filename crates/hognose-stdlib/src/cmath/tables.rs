//! Values of complex functions where a part of the argument is infinite or NaN (C99's Annex G).
//!
//! A row per real part and a pair of letters per imaginary part, both in the order of `Kind`: infinite,
//! finite and zero of either sign, NaN. `.` stands where both parts are finite: functions compute those.
//! Functions also compute arguments with an infinite part and a finite other one that the result turns with.

use hognose_vm::types::complex::Pair;

/// One function's special values.
pub type Table = [&'static [u8; 14]; 7];

/// The number class that a letter of a table or an index stands for.
fn index(x: f64) -> usize {
    if x.is_nan() {
        6
    } else if x.is_infinite() {
        if x > 0.0 { 5 } else { 0 }
    } else if x == 0.0 {
        if x.is_sign_positive() { 3 } else { 2 }
    } else if x > 0.0 {
        4
    } else {
        1
    }
}

fn number(letter: u8) -> f64 {
    use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};
    match letter {
        b'i' => f64::INFINITY,
        b'I' => f64::NEG_INFINITY,
        b'p' => PI,
        b'P' => -PI,
        b'h' => FRAC_PI_2,
        b'H' => -FRAC_PI_2,
        b'q' => FRAC_PI_4,
        b'Q' => -FRAC_PI_4,
        b't' => 3.0 * FRAC_PI_4,
        b'T' => -3.0 * FRAC_PI_4,
        b'1' => 1.0,
        b'j' => -1.0,
        b'0' => 0.0,
        b'o' => -0.0,
        _ => f64::NAN,
    }
}

/// The special value at an argument that is not finite; None: a domain error.
pub fn look_up(table: &Table, z: Pair) -> Option<Pair> {
    let (row, column) = (table[index(z.0)], 2 * index(z.1));
    if row[column] == b'!' { None } else { Some((number(row[column]), number(row[column + 1]))) }
}

pub const ACOS: Table = [
    b"tipipipIpItIni",
    b"hi........hInn",
    b"hi........hIhn",
    b"hi........hIhn",
    b"hi........hInn",
    b"qi0i0i0I0IqIni",
    b"ninnnnnnnnnInn",
];
pub const ACOSH: Table = [
    b"iTiPiPipipitin",
    b"iH........ihnn",
    b"iH........ihnn",
    b"iH........ihnn",
    b"iH........ihnn",
    b"iQioioi0i0iqin",
    b"innnnnnnnninnn",
];
pub const ASINH: Table = [
    b"IQIoIoI0I0IqIn",
    b"IH........Ihnn",
    b"IH........Ihnn",
    b"iH........ihnn",
    b"iH........ihnn",
    b"iQioioi0i0iqin",
    b"innnnon0nninnn",
];
pub const ATANH: Table = [
    b"oHoHoHohohohon",
    b"oH........ohnn",
    b"oH........ohon",
    b"0H........0h0n",
    b"0H........0hnn",
    b"0H0H0H0h0h0h0n",
    b"0Hnnnnnnnn0hnn",
];
pub const COSH: Table = [
    b"!!iii0ioiI!!in",
    b"!!........!!nn",
    b"!!........!!n0",
    b"!!........!!n0",
    b"!!........!!nn",
    b"!!iIioi0ii!!in",
    b"nnnnn0n0nnnnnn",
];
pub const EXP: Table = [
    b"000o0o00000000",
    b"!!........!!nn",
    b"!!........!!nn",
    b"!!........!!nn",
    b"!!........!!nn",
    b"!!iIioi0ii!!in",
    b"nnnnnon0nnnnnn",
];
pub const LOG: Table = [
    b"iTiPiPipipitin",
    b"iH........ihnn",
    b"iH........ihnn",
    b"iH........ihnn",
    b"iH........ihnn",
    b"iQioioi0i0iqin",
    b"innnnnnnnninnn",
];
pub const SINH: Table = [
    b"!!IIIoI0Ii!!in",
    b"!!........!!nn",
    b"!!........!!0n",
    b"!!........!!0n",
    b"!!........!!nn",
    b"!!iIioi0ii!!in",
    b"nnnnnon0nnnnnn",
];
pub const SQRT: Table = [
    b"iI0I0I0i0iiini",
    b"iI........iinn",
    b"iI........iinn",
    b"iI........iinn",
    b"iI........iinn",
    b"iIioioi0i0iiin",
    b"iInnnnnnnniinn",
];
pub const TANH: Table = [
    b"j0jojoj0j0j0j0",
    b"!!........!!nn",
    b"!!........!!nn",
    b"!!........!!nn",
    b"!!........!!nn",
    b"101o1o10101010",
    b"nnnnnon0nnnnnn",
];
pub const RECT: Table = [
    b"!!IiI0IoII!!in",
    b"!!........!!nn",
    b"00........0000",
    b"00........0000",
    b"!!........!!nn",
    b"!!iIioi0ii!!in",
    b"nnnnn0n0nnnnnn",
];
