//! The normalised value of a mention: the amount of a sum, share or quantity with its currency or noun,
//! as a range, a change or a bound; or a date.
//!
//! Not here: which words are mentions (`quantity`, `dates`).

use serde::Serialize;

use super::date_value::{calendar_date, ends_with_word, weekday};
use crate::model::{Document, Kind, Mention, Span};

/// So many bytes before a mention can bear on it.
const NEAR: usize = 32;

/// Words before a number, and what they make of it; the longest first.
const BOUNDS: [(&str, Sense); 16] = [
    ("no more than", Sense::AtMost),
    ("no fewer than", Sense::AtLeast),
    ("no less than", Sense::AtLeast),
    ("fewer than", Sense::AtMost),
    ("less than", Sense::AtMost),
    ("more than", Sense::AtLeast),
    ("at least", Sense::AtLeast),
    ("at most", Sense::AtMost),
    ("up to", Sense::AtMost),
    ("nearly", Sense::About),
    ("almost", Sense::About),
    ("around", Sense::About),
    ("roughly", Sense::About),
    ("about", Sense::About),
    ("over", Sense::AtLeast),
    ("under", Sense::AtMost),
];

/// Signs and words of currencies with their codes (ISO 4217). A dollar without more is that of
/// the United States.
const CURRENCIES: [(&str, &str); 56] = [
    ("us$", "USD"),
    ("a$", "AUD"),
    ("au$", "AUD"),
    ("ca$", "CAD"),
    ("c$", "CAD"),
    ("nz$", "NZD"),
    ("hk$", "HKD"),
    ("s$", "SGD"),
    ("€", "EUR"),
    ("euro", "EUR"),
    ("£", "GBP"),
    ("pound", "GBP"),
    ("¥", "JPY"),
    ("yen", "JPY"),
    ("yuan", "CNY"),
    ("₽", "RUB"),
    ("rouble", "RUB"),
    ("ruble", "RUB"),
    ("₴", "UAH"),
    ("hryvnia", "UAH"),
    ("₹", "INR"),
    ("rupee", "INR"),
    ("₩", "KRW"),
    ("won", "KRW"),
    ("₪", "ILS"),
    ("shekel", "ILS"),
    ("₺", "TRY"),
    ("franc", "CHF"),
    ("$", "USD"),
    ("dollar", "USD"),
    ("usd", "USD"),
    ("eur", "EUR"),
    ("gbp", "GBP"),
    ("jpy", "JPY"),
    ("cny", "CNY"),
    ("rub", "RUB"),
    ("uah", "UAH"),
    ("chf", "CHF"),
    ("sek", "SEK"),
    ("nok", "NOK"),
    ("dkk", "DKK"),
    ("pln", "PLN"),
    ("czk", "CZK"),
    ("huf", "HUF"),
    ("ron", "RON"),
    ("ils", "ILS"),
    ("krw", "KRW"),
    ("aud", "AUD"),
    ("cad", "CAD"),
    ("nzd", "NZD"),
    ("hkd", "HKD"),
    ("sgd", "SGD"),
    ("mxn", "MXN"),
    ("brl", "BRL"),
    ("zar", "ZAR"),
    ("inr", "INR"),
];

/// Words that multiply the number before them.
const SCALES: [(&str, f64); 12] = [
    ("hundred", 1e2),
    ("thousand", 1e3),
    ("k", 1e3),
    ("million", 1e6),
    ("mln", 1e6),
    ("mn", 1e6),
    ("m", 1e6),
    ("billion", 1e9),
    ("bn", 1e9),
    ("b", 1e9),
    ("trillion", 1e12),
    ("tn", 1e12),
];

/// Numbers in words, and what they are.
pub const NUMBER_WORDS: [(&str, f64); 11] = [
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
];

/// What a mention amounts to.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A sum, a share or a quantity.
    Amount {
        /// The number, its scale included; the lower end of a range.
        amount: f64,
        /// The upper end of a range, or what the amount changed to.
        #[serde(skip_serializing_if = "Option::is_none")]
        to: Option<f64>,
        /// How the number is meant.
        sense: Sense,
        /// The code of the currency of a sum (ISO 4217).
        #[serde(skip_serializing_if = "Option::is_none")]
        currency: Option<&'static str>,
        /// What is counted or measured, as written.
        #[serde(skip_serializing_if = "Option::is_none")]
        of: Option<String>,
    },
    /// As ISO 8601 has it, as far as it is known: `2022-02-14`, `2022-02`, `2022`, `--02-14`.
    Date {
        /// The date.
        date: String,
    },
}

/// How a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sense {
    /// As it stands.
    Exact,
    /// Between the amount and `to`.
    Range,
    /// From the amount to `to`.
    Change,
    /// "more than"
    AtLeast,
    /// "up to"
    AtMost,
    /// "nearly"
    About,
}

/// The value of a mention of a document; `None` for names, times of day, and words that have
/// none. A weekday is resolved only against a date of publication that is itself sure.
pub fn value(document: &Document, mention: &Mention) -> Option<Value> {
    let words = mention.span.of(&document.text);
    let before = document.text.get(..mention.span.start as usize)?;
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(NEAR))..];
    match mention.kind {
        Kind::Money | Kind::Percent | Kind::Quantity => amount(words, before, mention.kind),
        Kind::Date => {
            let published = document.published.as_ref().filter(|published| published.sure);
            let date = calendar_date(words).or_else(|| {
                let (before, behind) = sentence_around(document, mention);
                weekday(words, before, behind, published?.date?)
            });
            date.map(|date| Value::Date { date })
        }
        _ => None,
    }
}

/// What stands before and behind a mention in its sentence.
fn sentence_around<'d>(document: &'d Document, mention: &Mention) -> (&'d str, &'d str) {
    let number = document.sentences.partition_point(|sentence| sentence.end < mention.span.end);
    let Some(sentence) = document.sentences.get(number).filter(|of| of.start <= mention.span.start) else {
        return ("", "");
    };
    let part = |start, end| Span { start, end }.of(&document.text);
    (part(sentence.start, mention.span.start), part(mention.span.end, sentence.end))
}

fn amount(words: &str, before: &str, kind: Kind) -> Option<Value> {
    let (first, rest) = number(words)?;
    let joined = rest.trim_start();
    let joint = ["to ", "or ", "-", "–"].iter().find_map(|joint| joined.strip_prefix(joint));
    let second = joint.and_then(|rest| number(rest.trim_start()).filter(|_| begins_with_number(rest)));
    let (to, rest) = match second {
        Some((to, rest)) => (Some(to), rest),
        None => (None, rest),
    };
    let (scale, noun) = scale(rest.trim_start());
    let lower = before.trim_end().to_lowercase();
    let sense = match to {
        Some(_) if lower.ends_with("from") => Sense::Change,
        Some(_) => Sense::Range,
        None => BOUNDS
            .iter()
            .find(|(words, _)| ends_with_word(&lower, words))
            .map_or(Sense::Exact, |(_, sense)| *sense),
    };
    let currency = (kind == Kind::Money).then(|| currency(words)).flatten();
    let noun = noun.trim();
    let of = (kind == Kind::Quantity && !noun.is_empty()).then(|| noun.to_owned());
    // "2 to 3 million": the scale is that of both.
    Some(Value::Amount { amount: first * scale, to: to.map(|to| to * scale), sense, currency, of })
}

fn begins_with_number(text: &str) -> bool {
    text.trim_start().starts_with(|c: char| c.is_ascii_digit())
}

/// The first number of a text and what follows it.
fn number(text: &str) -> Option<(f64, &str)> {
    let Some(start) = text.find(|c: char| c.is_ascii_digit()) else { return number_in_words(text) };
    let digits = &text[start..];
    let end = digits.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.'))).unwrap_or(digits.len());
    let digits = digits[..end].trim_end_matches([',', '.']);
    let plain: String = digits.chars().filter(|&c| c != ',').collect();
    Some((plain.parse().ok()?, &text[start + digits.len()..]))
}

fn number_in_words(text: &str) -> Option<(f64, &str)> {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let lower = text.get(..end)?.to_ascii_lowercase();
    let (_, number) = NUMBER_WORDS.iter().find(|(word, _)| *word == lower)?;
    Some((*number, text.get(end..)?))
}

/// What multiplies a number, and the words after it.
fn scale(text: &str) -> (f64, &str) {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let word = text[..end].to_lowercase();
    match SCALES.iter().find(|(name, _)| *name == word || word.strip_suffix('s') == Some(name)) {
        Some((_, scale)) => (*scale, &text[end..]),
        None => (1.0, text),
    }
}

fn currency(words: &str) -> Option<&'static str> {
    let lower = words.to_lowercase();
    CURRENCIES.iter().find(|(sign, _)| lower.contains(sign)).map(|(_, code)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{annotate_text, lists::Lists};
    use crate::model::PartialDate;
    use crate::model::Published;

    fn values(text: &str) -> Vec<Value> {
        let document = annotate_text(text.to_owned(), &Lists::default());
        document.mentions.iter().filter_map(|mention| value(&document, mention)).collect()
    }

    fn amount(amount: f64, to: Option<f64>, sense: Sense) -> impl Fn(&Value) -> bool {
        move |value| matches!(value, Value::Amount { amount: a, to: t, sense: s, .. } if *a == amount && *t == to && *s == sense)
    }

    #[test]
    fn amounts_have_their_scale_and_what_bounds_them() {
        for (text, expected) in [
            ("They sent more than 100,000 troops.", amount(100_000.0, None, Sense::AtLeast)),
            ("It cost $ 2.5 billion.", amount(2.5e9, None, Sense::Exact)),
            (
                "The ships have increased from 12,000 to 20,000 tonnes.",
                amount(12_000.0, Some(20_000.0), Sense::Change),
            ),
            ("They want 12,000 to 20,000 soldiers.", amount(12_000.0, Some(20_000.0), Sense::Range)),
            ("Nearly 40 percent of them stayed.", amount(40.0, None, Sense::About)),
        ] {
            let found = values(text);
            assert!(found.iter().any(expected), "{text}: {found:?}");
        }
    }

    #[test]
    fn sums_have_currencies_and_quantities_nouns() {
        let [Value::Amount { currency, .. }] = values("It cost £300 million.")[..] else { panic!() };
        assert_eq!(currency, Some("GBP"));
        let found = values("They hired 1,200 workers.");
        let [Value::Amount { of, .. }] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(of.as_deref(), Some("workers"));
    }

    #[test]
    fn a_weekday_is_dated_only_by_a_sure_day_of_publication() {
        let mut document =
            annotate_text("The harbour closed on Friday, the port said.".to_owned(), &Lists::default());
        let friday = document.mentions[0];
        assert_eq!(value(&document, &friday), None);
        let published =
            |sure| Published { date: PartialDate::day(2022, 2, 14), sure, ..Published::default() };
        document.published = Some(published(false));
        assert_eq!(value(&document, &friday), None);
        document.published = Some(published(true));
        assert_eq!(value(&document, &friday), Some(Value::Date { date: "2022-02-11".to_owned() }));
    }
}
