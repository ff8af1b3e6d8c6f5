//! UTF-8 of single characters and of whole strings.

use super::super::data::StrData;

/// The bytes of one character; surrogates are encoded like others.
#[inline]
pub fn encode_char(c: u32, room: &mut [u8; 4]) -> &[u8] {
    let n = match c {
        0..=0x7f => {
            room[0] = c as u8;
            1
        }
        0x80..=0x7ff => {
            room[0] = 0xc0 | (c >> 6) as u8;
            room[1] = 0x80 | (c & 0x3f) as u8;
            2
        }
        0x800..=0xffff => {
            room[0] = 0xe0 | (c >> 12) as u8;
            room[1] = 0x80 | (c >> 6 & 0x3f) as u8;
            room[2] = 0x80 | (c & 0x3f) as u8;
            3
        }
        _ => {
            room[0] = 0xf0 | (c >> 18) as u8;
            room[1] = 0x80 | (c >> 12 & 0x3f) as u8;
            room[2] = 0x80 | (c >> 6 & 0x3f) as u8;
            room[3] = 0x80 | (c & 0x3f) as u8;
            4
        }
    };
    &room[..n]
}

#[inline]
pub fn is_surrogate(c: u32) -> bool {
    (0xd800..0xe000).contains(&c)
}

/// Bytes that the characters take; None if a surrogate is among them.
pub fn measure(data: StrData<'_>) -> Option<usize> {
    match data {
        StrData::One(units) => Some(units.len() + units.iter().filter(|&&c| c >= 0x80).count()),
        data => {
            let mut n = 0;
            for c in data.chars() {
                n += match c {
                    0..=0x7f => 1,
                    0x80..=0x7ff => 2,
                    0xd800..=0xdfff => return None,
                    0x800..=0xffff => 3,
                    _ => 4,
                };
            }
            Some(n)
        }
    }
}

/// Writes the characters, for which `measure` gave the size of `out`.
pub fn write(data: StrData<'_>, out: &mut [u8]) {
    let mut at = 0;
    let mut room = [0; 4];
    for c in data.chars() {
        let bytes = encode_char(c, &mut room);
        out[at..at + bytes.len()].copy_from_slice(bytes);
        at += bytes.len();
    }
}
