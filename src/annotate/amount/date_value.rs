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

/// The day that a weekday means in a sentence, from the day of publication on: the last such day where the
/// sentence tells what happened, the next one where it tells what is to come.
pub fn weekday(words: &str, before: &str, behind: &str, published: PartialDate) -> Option<String> {
    let (year, month, day) = published.parts();
    let published = jiff::civil::date(year, month? as i8, day? as i8);
    let named = calendar::weekday(&folded(words)).filter(|day| *day <= 7)?;
    let named = Weekday::from_monday_one_offset(named as i8).ok()?;
    let other = ["next", "last", "every", "each", "by", "until"];
    let lower = before.trim_end().to_lowercase();
    if other.iter().any(|word| ends_with_word(&lower, word)) {
        return None;
    }
    let coming = ["this", "coming"].iter().any(|word| ends_with_word(&lower, word));
    let days = match coming || is_to_come(&lower, behind) {
        true => i64::from(named.since(published.weekday())),
        false => -i64::from(published.weekday().since(named)),
    };
    published.checked_add(jiff::Span::new().days(days)).ok().map(|date| date.to_string())
}

/// Verbs that tell of what is to come.
const TO_COME: [&str; 21] = [
    "will",
    "shall",
    "would",
    "might",
    "plans",
    "plan",
    "planned",
    "expects",
    "expected",
    "due",
    "scheduled",
    "going",
    "intends",
    "intend",
    "hopes",
    "wants",
    "ll",
    "must",
    "should",
    "slated",
    "planning",
];
/// Verbs in the present tense: with a weekday they tell of what is to come.
const PRESENT: [&str; 26] = [
    "comes", "come", "goes", "meets", "meet", "opens", "begins", "begin", "starts", "start", "returns",
    "arrives", "leaves", "votes", "visits", "travels", "ends", "closes", "plays", "faces", "hosts", "takes",
    "holds", "runs", "speaks", "departs",
];
/// Verbs in the past tense that do not end in "ed".
const PAST: [&str; 34] = [
    "said", "was", "were", "had", "did", "left", "went", "came", "took", "made", "gave", "won", "lost",
    "fell", "rose", "met", "held", "told", "shot", "died", "led", "began", "saw", "found", "sent", "spoke",
    "struck", "sank", "sold", "bought", "hit", "paid", "wrote", "ran",
];

/// Whether the verb of a weekday tells of what is to come: the nearest one before it, else the first behind it.
fn is_to_come(before: &str, behind: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let tells = |word: &String| {
        let word = word.as_str();
        if TO_COME.contains(&word) || PRESENT.contains(&word) {
            return Some(true);
        }
        (PAST.contains(&word) || word.len() > SHORTEST_PAST && word.ends_with("ed")).then_some(false)
    };
    let nearest = words(before).iter().rev().find_map(tells);
    nearest.or_else(|| words(behind).iter().find_map(tells)).unwrap_or(false)
}

/// Words of fewer letters that end in "ed" are no verbs in the past tense: "bed", "shed".
const SHORTEST_PAST: usize = 4;

/// Whether a text ends with whole words.
pub fn ends_with_word(text: &str, words: &str) -> bool {
    text.strip_suffix(words).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weekday_is_the_last_one_or_the_next_as_its_sentence_tells() {
        let monday = PartialDate::parse("2024-06-03").unwrap();
        for (before, behind, day) in [
            ("the council sold the lamp on ", ".", Some("2024-05-31")),
            ("it will hand over the keys on ", ", and it meets", Some("2024-06-07")),
            ("the buyer comes on ", ", the clerk said.", Some("2024-06-07")),
            ("on ", " the clerk will speak.", Some("2024-06-07")),
            ("on ", " he spoke.", Some("2024-05-31")),
            ("he will meet her next ", ".", None),
        ] {
            assert_eq!(weekday("Friday", before, behind, monday).as_deref(), day, "{before}…{behind}");
        }
    }

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
