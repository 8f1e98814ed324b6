//! Formats numbers, dates and titles as they are shown on the screen. Pure text; styles are added where
//! it is drawn.

use std::borrow::Cow;

use jiff::tz::TimeZone;

pub use crate::text::digits::group_digits;

use crate::model::PartialDate;
use crate::query::{Dating, Row, SentenceLine};

/// A number with its noun: `1 hit`, `1,200 hits`.
pub fn counted(number: usize, noun: &str) -> String {
    format!("{} {noun}{}", group_digits(number as u64), if number == 1 { "" } else { "s" })
}

/// How many copies there are, in words.
pub fn copies_counted(number: usize) -> String {
    if number == 1 { "1 copy".to_owned() } else { format!("{} copies", group_digits(number as u64)) }
}

/// What a document is called in lists: its title, else its file.
pub fn title_of(row: &Row) -> Cow<'_, str> {
    row.called()
}

/// When a document was published, in at most ten columns: `5 Jun 23`, `~Feb 2022`; bounds, `>May 2024`, `<2025`; or
/// `undated`.
pub fn dated(dating: Dating) -> String {
    let guess = if dating.sure { "" } else { "~" };
    match dating {
        Dating { date: Some(date), .. } => format!("{guess}{}", short_date(date)),
        Dating { after: Some(after), .. } => format!(">{}", month_of(after)),
        Dating { before: Some(before), .. } => format!("<{}", month_of(before)),
        _ => UNDATED.to_owned(),
    }
}

/// What stands in the place of a date where not even a bound is known.
pub const UNDATED: &str = "undated";

fn short_date(date: PartialDate) -> String {
    let words = crate::app::reader::date_words(date);
    match date.parts() {
        // Two digits leave no doubt about the century only in our own time.
        (1970..=2069, Some(_), Some(_)) => {
            let (rest, year) = words.split_at(words.len().saturating_sub(4));
            format!("{rest}{}", &year[2..])
        }
        (_, Some(_), Some(_)) => words.split_once(' ').map_or(words.clone(), |(_, month)| month.to_owned()),
        _ => words,
    }
}

fn month_of(date: PartialDate) -> String {
    let (year, month, _) = date.parts();
    let month = month.and_then(|month| PartialDate::month(year, month));
    crate::app::reader::date_words(month.unwrap_or(PartialDate::year(year)))
}

/// The day of a time in seconds since 1970 by a clock: `5 Jun 2023`; empty where there is none.
pub fn day_of(time: i64, zone: &TimeZone) -> String {
    let day = jiff::Timestamp::from_second(time).ok().filter(|_| time > 0);
    let day = day.map(|time| time.to_zoned(zone.clone()).date().to_string());
    day.and_then(|day| PartialDate::parse(&day)).map_or_else(String::new, |date| date.words())
}

/// A name with the sign of a guess before it.
pub fn guessed(name: &str, guess: bool) -> String {
    format!("{}{name}", if guess { "~" } else { "" })
}

/// Date and source of a sentence: `5 Jun 23 · The Harbour Courier`.
pub fn origin(line: &SentenceLine) -> String {
    let date = (!line.dating.is_undated()).then(|| dated(line.dating));
    let from = line.source.clone().or_else(|| line.title.clone());
    date.into_iter().chain(from).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::group_digits;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0, 999, 1000, 1_234_567].map(group_digits), ["0", "999", "1,000", "1,234,567"]);
    }
}
