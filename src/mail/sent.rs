//! Reads the day on which a mail was sent, in the forms of mail and news programs of all years: `Tue, 6
//! Apr 1993 10:26:49 GMT`, `25 Apr 93 19:56:12 GMT`, `Tue Apr  6 10:26:49 1993`.
//!
//! The day is that of the sender's clock; the zone behind it does not move it.
//!
//! Not here: dates in running text (`segment::date_text`).

use crate::model::PartialDate;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The day that the value of a date field names; `None` where it has another form.
pub fn day(value: &str) -> Option<PartialDate> {
    let words: Vec<&str> = value
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '/' | '.'))
        .filter(|word| !word.is_empty())
        .collect();
    let (at, month) = words.iter().enumerate().find_map(|(at, word)| Some((at, month(word)?)))?;
    let before = at.checked_sub(1).and_then(|at| day_number(words[at]));
    // "6 Apr 1993"; else "Apr  6 10:26:49 1993".
    let (day, rest) = match before {
        Some(day) => (day, &words[at + 1..]),
        None => (day_number(words.get(at + 1)?)?, &words[at + 2..]),
    };
    let year = rest.iter().find_map(|word| year(word))?;
    PartialDate::day(year, month, day)
}

/// When a mail was sent, in seconds since 1970; `None` where its date field has no day or no time of day. A time
/// without a zone is taken as that of Greenwich.
pub fn seconds(value: &str) -> Option<i64> {
    let date = day(value)?.first_day();
    let words = || value.split_whitespace();
    let at = words().position(|word| word.contains(':'))?;
    let mut parts = words().nth(at)?.split(':').map(|part| part.parse::<i8>().ok());
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next().flatten().unwrap_or(0));
    let after = words().nth(at + 1).unwrap_or_default();
    let hour = match (hour, after.to_ascii_uppercase().as_str()) {
        (12, "AM") => 0,
        (1..12, "PM") => hour + 12,
        _ => hour,
    };
    // 60 is a leap second.
    let time = date.at(hour.min(23), minute.min(59), second.min(59), 0);
    let of_greenwich = time.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_second();
    Some(of_greenwich - words().skip(at + 1).find_map(offset).unwrap_or(0))
}

/// The seconds by which a zone such as "+0200" is ahead of Greenwich.
fn offset(word: &str) -> Option<i64> {
    let digits = word.strip_prefix(['+', '-']).filter(|digits| digits.len() == 4)?;
    let number: i64 = digits.parse().ok()?;
    let ahead = (number / 100 * 60 + number % 100) * 60;
    Some(if word.starts_with('-') { -ahead } else { ahead })
}

fn month(word: &str) -> Option<u8> {
    let lower = word.get(..3)?.to_ascii_lowercase();
    let whole = word.bytes().all(|b| b.is_ascii_alphabetic());
    let month = MONTHS.iter().position(|month| *month == lower).filter(|_| whole)?;
    Some(month as u8 + 1)
}

fn day_number(word: &str) -> Option<u8> {
    let number = word.parse().ok().filter(|day| (1..=31).contains(day))?;
    (word.len() <= 2).then_some(number)
}

/// A year of four digits, or of two as RFC 5322 reads them; three count from 1900.
fn year(word: &str) -> Option<i16> {
    if !word.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i16 = word.parse().ok()?;
    match (word.len(), number) {
        (4, 1900..=2199) => Some(number),
        (3, _) | (2, 50..) => Some(1900 + number),
        (2, _) => Some(2000 + number),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_counts_from_greenwich() {
        for (value, seconds) in [
            ("Tue, 6 Apr 1993 10:26:49 GMT", Some(734_092_009)),
            ("Tue, 6 Apr 1993 10:26:49 +0200", Some(734_084_809)),
            ("Mon, 20 Mar 2023 23:30:13 -0700 (PDT)", Some(1_679_380_213)),
            ("Monday, November 2, 2020 9:28 PM", Some(1_604_352_480)),
            ("Tue Apr  6 10:26:49 1993", Some(734_092_009)),
            ("6 Apr 1993", None),
            ("10:26", None),
        ] {
            assert_eq!(super::seconds(value), seconds, "{value}");
        }
    }

    #[test]
    fn the_day_is_that_of_the_sender_in_every_form() {
        for (value, date) in [
            ("Tue, 6 Apr 1993 10:26:49 GMT", Some("1993-04-06")),
            ("25 Apr 93 19:56:12 GMT", Some("1993-04-25")),
            ("Mon, 20 Mar 2023 23:30:13 -0700 (PDT)", Some("2023-03-20")),
            ("Tue Apr  6 10:26:49 1993", Some("1993-04-06")),
            ("Tue Apr  6 10:26:49 EDT 1993", Some("1993-04-06")),
            ("Wednesday, 21-Apr-93 10:00:00 GMT", Some("1993-04-21")),
            ("Monday, November 2, 2020 9:28 PM", Some("2020-11-02")),
            ("1 Jan 04 00:00 +0000", Some("2004-01-01")),
            ("31 Feb 1993", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(day(value).map(|day| day.to_string()).as_deref(), date, "{value}");
        }
    }
}
