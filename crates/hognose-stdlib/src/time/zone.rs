//! The local time zone: `TZ` (a POSIX rule or a file below /usr/share/zoneinfo) or /etc/localtime.
//!
//! Reads TZif files (RFC 9636). What it cannot read is UTC.

#![allow(clippy::disallowed_methods, reason = "a time zone file of bounded size")]

use super::calendar::{Broken, break_down, days_from_civil, seconds_of};

/// An offset from UTC with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    pub offset: i64,
    pub dst: bool,
    pub name: String,
}

impl Period {
    fn utc() -> Period {
        Period { offset: 0, dst: false, name: "UTC".into() }
    }
}

/// A day of the year on which a rule switches.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Day {
    /// `Jn`: 1 to 365, the leap day never counted.
    Julian(i64),
    /// `n`: 0 to 365.
    FromZero(i64),
    /// `Mm.w.d`
    MonthWeek(i64, i64, i64),
}

/// A POSIX rule: standard time, and daylight time between two switches.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    standard: Period,
    daylight: Option<(Period, (Day, i64), (Day, i64))>,
}

/// A time zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Times from which each period holds.
    transitions: Vec<(i64, Period)>,
    first: Period,
    rule: Option<Rule>,
}

impl Zone {
    /// The zone that the environment says.
    pub fn local(tz: Option<&str>) -> Zone {
        let from_file = |path: &str| std::fs::read(path).ok().and_then(|data| read_tzif(&data));
        let found = match tz {
            None => from_file("/etc/localtime"),
            Some(tz) => {
                let tz = tz.strip_prefix(':').unwrap_or(tz);
                if tz.starts_with('/') {
                    from_file(tz)
                } else {
                    let safe = !tz.is_empty() && !tz.split('/').any(|part| part == "..");
                    let file = safe.then(|| from_file(&format!("/usr/share/zoneinfo/{tz}"))).flatten();
                    file.or_else(|| {
                        let rule = read_rule(tz)?;
                        Some(Zone { transitions: vec![], first: rule.standard.clone(), rule: Some(rule) })
                    })
                }
            }
        };
        found.unwrap_or(Zone { transitions: vec![], first: Period::utc(), rule: None })
    }

    /// The period at a time since the epoch.
    pub fn at(&self, seconds: i64) -> Period {
        let after = self.transitions.partition_point(|(start, _)| *start <= seconds);
        if after == self.transitions.len() {
            if let Some(rule) = &self.rule {
                return rule.at(seconds);
            }
        }
        match after.checked_sub(1) {
            Some(at) => self.transitions[at].1.clone(),
            None => self.first.clone(),
        }
    }

    /// Seconds since the epoch of a local time; `dst` decides where the clock shows it twice.
    pub fn seconds_of_local(&self, b: &Broken) -> i64 {
        let local = seconds_of(b);
        let mut best = None;
        for guess in [local - 86_400, local, local + 86_400] {
            let offset = self.at(guess).offset;
            let candidate = local - offset;
            let period = self.at(candidate);
            if period.offset == offset {
                let fits = b.dst < 0 || period.dst == (b.dst > 0);
                if fits {
                    return candidate;
                }
                best.get_or_insert(candidate);
            }
        }
        match best {
            // The wish for the other kind of time shifts by what the two differ.
            Some(candidate) if b.dst >= 0 => {
                let here = self.at(candidate);
                let (standard, daylight) = self.both(b.year);
                let wanted = if b.dst > 0 { daylight } else { standard };
                match wanted {
                    Some(wanted) => local - wanted.offset,
                    None => local - here.offset,
                }
            }
            Some(candidate) => candidate,
            // A time that the clock skips: as if the switch had not come yet.
            None => local - self.at(local - self.at(local).offset - 1).offset,
        }
    }

    /// Standard and daylight periods in a year.
    pub fn both(&self, year: i64) -> (Option<Period>, Option<Period>) {
        let middle = |month| self.at(days_from_civil(year, month, 1) * 86_400);
        let periods = [middle(1), middle(7)];
        let find = |dst: bool| periods.iter().find(|p| p.dst == dst).cloned();
        (find(false), find(true))
    }
}

impl Rule {
    fn at(&self, seconds: i64) -> Period {
        let Some((daylight, start, end)) = &self.daylight else { return self.standard.clone() };
        let year = break_down(seconds, self.standard.offset, "", false).year;
        let switch = |(day, time): &(Day, i64), offset: i64| day.of_year(year) * 86_400 + time - offset;
        let (start, end) = (switch(start, self.standard.offset), switch(end, daylight.offset));
        let is_daylight =
            if start < end { (start..end).contains(&seconds) } else { !(end..start).contains(&seconds) };
        if is_daylight { daylight.clone() } else { self.standard.clone() }
    }
}

impl Day {
    /// Days since the epoch.
    fn of_year(&self, year: i64) -> i64 {
        let first = days_from_civil(year, 1, 1);
        let is_leap = days_from_civil(year + 1, 1, 1) - first == 366;
        match *self {
            Day::Julian(n) => first + n - 1 + i64::from(is_leap && n >= 60),
            Day::FromZero(n) => first + n,
            Day::MonthWeek(month, week, weekday) => {
                let start = days_from_civil(year, month, 1);
                // 1970-01-01 was a Thursday; the rule's Sunday is 0.
                let day = start + (weekday - (start + 4)).rem_euclid(7) + (week - 1) * 7;
                let end = if month == 12 {
                    days_from_civil(year + 1, 1, 1)
                } else {
                    days_from_civil(year, month + 1, 1)
                };
                if day >= end { day - 7 } else { day }
            }
        }
    }
}

/// Reads `EST5EDT,M3.2.0,M11.1.0`.
fn read_rule(text: &str) -> Option<Rule> {
    let mut rest = text;
    let name = read_name(&mut rest)?;
    let offset = -read_time(&mut rest)?;
    let standard = Period { offset, dst: false, name };
    if rest.is_empty() {
        return Some(Rule { standard, daylight: None });
    }
    let name = read_name(&mut rest)?;
    let offset = if rest.is_empty() || rest.starts_with(',') {
        standard.offset + 3600
    } else {
        -read_time(&mut rest)?
    };
    let daylight = Period { offset, dst: true, name };
    if rest.is_empty() {
        rest = ",M3.2.0,M11.1.0";
    }
    let start = read_switch(&mut rest)?;
    let end = read_switch(&mut rest)?;
    Some(Rule { standard, daylight: Some((daylight, start, end)) })
}

fn read_name(rest: &mut &str) -> Option<String> {
    let (name, after) = match rest.strip_prefix('<') {
        Some(quoted) => quoted.split_once('>')?,
        None => {
            let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
            rest.split_at(end)
        }
    };
    *rest = after;
    (name.len() >= 3).then(|| name.to_string())
}

fn read_number(rest: &mut &str) -> Option<i64> {
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, after) = rest.split_at(end);
    *rest = after;
    digits.parse().ok()
}

/// `[+-]hh[:mm[:ss]]` in seconds.
fn read_time(rest: &mut &str) -> Option<i64> {
    let sign = if rest.starts_with('-') { -1 } else { 1 };
    *rest = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    let mut seconds = read_number(rest)? * 3600;
    for unit in [60, 1] {
        let Some(after) = rest.strip_prefix(':') else { break };
        *rest = after;
        seconds += read_number(rest)? * unit;
    }
    Some(sign * seconds)
}

fn read_switch(rest: &mut &str) -> Option<(Day, i64)> {
    *rest = rest.strip_prefix(',')?;
    let day = if let Some(after) = rest.strip_prefix('M') {
        *rest = after;
        let month = read_number(rest)?;
        *rest = rest.strip_prefix('.')?;
        let week = read_number(rest)?;
        *rest = rest.strip_prefix('.')?;
        let weekday = read_number(rest)?;
        if !(1..=12).contains(&month) || !(1..=5).contains(&week) || weekday > 6 {
            return None;
        }
        Day::MonthWeek(month, week, weekday)
    } else if let Some(after) = rest.strip_prefix('J') {
        *rest = after;
        Day::Julian(read_number(rest)?)
    } else {
        Day::FromZero(read_number(rest)?)
    };
    let time = match rest.strip_prefix('/') {
        Some(after) => {
            *rest = after;
            read_time(rest)?
        }
        None => 7200,
    };
    Some((day, time))
}

/// The second, 64-bit half of a TZif file.
fn read_tzif(data: &[u8]) -> Option<Zone> {
    let head = |at: usize| -> Option<[usize; 6]> {
        let head = data.get(at..at + 44)?;
        if !head.starts_with(b"TZif") {
            return None;
        }
        let count = |n: usize| {
            let bytes = head.get(20 + 4 * n..24 + 4 * n)?;
            Some(u32::from_be_bytes(bytes.try_into().ok()?) as usize)
        };
        Some([count(0)?, count(1)?, count(2)?, count(3)?, count(4)?, count(5)?])
    };
    let [utc, standard, leap, times, types, names] = head(0)?;
    let second = 44 + times * 5 + types * 6 + names + leap * 8 + standard + utc;
    let [utc, standard, leap, times, types, names] = head(second)?;
    let start = second + 44;
    let type_table = start + times * 9;
    let name_table = type_table + types * 6;
    let period = |at: usize| -> Option<Period> {
        let row = data.get(type_table + at * 6..type_table + at * 6 + 6)?;
        let offset = i64::from(i32::from_be_bytes(row[..4].try_into().ok()?));
        let text = data.get(name_table + usize::from(row[5])..name_table + names)?;
        let name = text.split(|&c| c == 0).next()?;
        Some(Period { offset, dst: row[4] != 0, name: String::from_utf8_lossy(name).into_owned() })
    };
    let mut transitions = Vec::with_capacity(times);
    for at in 0..times {
        let time = data.get(start + at * 8..start + at * 8 + 8)?;
        let kind = *data.get(start + times * 8 + at)?;
        transitions.push((i64::from_be_bytes(time.try_into().ok()?), period(usize::from(kind))?));
    }
    let footer = name_table + names + leap * 12 + standard + utc;
    let footer = data.get(footer..).unwrap_or(&[]);
    let footer = std::str::from_utf8(footer).unwrap_or("").trim_matches('\n');
    Some(Zone { transitions, first: period(0)?, rule: read_rule(footer) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules() {
        let zone = Zone::local(Some("EST5EDT,M3.2.0,M11.1.0"));
        // 2023-07-01 12:00 UTC and 2023-01-01 12:00 UTC
        assert_eq!(zone.at(1_688_212_800), Period { offset: -14_400, dst: true, name: "EDT".into() });
        assert_eq!(zone.at(1_672_574_400), Period { offset: -18_000, dst: false, name: "EST".into() });
        let mut b = break_down(1_688_212_800, -14_400, "EDT", true);
        assert_eq!(zone.seconds_of_local(&b), 1_688_212_800);
        b.dst = 0;
        assert_eq!(zone.seconds_of_local(&b), 1_688_212_800 + 3600);
        b.dst = -1;
        assert_eq!(zone.seconds_of_local(&b), 1_688_212_800);
        assert_eq!(Zone::local(Some("UTC0")).at(0).name, "UTC");
        assert_eq!(Zone::local(Some("nonsense??")).at(0), Period::utc());
    }
}
