//! Finds bank accounts (IBAN, ISO 13616): a country, two check digits that are right, and what its
//! accounts consist of.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

const FORMS: &str = include_str!("../../../assets/lexicon/iban.txt");

/// Runs of one class of characters: how many, and of which.
type Form = Vec<(usize, u8)>;

/// The account that begins at `start` with its country, inside these bounds.
pub fn account(text: &str, start: usize, bounds: &Range<usize>) -> Option<Range<usize>> {
    let form = form(text.get(start..start + 2)?)?;
    if text[bounds.start..start].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let length = 4 + form.iter().map(|(count, _)| count).sum::<usize>();
    let mut written = Vec::with_capacity(length);
    let mut marked = false;
    for (at, c) in text.get(start..bounds.end)?.char_indices() {
        match c {
            _ if c.is_ascii_uppercase() || c.is_ascii_digit() => {
                written.push(c as u8);
                marked = false;
            }
            ' ' | '-' | '\u{A0}' | '\u{202F}' if !marked => marked = true,
            _ => return None,
        }
        if written.len() == length {
            let end = start + at + 1;
            let goes_on = text[end..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
            return (!goes_on && fits(&written[4..], form) && checks(&written)).then_some(start..end);
        }
    }
    None
}

/// The form of the accounts of a country.
fn form(country: &str) -> Option<&'static Form> {
    static TABLE: OnceLock<FxHashMap<&'static str, Form>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let words = FORMS.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
        words.filter_map(|word| word.split_once(':')).map(|(country, form)| (country, read(form))).collect()
    });
    table.get(country)
}

fn read(form: &str) -> Form {
    form.split_inclusive(['n', 'a', 'c'])
        .filter_map(|run| {
            let (count, class) = run.split_at(run.len() - 1);
            Some((count.parse().ok()?, *class.as_bytes().first()?))
        })
        .collect()
}

fn fits(written: &[u8], form: &Form) -> bool {
    let classes = form.iter().flat_map(|&(count, class)| std::iter::repeat_n(class, count));
    written.iter().zip(classes).all(|(c, class)| match class {
        b'n' => c.is_ascii_digit(),
        b'a' => c.is_ascii_uppercase(),
        _ => true,
    })
}

/// Whether the number, its first four characters moved to the end and letters as 10 to 35, is one more
/// than a multiple of 97.
fn checks(written: &[u8]) -> bool {
    let (country, rest) = written.split_at(4);
    let remainder = rest.iter().chain(country).fold(0u32, |remainder, &c| match c {
        b'0'..=b'9' => (remainder * 10 + u32::from(c - b'0')) % 97,
        _ => (remainder * 100 + u32::from(c.to_ascii_uppercase() - b'A') + 10) % 97,
    });
    remainder == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Option<&str> {
        let at = text.find(|c: char| c.is_ascii_digit())?.checked_sub(2)?;
        account(text, at, &(0..text.len())).map(|range| &text[range])
    }

    #[test]
    fn accounts_are_found_with_blanks_and_without() {
        for (text, number) in [
            ("IBAN: DE89 3704 0044 0532 0130 00.", "DE89 3704 0044 0532 0130 00"),
            ("to GB29NWBK60161331926819 today", "GB29NWBK60161331926819"),
            ("FR14 2004 1010 0505 0001 3M02 606", "FR14 2004 1010 0505 0001 3M02 606"),
            ("NO93 8601 1117 947", "NO93 8601 1117 947"),
            ("UA21-3223-1300-0002-6007-2335-6600-1", "UA21-3223-1300-0002-6007-2335-6600-1"),
        ] {
            assert_eq!(found(text), Some(number), "{text}");
        }
    }

    #[test]
    fn what_does_not_check_or_goes_on_is_none() {
        for text in [
            "DE88 3704 0044 0532 0130 00",
            "DE89 3704 0044 0532 0130 001",
            "XDE89370400440532013000",
            "DE89 3704 0044",
            "ZZ89 3704 0044 0532 0130 00",
            "GB29 1234 6016 1331 9268 19",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn an_account_that_checks_is_found_and_with_one_digit_changed_none_is(
            number in 0u64..1_000_000_000_000_000_000, at in 0usize..20, by in 1u8..10, blanks: bool
        ) {
            let rest = format!("{number:018}");
            let right = (2..99).map(|check| format!("DE{check:02}{rest}")).find(|iban| checks(iban.as_bytes()));
            let right = right.unwrap();
            let group = |iban: &str| {
                let groups: Vec<&str> = (0..iban.len()).step_by(4).map(|at| &iban[at..(at + 4).min(iban.len())]).collect();
                groups.join(if blanks { " " } else { "" })
            };
            let written = group(&right);
            let text = format!("Pay {written} at once");
            let whole = 0..text.len();
            prop_assert_eq!(account(&text, 4, &whole).map(|range| &text[range]), Some(written.as_str()));
            let mut wrong = right.into_bytes();
            wrong[at + 2] = b'0' + (wrong[at + 2] - b'0' + by) % 10;
            let text = format!("Pay {} at once", group(&String::from_utf8(wrong).unwrap()));
            prop_assert_eq!(account(&text, 4, &(0..text.len())), None);
        }
    }
}
