//! The hash of strings and bytes: seeded, 32 bits, by folded 64-bit multiplications.
//!
//! Not cryptographic; the seed keeps programs from building collisions ahead of time.

const K0: u64 = 0x9E37_79B9_7F4A_7C15;
const K1: u64 = 0xD6E8_FEB8_6659_FD93;

#[inline(always)]
fn fold(a: u64, b: u64) -> u64 {
    let wide = (a as u128).wrapping_mul(b as u128);
    wide as u64 ^ (wide >> 64) as u64
}

#[inline(always)]
fn word(bytes: &[u8], at: usize) -> u64 {
    match bytes[at..].first_chunk::<8>() {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => 0,
    }
}

#[inline(always)]
fn half(bytes: &[u8], at: usize) -> u64 {
    match bytes[at..].first_chunk::<4>() {
        Some(chunk) => u32::from_le_bytes(*chunk) as u64,
        None => 0,
    }
}

/// Hash of `bytes`; 0 only for no bytes.
#[inline]
pub fn hash_bytes(seed: u64, bytes: &[u8]) -> u32 {
    let n = bytes.len();
    let (a, b, mut state) = match n {
        0 => return 0,
        1..=3 => ((bytes[0] as u64) << 16 | (bytes[n / 2] as u64) << 8 | bytes[n - 1] as u64, 0, seed ^ K0),
        4..=7 => (half(bytes, 0), half(bytes, n - 4), seed ^ K0),
        8..=16 => (word(bytes, 0), word(bytes, n - 8), seed ^ K0),
        _ => {
            let mut state = seed ^ K0;
            let mut at = 0;
            while at + 16 < n {
                state = fold(word(bytes, at) ^ K1, word(bytes, at + 8) ^ state);
                at += 16;
            }
            (word(bytes, n - 16), word(bytes, n - 8), state)
        }
    };
    state = fold(a ^ K1, b ^ state);
    state = fold(state ^ K0, n as u64 ^ K1 ^ seed.rotate_left(32));
    let hash = (state ^ (state >> 32)) as u32;
    if hash == 0 { 1 } else { hash }
}

#[cfg(test)]
mod tests {
    use super::hash_bytes;

    #[test]
    fn spreads() {
        let mut seen: Vec<u32> =
            (0..20_000u32).map(|i| hash_bytes(7, format!("key{i}").as_bytes())).collect();
        seen.sort_unstable();
        seen.dedup();
        assert!(seen.len() > 19_990);
        for n in 1..64 {
            let zeros = vec![0u8; n];
            assert!(hash_bytes(1, &zeros) != 0);
            assert!(hash_bytes(1, &zeros) != hash_bytes(2, &zeros));
        }
    }
}
