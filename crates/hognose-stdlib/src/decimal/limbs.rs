//! Arithmetic on magnitudes of limbs in base 10^19, least significant first.
//!
//! Knows no signs, exponents or contexts. A decimal base makes what decimal arithmetic does all the time (counting, dropping and
//! appending digits, text) linear. Long computations poll the VM; whoever calls has charged the memory.
//!
//! # Invariants
//! L1: operands are trimmed (the top limb is not zero); zero is the empty slice. Upheld by `trim`, through which results go.

#![allow(
    clippy::disallowed_methods,
    reason = "scratch of numbers whose digits were held against the limit before"
)]

use std::cmp::Ordering;

use hognose_vm::prelude::*;

/// The base.
pub const BASE: u64 = 10_000_000_000_000_000_000;
/// Decimal digits a limb holds.
pub const LIMB_DIGITS: u64 = 19;
/// Multiplying by the school method pays up to here, in limbs of the shorter factor.
const SCHOOL_LIMBS: usize = 40;
/// Dividing by the school method pays up to here, in limbs of divisor and quotient.
const DIVIDE_LIMBS: usize = 80;
/// Steps of an inner loop between two polls.
const POLL_LIMBS: usize = 1 << 14;

/// Powers of ten that fit a word.
pub const POW10: [u64; 20] = {
    let mut table = [1; 20];
    let mut i = 1;
    while i < 20 {
        table[i] = table[i - 1] * 10;
        i += 1;
    }
    table
};

/// A word to divide two-word numbers by, with multiplications only (Möller and Granlund, "Improved division by invariant
/// integers", algorithm 4).
#[derive(Clone, Copy)]
pub struct Divisor {
    normalized: u64,
    reciprocal: u64,
    shift: u32,
}

/// Divides by the base.
const BY_BASE: Divisor = Divisor::new(BASE);

impl Divisor {
    /// `d` is not zero.
    pub const fn new(d: u64) -> Divisor {
        let shift = d.leading_zeros();
        let normalized = d << shift;
        let reciprocal = (u128::MAX / normalized as u128) as u64; // minus 2^64 by truncation
        Divisor { normalized, reciprocal, shift }
    }

    /// Quotient and remainder of `n`, whose upper word is below the divisor.
    #[inline(always)]
    pub fn divide(&self, n: u128) -> (u64, u64) {
        let n = n << self.shift;
        let (high, low) = ((n >> 64) as u64, n as u64);
        let d = self.normalized;
        let q = u128::from(self.reciprocal) * u128::from(high) + n;
        let q0 = q as u64;
        let mut q1 = ((q >> 64) as u64).wrapping_add(1);
        let mut r = low.wrapping_sub(q1.wrapping_mul(d));
        if r > q0 {
            q1 = q1.wrapping_sub(1);
            r = r.wrapping_add(d);
        }
        if r >= d {
            q1 = q1.wrapping_add(1);
            r -= d;
        }
        (q1, r >> self.shift)
    }
}

/// Upper and lower limb of a number below the base's square.
#[inline(always)]
pub fn split(n: u128) -> (u64, u64) {
    BY_BASE.divide(n)
}

/// Decimal digits of a word; 1 for zero.
#[inline(always)]
pub fn word_digits(w: u64) -> u64 {
    // 1233 / 4096 is log10(2): off by one at most.
    let guess = ((64 - (w | 1).leading_zeros()) * 1233) >> 12;
    u64::from(guess) + u64::from(w >= POW10[guess as usize]).max(u64::from(guess == 0))
}

/// Decimal digits of a magnitude; 1 for zero.
pub fn digits(a: &[u64]) -> u64 {
    match a.last() {
        Some(&top) => (a.len() as u64 - 1) * LIMB_DIGITS + word_digits(top),
        None => 1,
    }
}

/// Takes the zero limbs off the top.
pub fn trim(mut a: Vec<u64>) -> Vec<u64> {
    while a.last() == Some(&0) {
        a.pop();
    }
    a
}

fn trimmed(a: &[u64]) -> &[u64] {
    let len = a.iter().rposition(|&w| w != 0).map_or(0, |at| at + 1);
    &a[..len]
}

/// Compares two magnitudes.
pub fn compare(a: &[u64], b: &[u64]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.iter().rev().cmp(b.iter().rev()))
}

/// The digit at place `n`, counted from the lowest.
pub fn digit(a: &[u64], n: u64) -> u64 {
    match a.get((n / LIMB_DIGITS) as usize) {
        Some(w) => w / POW10[(n % LIMB_DIGITS) as usize] % 10,
        None => 0,
    }
}

/// `a += b`, from limb `at` of `a` on; `a` has room for the carry.
fn add_at(a: &mut [u64], b: &[u64], at: usize) {
    let mut carry = false;
    for (i, w) in a[at..].iter_mut().enumerate() {
        let more = match b.get(i) {
            Some(&more) => more,
            None if carry => 0,
            None => return,
        };
        // Both are below the base, so the sum may pass 2^64 only once.
        let (sum, wrapped) = w.overflowing_add(more);
        let (sum, wrapped2) = sum.overflowing_add(u64::from(carry));
        carry = wrapped | wrapped2 | (sum >= BASE);
        *w = if carry { sum.wrapping_sub(BASE) } else { sum };
    }
}

/// `a -= b` where `a >= b`.
fn sub_in_place(a: &mut [u64], b: &[u64]) {
    let mut borrow = false;
    for (i, w) in a.iter_mut().enumerate() {
        let less = match b.get(i) {
            Some(&less) => less,
            None if borrow => 0,
            None => return,
        };
        let (difference, b1) = w.overflowing_sub(less);
        let (difference, b2) = difference.overflowing_sub(u64::from(borrow));
        borrow = b1 | b2;
        *w = if borrow { difference.wrapping_add(BASE) } else { difference };
    }
    debug_assert!(!borrow, "needs a >= b");
}

/// `a + b`
pub fn add(a: &[u64], b: &[u64]) -> Vec<u64> {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let mut out = Vec::with_capacity(long.len() + 1);
    out.extend_from_slice(long);
    out.push(0);
    add_at(&mut out, short, 0);
    trim(out)
}

/// `a - b` where `a >= b`.
pub fn sub(a: &[u64], b: &[u64]) -> Vec<u64> {
    let mut out = a.to_vec();
    sub_in_place(&mut out, b);
    trim(out)
}

/// `a += 1`
pub fn increment(a: &mut Vec<u64>) {
    for w in a.iter_mut() {
        if *w + 1 < BASE {
            *w += 1;
            return;
        }
        *w = 0;
    }
    a.push(1);
}

/// `a -= 1` where `a > 0`.
pub fn decrement(a: Vec<u64>) -> Vec<u64> {
    let mut a = a;
    sub_in_place(&mut a, &[1]);
    trim(a)
}

/// `a * w + carry`
pub fn mul_word(a: &[u64], w: u64, carry: u64) -> Vec<u64> {
    let mut out = Vec::with_capacity(a.len() + 1);
    let mut carry = carry;
    for &x in a {
        let low;
        (carry, low) = split(u128::from(x) * u128::from(w) + u128::from(carry));
        out.push(low);
    }
    out.push(carry);
    trim(out)
}

/// `a / w` and the remainder; `w` is not zero and below the base.
pub fn div_word(a: &[u64], w: u64) -> (Vec<u64>, u64) {
    let divisor = Divisor::new(w);
    let mut out = vec![0; a.len()];
    let mut rest = 0;
    for (q, &x) in out.iter_mut().zip(a).rev() {
        (*q, rest) = divisor.divide(u128::from(rest) * u128::from(BASE) + u128::from(x));
    }
    (trim(out), rest)
}

/// `out += a * b` by the school method; `out` has room for the product.
fn school(out: &mut [u64], a: &[u64], b: &[u64]) {
    for (i, &x) in a.iter().enumerate() {
        let mut carry = 0;
        let row = &mut out[i..];
        for (o, &y) in row.iter_mut().zip(b) {
            (carry, *o) = split(u128::from(x) * u128::from(y) + u128::from(*o) + u128::from(carry));
        }
        let mut at = b.len();
        while carry != 0 {
            let sum = u128::from(row[at]) + u128::from(carry);
            carry = u64::from(sum >= u128::from(BASE));
            row[at] = if carry == 1 { (sum - u128::from(BASE)) as u64 } else { sum as u64 };
            at += 1;
        }
    }
}

/// `a * b`
pub fn mul(vm: &Vm, a: &[u64], b: &[u64]) -> PyResult<Vec<u64>> {
    let mut out = vec![0; a.len() + b.len()];
    mul_into(vm, &mut out, a, b)?;
    Ok(trim(out))
}

/// `out += a * b`; `out` has room for the product.
fn mul_into(vm: &Vm, out: &mut [u64], a: &[u64], b: &[u64]) -> PyResult<()> {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() {
        return Ok(());
    }
    if short.len() <= SCHOOL_LIMBS {
        // The inner loop runs over the longer factor, in pieces between which the VM may interrupt.
        for (n, piece) in long.chunks(POLL_LIMBS).enumerate() {
            vm.poll()?;
            school(&mut out[n * POLL_LIMBS..], short, piece);
        }
        return Ok(());
    }
    vm.poll()?;
    if short.len() * 2 <= long.len() {
        for (n, piece) in long.chunks(short.len()).enumerate() {
            let product = mul(vm, trimmed(piece), short)?;
            add_at(&mut out[n * short.len()..], &product, 0);
        }
        return Ok(());
    }
    // Karatsuba.
    let half = long.len().div_ceil(2);
    let (a0, a1) = (trimmed(&long[..half]), &long[half..]);
    let (b0, b1) = (trimmed(&short[..half.min(short.len())]), &short[half.min(short.len())..]);
    let low = mul(vm, a0, b0)?;
    let high = mul(vm, a1, b1)?;
    let mut middle = mul(vm, &add(a0, a1), &add(b0, b1))?;
    sub_in_place(&mut middle, &low);
    sub_in_place(&mut middle, &high);
    add_at(out, &low, 0);
    add_at(out, trimmed(&middle), half);
    add_at(out, &high, 2 * half);
    Ok(())
}

/// Quotient and remainder; `b` is not zero.
pub fn div_rem(vm: &Vm, a: &[u64], b: &[u64]) -> PyResult<(Vec<u64>, Vec<u64>)> {
    if compare(a, b).is_lt() {
        return Ok((Vec::new(), a.to_vec()));
    }
    if let [w] = *b {
        let (q, r) = div_word(a, w);
        return Ok((q, trim(vec![r])));
    }
    // Scaling makes the top limb of the divisor at least half the base.
    let scale = BASE / (b[b.len() - 1] + 1);
    let (u, v) = (mul_word(a, scale, 0), mul_word(b, scale, 0));
    let quotient_limbs = u.len() + 1 - v.len();
    let (q, r) = if v.len() <= DIVIDE_LIMBS || quotient_limbs <= DIVIDE_LIMBS {
        divide_long(vm, u, &v)?
    } else {
        divide_blocks(vm, &u, &v)?
    };
    Ok((q, div_word(&r, scale).0))
}

/// Knuth's algorithm D on a scaled divisor of two limbs or more.
fn divide_long(vm: &Vm, mut u: Vec<u64>, v: &[u64]) -> PyResult<(Vec<u64>, Vec<u64>)> {
    let n = v.len();
    if u.len() < n {
        return Ok((Vec::new(), u));
    }
    u.push(0);
    let divisor = Divisor::new(v[n - 1]);
    let (first, second) = (v[n - 1], v[n - 2]);
    let mut q = vec![0; u.len() - n];
    for j in (0..q.len()).rev() {
        if j % (POLL_LIMBS / n.min(POLL_LIMBS)) == 0 {
            vm.poll()?;
        }
        let (top, next, third) = (u[j + n], u[j + n - 1], u[j + n - 2]);
        // The estimate from two limbs is at most two too large; the third limb corrects it.
        let (mut guess, mut rest) = if top >= first {
            (BASE - 1, u128::from(next) + u128::from(first))
        } else {
            let (guess, rest) = divisor.divide(u128::from(top) * u128::from(BASE) + u128::from(next));
            (guess, u128::from(rest))
        };
        while rest < u128::from(BASE)
            && u128::from(guess) * u128::from(second) > rest * u128::from(BASE) + u128::from(third)
        {
            guess -= 1;
            rest += u128::from(first);
        }
        let window = &mut u[j..=j + n];
        if sub_scaled(window, v, guess) {
            guess -= 1;
            // The carry out of the window is what was borrowed from above it.
            add_at(window, v, 0);
        }
        q[j] = guess;
    }
    u.truncate(n);
    Ok((trim(q), trim(u)))
}

/// `window -= v * factor`; true if it went below zero (modulo the window).
fn sub_scaled(window: &mut [u64], v: &[u64], factor: u64) -> bool {
    let mut carry = 0;
    let mut borrow = false;
    for (i, w) in window.iter_mut().enumerate() {
        let x = v.get(i).copied().unwrap_or(0);
        let low;
        (carry, low) = split(u128::from(x) * u128::from(factor) + u128::from(carry));
        let (difference, b1) = w.overflowing_sub(low);
        let (difference, b2) = difference.overflowing_sub(u64::from(borrow));
        borrow = b1 | b2;
        *w = if borrow { difference.wrapping_add(BASE) } else { difference };
    }
    borrow
}

/// Long division with digits as long as the divisor.
fn divide_blocks(vm: &Vm, a: &[u64], b: &[u64]) -> PyResult<(Vec<u64>, Vec<u64>)> {
    let n = b.len();
    let mut quotient = vec![0; a.len().next_multiple_of(n)];
    let mut rest = Vec::new();
    for (at, block) in a.chunks(n).enumerate().rev() {
        let numerator = join(&rest, block);
        let (q, r) = divide_2n_by_n(vm, &numerator, b)?;
        quotient[at * n..at * n + q.len()].copy_from_slice(&q);
        rest = r;
    }
    Ok((trim(quotient), rest))
}

/// `high * BASE^low.len() + low`
fn join(high: &[u64], low: &[u64]) -> Vec<u64> {
    let mut out = Vec::with_capacity(high.len() + low.len());
    out.extend_from_slice(low);
    out.extend_from_slice(high);
    trim(out)
}

/// Divides `a < b * BASE^n` by `b` of `n` limbs, scaled (Burnikel and Ziegler, "Fast recursive division").
fn divide_2n_by_n(vm: &Vm, a: &[u64], b: &[u64]) -> PyResult<(Vec<u64>, Vec<u64>)> {
    let n = b.len();
    if n <= DIVIDE_LIMBS || a.len() <= n + DIVIDE_LIMBS {
        return divide_long(vm, a.to_vec(), b);
    }
    if n % 2 == 1 {
        let (q, r) = divide_2n_by_n(vm, &join(a, &[0]), &join(b, &[0]))?;
        return Ok((q, trim(r.get(1..).unwrap_or(&[]).to_vec())));
    }
    let half = n / 2;
    let part = |from: usize, to: usize| &a[from.min(a.len())..to.min(a.len())];
    let (q1, r) = divide_3n_by_2n(vm, part(n, a.len()), &padded(part(half, n), half), b)?;
    let (q0, r) = divide_3n_by_2n(vm, &r, &padded(part(0, half), half), b)?;
    Ok((join(&q1, &padded(&q0, half)), r))
}

fn padded(a: &[u64], len: usize) -> Vec<u64> {
    let mut out = a.to_vec();
    out.resize(len, 0);
    out
}

/// Divides `a12 * BASE^h + a3` by `b` of `2 * h` limbs; `a3` has `h` limbs.
fn divide_3n_by_2n(vm: &Vm, a12: &[u64], a3: &[u64], b: &[u64]) -> PyResult<(Vec<u64>, Vec<u64>)> {
    let h = a3.len();
    let (b_low, b_high) = (trimmed(&b[..h]), &b[h..]);
    let upper = trimmed(a12.get(h..).unwrap_or(&[]));
    let (mut q, r) = if compare(upper, b_high).is_ge() {
        // The quotient's largest value is close enough.
        let q = vec![BASE - 1; h];
        let mut shifted = vec![0; h];
        shifted.extend_from_slice(b_high);
        (q, sub(&add(a12, b_high), &shifted))
    } else {
        divide_2n_by_n(vm, trimmed(a12), b_high)?
    };
    let product = mul(vm, &q, b_low)?;
    let mut rest = join(&r, a3);
    while compare(&rest, &product).is_lt() {
        q = decrement(q);
        rest = add(&rest, b);
    }
    Ok((q, sub(&rest, &product)))
}

/// `a * 10^n`
pub fn shift_left(a: &[u64], n: u64) -> Vec<u64> {
    if a.is_empty() {
        return Vec::new();
    }
    let skip = (n / LIMB_DIGITS) as usize;
    let mut out = Vec::with_capacity(skip + a.len() + 1);
    out.resize(skip, 0);
    let scale = POW10[(n % LIMB_DIGITS) as usize];
    if scale == 1 {
        out.extend_from_slice(a);
        return out;
    }
    let mut carry = 0;
    for &x in a {
        let low;
        (carry, low) = split(u128::from(x) * u128::from(scale) + u128::from(carry));
        out.push(low);
    }
    out.push(carry);
    trim(out)
}

/// `a / 10^n`
pub fn shift_right(a: &[u64], n: u64) -> Vec<u64> {
    let skip = n / LIMB_DIGITS;
    if skip >= a.len() as u64 {
        return Vec::new();
    }
    let kept = &a[skip as usize..];
    let place = (n % LIMB_DIGITS) as usize;
    if place == 0 {
        return kept.to_vec();
    }
    let (scale, up) = (POW10[place], POW10[LIMB_DIGITS as usize - place]);
    let mut out = Vec::with_capacity(kept.len());
    for (i, &x) in kept.iter().enumerate() {
        let above = kept.get(i + 1).copied().unwrap_or(0);
        out.push(x / scale + above % scale * up);
    }
    trim(out)
}

/// `a % 10^n`
pub fn low_digits(a: &[u64], n: u64) -> Vec<u64> {
    let whole = n / LIMB_DIGITS;
    if whole >= a.len() as u64 {
        return a.to_vec();
    }
    let mut out = a[..whole as usize].to_vec();
    out.push(a[whole as usize] % POW10[(n % LIMB_DIGITS) as usize]);
    trim(out)
}

/// Zero digits at the low end; 0 for zero.
pub fn trailing_zeros(a: &[u64]) -> u64 {
    let Some(at) = a.iter().position(|&w| w != 0) else { return 0 };
    let mut w = a[at];
    let mut n = at as u64 * LIMB_DIGITS;
    while w % 10 == 0 {
        w /= 10;
        n += 1;
    }
    n
}

/// Reads decimal digits, which the caller has checked to be such.
pub fn parse(text: &[u8]) -> Vec<u64> {
    let limb = |chunk: &[u8]| chunk.iter().fold(0, |n, c| n * 10 + u64::from(c - b'0'));
    trim(text.rchunks(LIMB_DIGITS as usize).map(limb).collect())
}

/// Writes the digits of `w`, with leading zeros to fill `out`.
pub fn write_word(out: &mut [u8], mut w: u64) {
    for place in out.iter_mut().rev() {
        *place = b'0' + (w % 10) as u8;
        w /= 10;
    }
}

/// Appends the digits; "0" for zero.
pub fn push_text(out: &mut Vec<u8>, a: &[u64]) {
    let Some((&top, rest)) = a.split_last() else {
        out.push(b'0');
        return;
    };
    let mut buffer = [0; LIMB_DIGITS as usize];
    let n = word_digits(top) as usize;
    write_word(&mut buffer[..n], top);
    out.extend_from_slice(&buffer[..n]);
    for &w in rest.iter().rev() {
        write_word(&mut buffer, w);
        out.extend_from_slice(&buffer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_shifts() {
        for (w, n) in [(0, 1), (1, 1), (9, 1), (10, 2), (99, 2), (100, 3), (BASE - 1, 19), (BASE / 10, 19)] {
            assert_eq!(word_digits(w), n, "{w}");
        }
        let a = parse(b"123456789012345678901234567890123456789012345678901234567890");
        let text = |a: &[u64]| {
            let mut out = Vec::new();
            push_text(&mut out, a);
            String::from_utf8(out).unwrap()
        };
        assert_eq!(text(&a), "123456789012345678901234567890123456789012345678901234567890");
        assert_eq!(text(&shift_right(&a, 25)), "12345678901234567890123456789012345");
        assert_eq!(text(&shift_left(&shift_right(&a, 25), 25)).len(), 60);
        // The last 21 digits, of which the first is a zero.
        assert_eq!(text(&low_digits(&a, 21)), "12345678901234567890");
        assert_eq!((digits(&a), trailing_zeros(&a)), (60, 1));
    }
}
