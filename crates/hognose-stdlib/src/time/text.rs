//! `strftime` and `asctime` in the C locale.

#![allow(clippy::disallowed_methods, reason = "as long as the format, but for directives of bounded length")]

use super::calendar::{Broken, iso_week, seconds_of};

pub const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn day(b: &Broken) -> &'static str {
    DAYS[b.weekday.rem_euclid(7) as usize]
}

fn month(b: &Broken) -> &'static str {
    MONTHS[(b.month - 1).rem_euclid(12) as usize]
}

/// `Sun Jun 20 23:21:05 1993`
pub fn asctime(b: &Broken) -> String {
    format!(
        "{} {} {:2} {:02}:{:02}:{:02} {}",
        &day(b)[..3],
        &month(b)[..3],
        b.day,
        b.hour,
        b.minute,
        b.second,
        b.year
    )
}

/// Formats by C's directives; unknown ones stay as they are.
pub fn strftime(format: &str, b: &Broken) -> String {
    let mut out = String::with_capacity(format.len() + 16);
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let mut directive = chars.clone();
        let mut flag = None;
        let mut code = directive.next();
        if let Some('-' | '_' | '0' | '^' | '#') = code {
            flag = code;
            code = directive.next();
        }
        if let Some('E' | 'O') = code {
            code = directive.next();
        }
        match code.and_then(|code| expand(code, b, flag)) {
            Some(text) => {
                out.push_str(&text);
                chars = directive;
            }
            None => out.push('%'),
        }
    }
    out
}

fn expand(code: char, b: &Broken, flag: Option<char>) -> Option<String> {
    let number = |value: i64, width: usize, pad: char| {
        let pad = match flag {
            Some('-') => None,
            Some('_') => Some(' '),
            Some('0') => Some('0'),
            _ => Some(pad),
        };
        match pad {
            None => value.to_string(),
            Some('0') => format!("{value:0width$}"),
            Some(_) => format!("{value:width$}"),
        }
    };
    let two = |value: i64| number(value, 2, '0');
    let text = |s: &str| match flag {
        Some('^') => s.to_uppercase(),
        Some('#') => s.to_uppercase(),
        _ => s.to_string(),
    };
    let twelve = (b.hour + 11).rem_euclid(12) + 1;
    let sign = if b.offset < 0 { '-' } else { '+' };
    let sub = |format: &str| strftime(format, b);
    Some(match code {
        'a' => text(&day(b)[..3]),
        'A' => text(day(b)),
        'b' | 'h' => text(&month(b)[..3]),
        'B' => text(month(b)),
        'c' => sub("%a %b %e %H:%M:%S %Y"),
        'C' => number(b.year.div_euclid(100), 2, '0'),
        'd' => two(b.day),
        'D' | 'x' => sub("%m/%d/%y"),
        'e' => number(b.day, 2, ' '),
        'F' => format!("{}-{:02}-{:02}", b.year, b.month, b.day),
        'g' => two(iso_week(b).0.rem_euclid(100)),
        'G' => iso_week(b).0.to_string(),
        'H' => two(b.hour),
        'I' => two(twelve),
        'j' => number(b.yearday, 3, '0'),
        'k' => number(b.hour, 2, ' '),
        'l' => number(twelve, 2, ' '),
        'm' => two(b.month),
        'M' => two(b.minute),
        'n' => "\n".into(),
        'p' if flag == Some('#') => if b.hour < 12 { "am" } else { "pm" }.into(),
        'p' => if b.hour < 12 { "AM" } else { "PM" }.into(),
        'P' => if b.hour < 12 { "am" } else { "pm" }.into(),
        'r' => sub("%I:%M:%S %p"),
        'R' => sub("%H:%M"),
        's' => (seconds_of(b) - b.offset).to_string(),
        'S' => two(b.second),
        't' => "\t".into(),
        'T' | 'X' => sub("%H:%M:%S"),
        'u' => (b.weekday + 1).to_string(),
        'U' => two((b.yearday - 1 + 7 - (b.weekday + 1) % 7) / 7),
        'V' => two(iso_week(b).1),
        'w' => ((b.weekday + 1) % 7).to_string(),
        'W' => two((b.yearday - 1 + 7 - b.weekday) / 7),
        'y' => two(b.year.rem_euclid(100)),
        'Y' => b.year.to_string(),
        'z' => format!("{sign}{:02}{:02}", b.offset.abs() / 3600, b.offset.abs() / 60 % 60),
        'Z' => b.zone.clone(),
        '%' => "%".into(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::calendar::break_down;
    use super::*;

    #[test]
    fn formats() {
        let b = break_down(1_700_000_000, 0, "UTC", false);
        let format = "%Y-%m-%d %H:%M:%S %a %A %b %B %j %U %W %y %p %I %Z %z %% %e %G-%V %u %w %s %c %x %X %Q";
        assert_eq!(
            strftime(format, &b),
            "2023-11-14 22:13:20 Tue Tuesday Nov November 318 46 46 23 PM 10 UTC +0000 % 14 2023-46 2 2 1700000000 \
             Tue Nov 14 22:13:20 2023 11/14/23 22:13:20 %Q"
        );
        assert_eq!(asctime(&b), "Tue Nov 14 22:13:20 2023");
    }
}
