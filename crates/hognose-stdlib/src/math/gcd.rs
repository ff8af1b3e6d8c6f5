//! The greatest common divisor of long numbers: Lehmer's method.
//!
//! Several of Euclid's steps are worked out on the leading bits alone and then done at once on the whole numbers
//! (Knuth, volume 2, 4.5.2, algorithm L; with the simpler condition of Collins, as CPython uses it). Each pass
//! shortens both by about 31 bits; the VM polls between passes.

#![allow(clippy::disallowed_methods, reason = "scratch no longer than the operands, which are in the heap")]

use hognose_vm::raise::PyResult;
use hognose_vm::types::int::big;
use hognose_vm::vm::Vm;
use num_bigint::BigUint;
use num_integer::Integer;

/// Leading bits that the steps are worked out on: cofactors then have at most half as many.
const LEADING_BITS: u64 = 62;

/// How the next pair is made of the old one: `a` and `b` times the two for the first, `c` and `d` for the second.
struct Cofactors {
    a: i64,
    b: i64,
    c: i64,
    d: i64,
    odd: bool,
}

/// The divisor of two numbers, the larger first.
pub fn lehmer(vm: &Vm, u: BigUint, v: BigUint) -> PyResult<BigUint> {
    let (mut u, mut v) =
        if u >= v { (u.to_u64_digits(), v.to_u64_digits()) } else { (v.to_u64_digits(), u.to_u64_digits()) };
    while u.len() > 1 {
        vm.poll()?;
        if v.is_empty() {
            return Ok(number(&u));
        }
        let shift = bit_length(&u) - LEADING_BITS;
        match steps(leading(&u, shift), leading(&v, shift)) {
            Some(cofactors) => {
                v.resize(u.len(), 0);
                combine(&mut u, &mut v, &cofactors);
                trim(&mut u);
                trim(&mut v);
            }
            None => {
                let rest = big::div_rem(vm, &number(&u), &number(&v))?.1.to_u64_digits();
                u = std::mem::replace(&mut v, rest);
            }
        }
    }
    let small = |digits: &[u64]| digits.first().copied().unwrap_or(0);
    Ok(BigUint::from(small(&u).gcd(&small(&v))))
}

fn number(digits: &[u64]) -> BigUint {
    BigUint::new(digits.iter().flat_map(|&w| [w as u32, (w >> 32) as u32]).collect())
}

fn bit_length(digits: &[u64]) -> u64 {
    digits.last().map_or(0, |top| digits.len() as u64 * 64 - u64::from(top.leading_zeros()))
}

fn trim(digits: &mut Vec<u64>) {
    while digits.last() == Some(&0) {
        digits.pop();
    }
}

/// The number without its lowest `shift` bits; fits 63 bits by the choice of `shift`.
fn leading(digits: &[u64], shift: u64) -> i64 {
    let at = (shift / 64) as usize;
    let word = |i: usize| u128::from(digits.get(i).copied().unwrap_or(0));
    ((word(at) | word(at + 1) << 64) >> (shift % 64)) as i64
}

/// Euclid's steps on leading bits, as far as they are sure to be those of the whole numbers; None: not even one.
fn steps(mut x: i64, mut y: i64) -> Option<Cofactors> {
    let (mut a, mut b, mut c, mut d) = (1i64, 0i64, 0i64, 1i64);
    let mut count = 0;
    while y != c {
        let q = (x + (a - 1)) / (y - c);
        let (Some(s), Some(t)) = (q.checked_mul(d).and_then(|n| n.checked_add(b)), q.checked_mul(y)) else {
            break;
        };
        let t = x - t;
        if s > t {
            break;
        }
        (x, y) = (y, t);
        let next = a + q * c;
        (a, b, c, d) = (d, c, s, next);
        count += 1;
    }
    (count > 0).then_some(Cofactors { a, b, c, d, odd: count % 2 == 1 })
}

/// Replaces both numbers, of equal length, by their combinations; neither comes out negative.
fn combine(u: &mut [u64], v: &mut [u64], cofactors: &Cofactors) {
    let [a, b, c, d] = [cofactors.a, cofactors.b, cofactors.c, cofactors.d].map(i128::from);
    let (mut carry_u, mut carry_v) = (0i128, 0i128);
    for (x, y) in u.iter_mut().zip(v) {
        let (p, q) = match cofactors.odd {
            true => (i128::from(*y), i128::from(*x)),
            false => (i128::from(*x), i128::from(*y)),
        };
        let first = carry_u + a * p - b * q;
        let second = carry_v + d * q - c * p;
        *x = first as u64;
        *y = second as u64;
        carry_u = first >> 64;
        carry_v = second >> 64;
    }
    debug_assert!(carry_u == 0 && carry_v == 0, "the steps were those of the whole numbers");
}

#[cfg(test)]
mod tests {
    use super::{Cofactors, combine, leading, steps};

    #[test]
    fn steps_keep_the_divisor() {
        let (u, v) = ([0x1234_5678_9abc_def0u64, 7], [0xfedc_ba98_7654_3210u64, 6]);
        let shift = 67 - super::LEADING_BITS;
        let cofactors = steps(leading(&u, shift), leading(&v, shift)).unwrap();
        let (mut x, mut y) = (u, v);
        combine(&mut x, &mut y, &cofactors);
        let wide = |w: [u64; 2]| u128::from(w[0]) | u128::from(w[1]) << 64;
        let gcd = |a: u128, b: u128| num_integer::gcd(a, b);
        assert!(wide(x) < wide(u) && wide(y) < wide(v));
        assert_eq!(gcd(wide(x), wide(y)), gcd(wide(u), wide(v)));
        assert!(matches!(steps(1 << 61, 1), None | Some(Cofactors { .. })));
    }
}
