//! What is typed behind a field of the query language, read as its value: one of a few words, a range of days or
//! numbers, part of a path, a tag.
//!
//! Not here: which fields there are (`fields`), the dates themselves (`date_range`).

use jiff::civil::Date;

use super::date_range::{self, Days};
use super::lex::QueryWord;
use super::numbers;
use crate::query::condition::{Condition, NumberRange, PathPart};
use crate::query::kept::Tag;
use crate::text::fold::fold;

/// A word of a query as understood.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ParsedWord {
    Condition(Condition),
    /// Understood as plain words, though it looks like something else.
    ConditionDespite(Condition, String),
    /// Nothing to test; with the reason, unless the word is only unfinished.
    Ignored(Option<String>),
}

/// The values of a field that takes one of a few words.
pub(super) type Values<const N: usize> = [(&'static str, Condition); N];

/// A field that takes one of a few words.
pub(super) fn one_of<const N: usize>(
    word: &QueryWord<'_>,
    unfinished: bool,
    values: &Values<N>,
) -> ParsedWord {
    if let Some((_, condition)) = values.iter().find(|(name, _)| name.eq_ignore_ascii_case(word.value)) {
        return ParsedWord::Condition(condition.clone());
    }
    let names = values.each_ref().map(|(name, _)| *name);
    let begun = word.value.to_ascii_lowercase();
    let may_go_on = unfinished && names.iter().any(|name| name.starts_with(&begun));
    not_understood(word, may_go_on, &names.join(", "))
}

/// A word whose value is none, if it is not to go on.
pub(super) fn not_understood(word: &QueryWord<'_>, may_go_on: bool, expected: &str) -> ParsedWord {
    ParsedWord::Ignored((!may_go_on).then(|| format!("“{}” is ignored: expected {expected}", word.typed)))
}

/// What a remark says of a date.
const DATE: &str = "a date such as 2022-02-14, 2022..2023 or last-30d";

/// A range of days. While it is being typed, what is already a date counts: `2022-0` is still 2022.
pub(super) fn days(
    word: &QueryWord<'_>,
    unfinished: bool,
    today: Date,
    read: fn(&str, Date) -> Option<Days>,
    condition: fn(Days) -> Condition,
) -> ParsedWord {
    if let Some(days) = read(word.value, today) {
        return ParsedWord::Condition(condition(days));
    }
    let may_go_on = unfinished && date_range::may_become(word.value);
    let ends = word.value.char_indices().map(|(at, _)| at).rev().filter(|&at| may_go_on && at > 0);
    match ends.take(11).find_map(|end| read(&word.value[..end], today)) {
        Some(days) => ParsedWord::Condition(condition(days)),
        None => not_understood(word, may_go_on, DATE),
    }
}

/// Part of the name of a file, or names of folders below each other.
pub(super) fn path(part: PathPart, word: &QueryWord<'_>, prefix: bool) -> ParsedWord {
    let text = fold(word.value.trim().trim_matches('/'));
    if text.is_empty() {
        return ParsedWord::Ignored(None);
    }
    // What is asked of a file may stand anywhere in its name, so that a star changes nothing.
    ParsedWord::Condition(Condition::Path { part, text, prefix: prefix && part == PathPart::Folder })
}

/// A range of numbers.
pub(super) fn number(
    word: &QueryWord<'_>,
    unfinished: bool,
    condition: fn(NumberRange) -> Condition,
) -> ParsedWord {
    match numbers::range(word.value) {
        Some(range) => ParsedWord::Condition(condition(range)),
        None => {
            let begun = matches!(word.value, ">" | "<" | "=" | ">=" | "<=" | "=.." | "." | "..");
            let range = word.value.strip_suffix('.').and_then(numbers::range);
            not_understood(
                word,
                unfinished && (begun || range.is_some()),
                "a number such as >500 or 100..500",
            )
        }
    }
}

/// A tag, of which the last step may go on while it is typed or where a star stands.
pub(super) fn tag(word: &QueryWord<'_>, unfinished: bool) -> ParsedWord {
    match Tag::new(word.value) {
        Some(tag) => {
            // What ends in "/" is a whole step.
            let goes_on = (word.star || unfinished) && !word.value.trim_end().ends_with('/');
            ParsedWord::Condition(Condition::Tag { tag, goes_on })
        }
        None => not_understood(word, unfinished, "a tag such as people/witness"),
    }
}
