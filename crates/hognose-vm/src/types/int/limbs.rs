//! Arithmetic on magnitudes: slices of 64-bit limbs, least significant first.
//!
//! Knows no values, no signs (the two's complement operations aside) and never allocates: the caller
//! brings the output. Operands come as `Limb`s, eight little-endian bytes, because that is what an int
//! object's tail holds; on the machines we run on reading one is a plain load.
//!
//! # Invariants
//! M1: operands are trimmed (the top limb is not zero); zero is the empty slice. Outputs may have zero
//! limbs on top; `trim` takes them off. Upheld by `IntRef` and by every caller.

use std::cmp::Ordering;

/// Eight little-endian bytes of a magnitude.
pub type Limb = [u8; 8];

pub const LIMB_BITS: usize = 64;

/// The limb's number.
#[inline(always)]
pub fn word(limb: Limb) -> u64 {
    u64::from_le_bytes(limb)
}

/// Without the zero limbs on top.
#[inline]
pub fn trim(words: &[u64]) -> &[u64] {
    let len = words.iter().rposition(|&w| w != 0).map_or(0, |at| at + 1);
    &words[..len]
}

/// Without the zero limbs on top.
#[inline]
pub fn trim_limbs(limbs: &[Limb]) -> &[Limb] {
    let len = limbs.iter().rposition(|l| *l != [0; 8]).map_or(0, |at| at + 1);
    &limbs[..len]
}

/// Bits up to the highest set one.
pub fn bit_length(a: &[Limb]) -> u64 {
    match a.last() {
        Some(&top) => a.len() as u64 * 64 - u64::from(word(top).leading_zeros()),
        None => 0,
    }
}

/// Bit `n` of the magnitude.
pub fn bit(a: &[Limb], n: u64) -> bool {
    a.get((n / 64) as usize).is_some_and(|&limb| word(limb) >> (n % 64) & 1 == 1)
}

/// The number of zero bits below the lowest set one; 0 for zero.
pub fn trailing_zeros(a: &[Limb]) -> u64 {
    match a.iter().position(|limb| *limb != [0; 8]) {
        Some(at) => at as u64 * 64 + u64::from(word(a[at]).trailing_zeros()),
        None => 0,
    }
}

/// Compares two magnitudes.
pub fn compare(a: &[Limb], b: &[Limb]) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| {
        let pairs = a.iter().rev().zip(b.iter().rev());
        pairs.map(|(&x, &y)| word(x).cmp(&word(y))).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
    })
}

/// `out = a + b`; `out` has one limb more than the longer.
pub fn add(out: &mut [u64], a: &[Limb], b: &[Limb]) {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let mut carry = false;
    let (low, high) = out.split_at_mut(short.len());
    for ((o, &x), &y) in low.iter_mut().zip(long).zip(short) {
        let (sum, c1) = word(x).overflowing_add(word(y));
        let (sum, c2) = sum.overflowing_add(u64::from(carry));
        *o = sum;
        carry = c1 | c2;
    }
    for (o, &x) in high.iter_mut().zip(&long[short.len()..]) {
        (*o, carry) = word(x).overflowing_add(u64::from(carry));
    }
    out[long.len()] = u64::from(carry);
}

/// `out = a - b` where `a >= b`; `out` is as long as `a`.
pub fn sub(out: &mut [u64], a: &[Limb], b: &[Limb]) {
    let mut borrow = false;
    let (low, high) = out.split_at_mut(b.len());
    for ((o, &x), &y) in low.iter_mut().zip(a).zip(b) {
        let (difference, b1) = word(x).overflowing_sub(word(y));
        let (difference, b2) = difference.overflowing_sub(u64::from(borrow));
        *o = difference;
        borrow = b1 | b2;
    }
    for (o, &x) in high.iter_mut().zip(&a[b.len()..]) {
        (*o, borrow) = word(x).overflowing_sub(u64::from(borrow));
    }
    debug_assert!(!borrow, "sub needs a >= b");
}

/// `out = a * b` by the school method; `out` has the limbs of both.
pub fn mul(out: &mut [u64], a: &[Limb], b: &[Limb]) {
    let Some((&lowest, a)) = a.split_first() else { return out.fill(0) };
    // The first row needs no sums.
    let x = word(lowest);
    let mut carry = 0u64;
    for (o, &y) in out.iter_mut().zip(b) {
        let t = u128::from(x) * u128::from(word(y)) + u128::from(carry);
        *o = t as u64;
        carry = (t >> 64) as u64;
    }
    out[b.len()] = carry;
    out[b.len() + 1..].fill(0);
    for (i, &x) in a.iter().enumerate() {
        let x = word(x);
        let mut carry = 0u64;
        let row = &mut out[i + 1..];
        for (o, &y) in row.iter_mut().zip(b) {
            let t = u128::from(x) * u128::from(word(y)) + u128::from(*o) + u128::from(carry);
            *o = t as u64;
            carry = (t >> 64) as u64;
        }
        row[b.len()] = carry;
    }
}

/// Divides two-limb numbers by one normalized limb with multiplications only
/// (Möller and Granlund, "Improved division by invariant integers", algorithm 4).
#[derive(Clone, Copy)]
pub struct Divisor {
    normalized: u64,
    reciprocal: u64,
    shift: u32,
}

impl Divisor {
    /// `d` is not zero.
    pub fn new(d: u64) -> Divisor {
        let shift = d.leading_zeros();
        let normalized = d << shift;
        let reciprocal = (u128::MAX / u128::from(normalized)) as u64; // minus 2^64 by truncation
        Divisor { normalized, reciprocal, shift }
    }

    /// Quotient and remainder of `high:low`, where `high` is below the normalized divisor.
    #[inline(always)]
    fn step(&self, high: u64, low: u64) -> (u64, u64) {
        let d = self.normalized;
        let q = u128::from(self.reciprocal) * u128::from(high) + (u128::from(high) << 64 | u128::from(low));
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
        (q1, r)
    }

    /// Divides `words` in place and returns the remainder.
    pub fn divide_in_place(&self, words: &mut [u64]) -> u64 {
        self.divide(words.len(), |words, at| words[at], |words, at, q| words[at] = q, words)
    }

    /// `out = a / d`, as long as `a`; returns the remainder.
    pub fn divide_into(&self, out: &mut [u64], a: &[Limb]) -> u64 {
        self.divide(a.len(), |_, at| word(a[at]), |out, at, q| out[at] = q, out)
    }

    /// `a % d`
    pub fn remainder(&self, a: &[Limb]) -> u64 {
        self.divide(a.len(), |_, at| word(a[at]), |_, _, _| (), &mut ())
    }

    #[inline(always)]
    fn divide<S: ?Sized>(
        &self,
        len: usize,
        get: impl Fn(&S, usize) -> u64,
        set: impl Fn(&mut S, usize, u64),
        state: &mut S,
    ) -> u64 {
        if len == 0 {
            return 0;
        }
        let s = self.shift;
        // The numerator is shifted on the fly; `>> 1 >> (63 - s)` is `>> (64 - s)` also for s = 0.
        let mut above = get(state, len - 1);
        let mut r = above >> 1 >> (63 - s);
        for at in (0..len).rev() {
            let below = if at == 0 { 0 } else { get(state, at - 1) };
            let low = above << s | below >> 1 >> (63 - s);
            let (q, rest) = self.step(r, low);
            set(state, at, q);
            r = rest;
            above = below;
        }
        r >> s
    }
}

/// Knuth's algorithm D. `u` (numerator with one more limb on top) and `v` (two limbs or more) are both
/// shifted so that `v`'s top bit is set; on return `u` holds the shifted remainder and `q`, with
/// `u.len() - v.len()` limbs, the quotient.
pub fn divide_long(q: &mut [u64], u: &mut [u64], v: &[u64]) {
    let n = v.len();
    let divisor = Divisor::new(v[n - 1]);
    let second = v[n - 2];
    for j in (0..u.len() - n).rev() {
        let (top, next, third) = (u[j + n], u[j + n - 1], u[j + n - 2]);
        // The estimate from two limbs is at most two too large; the third limb corrects it.
        let (mut guess, mut rest) = if top >= divisor.normalized {
            (u64::MAX, next.checked_add(divisor.normalized))
        } else {
            let (guess, rest) = divisor.step(top, next);
            (guess, Some(rest))
        };
        while let Some(r) = rest {
            if u128::from(guess) * u128::from(second) <= (u128::from(r) << 64 | u128::from(third)) {
                break;
            }
            guess -= 1;
            rest = r.checked_add(divisor.normalized);
        }
        let window = &mut u[j..=j + n];
        if sub_scaled(window, v, guess) {
            guess -= 1;
            add_back(window, v);
        }
        q[j] = guess;
    }
}

/// `window -= v * factor`; true if it went below zero (modulo the window).
fn sub_scaled(window: &mut [u64], v: &[u64], factor: u64) -> bool {
    let mut carry = 0u64;
    let mut borrow = false;
    for (w, &x) in window.iter_mut().zip(v) {
        let product = u128::from(x) * u128::from(factor) + u128::from(carry);
        carry = (product >> 64) as u64;
        let (d, b1) = w.overflowing_sub(product as u64);
        let (d, b2) = d.overflowing_sub(u64::from(borrow));
        *w = d;
        borrow = b1 | b2;
    }
    let top = &mut window[v.len()];
    let (d, b1) = top.overflowing_sub(carry);
    let (d, b2) = d.overflowing_sub(u64::from(borrow));
    *top = d;
    b1 | b2
}

fn add_back(window: &mut [u64], v: &[u64]) {
    let mut carry = false;
    for (w, &x) in window.iter_mut().zip(v) {
        let (s, c1) = w.overflowing_add(x);
        let (s, c2) = s.overflowing_add(u64::from(carry));
        *w = s;
        carry = c1 | c2;
    }
    let top = &mut window[v.len()];
    *top = top.wrapping_add(u64::from(carry));
}

/// `out = a << bits`; `out` has `bits / 64 + 1` limbs more than `a`.
pub fn shift_left(out: &mut [u64], a: &[Limb], bits: u64) {
    let (skip, s) = ((bits / 64) as usize, (bits % 64) as u32);
    out[..skip].fill(0);
    let mut below = 0;
    for (o, &limb) in out[skip..].iter_mut().zip(a) {
        let w = word(limb);
        *o = w << s | below >> 1 >> (63 - s);
        below = w;
    }
    out[skip + a.len()] = below >> 1 >> (63 - s);
}

/// `out = a >> bits` with `a.len() - bits / 64` limbs (`bits` within `a`); true if a set bit fell out.
pub fn shift_right(out: &mut [u64], a: &[Limb], bits: u64) -> bool {
    let (skip, s) = ((bits / 64) as usize, (bits % 64) as u32);
    let kept = &a[skip..];
    for (at, o) in out[..kept.len()].iter_mut().enumerate() {
        let above = kept.get(at + 1).map_or(0, |&limb| word(limb));
        *o = word(kept[at]) >> s | above << 1 << (63 - s);
    }
    a[..skip].iter().any(|limb| *limb != [0; 8]) || word(kept[0]) & ((1 << s) - 1) != 0
}

/// Reads a signed magnitude as an endless two's complement number, limb by limb.
struct TwosComplement<'a> {
    limbs: &'a [Limb],
    negative: bool,
    carry: bool,
    at: usize,
}

impl TwosComplement<'_> {
    fn next(&mut self) -> u64 {
        let w = self.limbs.get(self.at).map_or(0, |&limb| word(limb));
        self.at += 1;
        if !self.negative {
            return w;
        }
        let (w, carry) = (!w).overflowing_add(u64::from(self.carry));
        self.carry = carry;
        w
    }
}

/// The bitwise operators on two's complement numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BitOp {
    And,
    Or,
    Xor,
}

/// `out = a op b` as a magnitude; returns whether the result is negative. `out` has one limb more than
/// the longer operand.
pub fn bitwise(op: BitOp, out: &mut [u64], a: (bool, &[Limb]), b: (bool, &[Limb])) -> bool {
    let mut x = TwosComplement { limbs: a.1, negative: a.0, carry: true, at: 0 };
    let mut y = TwosComplement { limbs: b.1, negative: b.0, carry: true, at: 0 };
    for o in out.iter_mut() {
        let (p, q) = (x.next(), y.next());
        *o = match op {
            BitOp::And => p & q,
            BitOp::Or => p | q,
            BitOp::Xor => p ^ q,
        };
    }
    let negative = match op {
        BitOp::And => a.0 & b.0,
        BitOp::Or => a.0 | b.0,
        BitOp::Xor => a.0 ^ b.0,
    };
    if negative {
        negate(out);
    }
    negative
}

/// Two's complement negation in place.
pub fn negate(words: &mut [u64]) {
    let mut carry = true;
    for w in words {
        (*w, carry) = (!*w).overflowing_add(u64::from(carry));
    }
}

/// The magnitude modulo the prime 2^61 - 1, which is how Python hashes numbers.
pub fn modulo_hash_prime(a: &[Limb]) -> u64 {
    // 2^64 is 8 modulo the prime, so a limb shifts what stands above it left by three bits.
    const PRIME: u64 = (1 << 61) - 1;
    let mut r = 0u64;
    for &limb in a.iter().rev() {
        let shifted = (r << 3 & PRIME) | r >> 58;
        let w = word(limb);
        let sum = shifted + (w & PRIME) + (w >> 61);
        r = (sum & PRIME) + (sum >> 61);
        if r >= PRIME {
            r -= PRIME;
        }
    }
    r
}

/// The double nearest to `a * 2^exponent`, ties to even; None if it overflows. Exact also where the
/// result is subnormal.
pub fn to_f64(a: &[Limb], sticky: bool, exponent: i64) -> Option<f64> {
    let bits = bit_length(a);
    if bits == 0 {
        return Some(0.0);
    }
    // Bits kept: 53 for a normal result, fewer below the normal range.
    let top = bits as i64 + exponent;
    if top > 1024 {
        return None;
    }
    let keep = (top + 1074).min(53);
    if keep < 0 {
        return Some(0.0);
    }
    let drop = bits as i64 - keep;
    if drop <= 0 {
        let m = window(a, 0);
        return Some(scale(m, exponent));
    }
    let drop = drop as u64;
    let mut m = if keep == 0 { 0 } else { window(a, drop) };
    let half = bit(a, drop - 1);
    if half && (m & 1 == 1 || sticky || trailing_zeros(a) < drop - 1) {
        m += 1;
    }
    let value = scale(m, exponent + drop as i64);
    value.is_finite().then_some(value)
}

/// The 64 bits of `a` from bit `from` up.
fn window(a: &[Limb], from: u64) -> u64 {
    let (skip, s) = ((from / 64) as usize, (from % 64) as u32);
    let low = a.get(skip).map_or(0, |&limb| word(limb));
    let high = a.get(skip + 1).map_or(0, |&limb| word(limb));
    low >> s | high << 1 << (63 - s)
}

/// `m * 2^exponent` where the result is exact.
fn scale(m: u64, exponent: i64) -> f64 {
    let mut value = m as f64;
    let mut e = exponent;
    while e > 1000 {
        value *= f64::from_bits((1000 + 1023) << 52);
        e -= 1000;
    }
    while e < -1000 {
        value *= f64::from_bits(23 << 52);
        e += 1000;
    }
    value * f64::from_bits(((e + 1023) as u64) << 52)
}

#[cfg(test)]
mod tests {
    use super::*;
    use num_bigint::BigUint;

    fn limbs(n: &BigUint) -> Vec<Limb> {
        n.iter_u64_digits().map(u64::to_le_bytes).collect()
    }
    fn number(words: &[u64]) -> BigUint {
        BigUint::from_bytes_le(&words.iter().flat_map(|w| w.to_le_bytes()).collect::<Vec<_>>())
    }

    /// Numbers whose limbs are often all ones or zero, where carries go wrong.
    fn samples(count: usize, max_limbs: u64) -> Vec<BigUint> {
        let mut state = 88172645463325252u64;
        let mut random = move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        };
        let number = |random: &mut dyn FnMut() -> u64| {
            let len = random() % (max_limbs + 1);
            let words: Vec<u64> = (0..len)
                .map(|_| match random() % 5 {
                    0 => 0,
                    1 => u64::MAX,
                    2 => 1 << 63,
                    _ => random(),
                })
                .collect();
            self::number(&words)
        };
        (0..count).map(|_| number(&mut random)).collect()
    }

    #[test]
    fn ring_operations_agree_with_num_bigint() {
        let numbers = samples(400, 6);
        for pair in numbers.windows(2) {
            let (a, b) = (limbs(&pair[0]), limbs(&pair[1]));
            let mut out = vec![7; a.len().max(b.len()) + 1];
            add(&mut out, &a, &b);
            assert_eq!(number(&out), &pair[0] + &pair[1]);
            let mut out = vec![7; a.len() + b.len()];
            mul(&mut out, &a, &b);
            assert_eq!(number(&out), &pair[0] * &pair[1]);
            assert_eq!(compare(&a, &b), pair[0].cmp(&pair[1]));
            let (big, small) = if pair[0] >= pair[1] { (&pair[0], &pair[1]) } else { (&pair[1], &pair[0]) };
            let mut out = vec![7; limbs(big).len()];
            sub(&mut out, &limbs(big), &limbs(small));
            assert_eq!(number(&out), big - small);
        }
    }

    #[test]
    fn division_agrees_with_num_bigint() {
        let numbers = samples(3000, 7);
        for pair in numbers.windows(2) {
            let (a, b) = (limbs(&pair[0]), limbs(&pair[1]));
            match b.len() {
                0 => {}
                1 => {
                    let divisor = Divisor::new(word(b[0]));
                    let mut q = vec![0; a.len()];
                    let r = divisor.divide_into(&mut q, &a);
                    assert_eq!(number(&q), &pair[0] / &pair[1]);
                    assert_eq!(BigUint::from(r), &pair[0] % &pair[1]);
                    assert_eq!(divisor.remainder(&a), r);
                }
                n if a.len() >= n => {
                    let shift = u64::from(word(b[n - 1]).leading_zeros());
                    let mut u = vec![0; a.len() + 1];
                    shift_left(&mut u, &a, shift);
                    let mut v = vec![0; n + 1];
                    shift_left(&mut v, &b, shift);
                    let mut q = vec![0; u.len() - n];
                    divide_long(&mut q, &mut u, &v[..n]);
                    assert_eq!(number(&q), &pair[0] / &pair[1]);
                    assert_eq!(number(&u) >> shift, &pair[0] % &pair[1]);
                }
                _ => {}
            }
        }
    }

    #[test]
    fn shifts_and_hash() {
        for n in samples(300, 5) {
            let a = limbs(&n);
            for bits in [0, 1, 63, 64, 65, 130] {
                let mut out = vec![0; a.len() + bits as usize / 64 + 1];
                shift_left(&mut out, &a, bits);
                assert_eq!(number(&out), &n << bits);
                if (bits / 64) < a.len() as u64 {
                    let mut out = vec![0; a.len() - bits as usize / 64];
                    let lost = shift_right(&mut out, &a, bits);
                    assert_eq!(number(&out), &n >> bits);
                    assert_eq!(lost, (&n >> bits) << bits != n);
                }
            }
            let prime = (BigUint::from(1u8) << 61) - 1u8;
            assert_eq!(BigUint::from(modulo_hash_prime(&a)), n % prime);
        }
    }

    #[test]
    fn bitwise_is_twos_complement() {
        use num_bigint::{BigInt, Sign};
        let numbers = samples(400, 4);
        for (at, pair) in numbers.windows(2).enumerate() {
            let (na, nb) = (at & 1 == 1 && pair[0].bits() > 0, at & 2 == 2 && pair[1].bits() > 0);
            let signed = |negative, n: &BigUint| {
                BigInt::from_biguint(if negative { Sign::Minus } else { Sign::Plus }, n.clone())
            };
            let (x, y) = (signed(na, &pair[0]), signed(nb, &pair[1]));
            let (a, b) = (limbs(&pair[0]), limbs(&pair[1]));
            for (op, expected) in [(BitOp::And, &x & &y), (BitOp::Or, &x | &y), (BitOp::Xor, &x ^ &y)] {
                let mut out = vec![0; a.len().max(b.len()) + 1];
                let negative = bitwise(op, &mut out, (na, &a), (nb, &b));
                assert_eq!(signed(negative, &number(&out)), expected);
            }
        }
    }

    #[test]
    fn doubles_are_nearest() {
        let f = |n: &BigUint| to_f64(&limbs(n), false, 0);
        let one = BigUint::from(1u8);
        assert_eq!(f(&BigUint::from(1u64 << 53)), Some(9007199254740992.0));
        assert_eq!(f(&((&one << 53) + 1u8)), Some(9007199254740992.0));
        assert_eq!(f(&((&one << 53) + 3u8)), Some(9007199254740996.0));
        assert_eq!(f(&((&one << 1024u32) - 1u8)), None);
        assert_eq!(f(&(((&one << 54) - 1u8) << 970u32)), None);
        assert_eq!(f(&(((&one << 53) - 1u8) << 971u32)), Some(f64::MAX));
        assert_eq!(to_f64(&limbs(&one), false, -1074), Some(5e-324));
        assert_eq!(to_f64(&limbs(&one), false, -1075), Some(0.0));
        assert_eq!(to_f64(&limbs(&BigUint::from(3u8)), false, -1076), Some(5e-324));
        assert_eq!(to_f64(&limbs(&one), true, -1075), Some(5e-324));
    }
}
