//! Days and dates of the proleptic Gregorian calendar.

/// A broken-down time, fields as C's `struct tm` with Python's offsets (months and year days from 1, Monday 0).
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Broken {
    pub year: i64,
    pub month: i64,
    pub day: i64,
    pub hour: i64,
    pub minute: i64,
    pub second: i64,
    pub weekday: i64,
    pub yearday: i64,
    pub dst: i64,
    pub zone: String,
    pub offset: i64,
}

/// Days since 1970-01-01 (algorithm of Hinnant, "chrono-compatible low-level date algorithms").
pub fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month = (month + 9) % 12;
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Year, month and day of a number of days since 1970-01-01.
pub fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

/// Breaks down seconds since the epoch at an offset from UTC.
pub fn break_down(seconds: i64, offset: i64, zone: &str, dst: bool) -> Broken {
    let local = seconds + offset;
    let (days, rest) = (local.div_euclid(86_400), local.rem_euclid(86_400));
    let (year, month, day) = civil_from_days(days);
    Broken {
        year,
        month,
        day,
        hour: rest / 3600,
        minute: rest / 60 % 60,
        second: rest % 60,
        weekday: (days + 3).rem_euclid(7),
        yearday: days - days_from_civil(year, 1, 1) + 1,
        dst: i64::from(dst),
        zone: zone.to_string(),
        offset,
    }
}

/// Seconds since the epoch of a date and time as if at UTC; fields may be out of their ranges.
pub fn seconds_of(b: &Broken) -> i64 {
    let month = b.month - 1;
    let (year, month) = (b.year + month.div_euclid(12), month.rem_euclid(12) + 1);
    let days = days_from_civil(year, month, 1) + b.day - 1;
    days * 86_400 + b.hour * 3600 + b.minute * 60 + b.second
}

/// ISO 8601 year and week.
pub fn iso_week(b: &Broken) -> (i64, i64) {
    let week = (b.yearday - 1 - b.weekday + 10) / 7;
    let last = |year: i64| {
        // A year has 53 weeks if it starts or ends on a Thursday.
        let weekday = |month, day| (days_from_civil(year, month, day) + 3).rem_euclid(7);
        if weekday(1, 1) == 3 || weekday(12, 31) == 3 { 53 } else { 52 }
    };
    if week < 1 {
        (b.year - 1, last(b.year - 1))
    } else if week > last(b.year) {
        (b.year + 1, 1)
    } else {
        (b.year, week)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for days in [-719_528, -1, 0, 59, 11_016, 19_000, 2_932_896] {
            let (y, m, d) = civil_from_days(days);
            assert_eq!(days_from_civil(y, m, d), days);
        }
        assert_eq!(civil_from_days(0), (1970, 1, 1));
        let b = break_down(1_700_000_000, 0, "UTC", false);
        assert_eq!((b.year, b.month, b.day, b.hour, b.minute, b.second), (2023, 11, 14, 22, 13, 20));
        assert_eq!((b.weekday, b.yearday), (1, 318));
        assert_eq!(iso_week(&b), (2023, 46));
        assert_eq!(iso_week(&break_down(1_609_459_200, 0, "UTC", false)), (2020, 53));
        assert_eq!(seconds_of(&b), 1_700_000_000);
    }
}
