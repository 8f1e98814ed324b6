//! Normalises the words of a date mention to a calendar date: a day, month or year.
//!
//! Not here: finding dates in a text (`dates`).

use jiff::civil::Weekday;

use crate::lexicon::calendar;
use crate::model::PartialDate;
use crate::text::fold::folded;

/// The date that day, month and year make, as far as they are given.
pub fn calendar_date(words: &str) -> Option<String> {
    if let Some(date) = PartialDate::parse(words) {
        return Some(date.to_string());
    }
    let (mut year, mut month, mut day) = (None, None, None);
    for word in words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
        match digits.parse::<i16>() {
            Ok(number) if digits.len() == 4 && word.len() == 4 => year = Some(number),
            Ok(number) if digits.len() <= 2 => day = u8::try_from(number).ok(),
            Ok(_) => return None,
            Err(_) => month = month.or_else(|| calendar::month(&folded(word))),
        }
    }
    match (year, month, day) {
        (Some(year), Some(month), Some(day)) => {
            PartialDate::day(year, month, day).map(|date| date.to_string())
        }
        (Some(year), Some(month), None) => PartialDate::month(year, month).map(|date| date.to_string()),
        (Some(year), None, None) => Some(PartialDate::year(year).to_string()),
        (None, Some(month), Some(day)) if (1..=31).contains(&day) => Some(format!("--{month:02}-{day:02}")),
        _ => None,
    }
}

/// The last such weekday up to the day of publication: reports are of what happened.
pub fn weekday(words: &str, before: &str, published: PartialDate) -> Option<String> {
    let (year, month, day) = published.parts();
    let published = jiff::civil::date(year, month? as i8, day? as i8);
    let named = calendar::weekday(&folded(words)).filter(|day| *day <= 7)?;
    let named = Weekday::from_monday_one_offset(named as i8).ok()?;
    let other = ["next", "last", "every", "each", "this", "coming", "by", "until"];
    let lower = before.trim_end().to_lowercase();
    if other.iter().any(|word| ends_with_word(&lower, word)) {
        return None;
    }
    let back = i64::from(published.weekday().since(named));
    published.checked_sub(jiff::Span::new().days(back)).ok().map(|date| date.to_string())
}

/// Whether a text ends with whole words.
pub fn ends_with_word(text: &str, words: &str) -> bool {
    text.strip_suffix(words).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_as_precise_as_its_words() {
        for (words, date) in [
            ("14 February 2022", Some("2022-02-14")),
            ("Feb. 14th, 2022", Some("2022-02-14")),
            ("February 2022", Some("2022-02")),
            ("2022", Some("2022")),
            ("May 10", Some("--05-10")),
            ("2022-02-14", Some("2022-02-14")),
            ("Friday", None),
            ("the 1990s", None),
        ] {
            assert_eq!(calendar_date(words).as_deref(), date, "{words}");
        }
    }
}
