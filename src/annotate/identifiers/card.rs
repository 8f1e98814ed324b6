//! Finds the numbers of payment cards: of a length and beginning that cards have, their check digit right,
//! and written in the groups that stand on cards, or behind a word that says so.

use std::ops::Range;

use super::digits::Digits;
use super::words::{Announced, announced};

/// The groups on a card; a number in one piece may be that of anything else.
const GROUPS: [&[usize]; 4] = [&[4, 4, 4, 4], &[4, 6, 5], &[4, 6, 4], &[4, 4, 4, 4, 3]];

/// The card that begins with these digits; `set` says that they stand in a table or the like, where four
/// figures follow each other by chance.
pub fn card(digits: &Digits<'_>, set: bool) -> Option<Range<usize>> {
    let groups = digits.len();
    let start = digits.range(0).start;
    if !(13..=19).contains(&digits.total(groups))
        || !digits.begins(start)
        || !digits.ends(groups)
        || digits.follows_figures(start)
    {
        return None;
    }
    let first = digits.mark_of_all(groups);
    let grouped = GROUPS.contains(&digits.lengths(groups).as_slice()) && first.is_some();
    let shown = grouped && (!set || first == Some("-"));
    let said = || announced(digits.text, start).any(|of| of == Announced::Card);
    let number = digits.joined(groups);
    let is_card = is_issued(&number) && checks(&number) && (shown || (grouped || groups == 1) && said());
    is_card.then(|| start..digits.range(groups - 1).end)
}

impl Digits<'_> {
    /// The mark between all groups, if it is one: a blank or a hyphen.
    fn mark_of_all(&self, groups: usize) -> Option<&str> {
        let first = self.marks(groups).next().filter(|mark| matches!(*mark, " " | "-" | "\u{A0}"))?;
        self.marks(groups).all(|mark| mark == first).then_some(first)
    }
}

/// Whether a network gives out numbers of this beginning and length (ISO/IEC 7812).
fn is_issued(number: &str) -> bool {
    let beginning = |digits: usize| number.get(..digits).and_then(|of| of.parse::<u32>().ok()).unwrap_or(0);
    match number.len() {
        13 => beginning(1) == 4,
        14 => matches!(beginning(3), 300..=305) || matches!(beginning(2), 36 | 38),
        15 => matches!(beginning(2), 34 | 37),
        16 => {
            beginning(1) == 4
                || matches!(beginning(2), 51..=55 | 62 | 65)
                || matches!(beginning(4), 2200..=2204 | 2221..=2720 | 3528..=3589 | 6011)
                || matches!(beginning(3), 644..=649)
        }
        19 => matches!(beginning(2), 62 | 65) || beginning(4) == 6011,
        _ => false,
    }
}

/// Whether the last digit is that of the others (Luhn, ISO/IEC 7812-1).
fn checks(number: &str) -> bool {
    let weighed = number.bytes().rev().enumerate().map(|(at, byte)| {
        let digit = u32::from(byte - b'0');
        let twice = digit * 2;
        if at % 2 == 0 { digit } else { twice / 10 + twice % 10 }
    });
    weighed.sum::<u32>().is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str, set: bool) -> Option<&str> {
        let at = text.find(|c: char| c.is_ascii_digit())?;
        card(&Digits::read(text, at, &(0..text.len())), set).map(|range| &text[range])
    }

    #[test]
    fn cards_are_found_in_their_groups_or_behind_a_word() {
        for text in [
            "paid by 4111 1111 1111 1111.",
            "4111-1111-1111-1111",
            "Amex 3782 822463 10005",
            "Visa: 4111111111111111",
        ] {
            assert!(found(text, false).is_some(), "{text}");
        }
        for text in [
            "paid by 4111 1111 1111 1112.",
            "order 4111111111111111",
            "1111 1111 1111 1117",
            "4111 1111 1111 1111 2222",
            "id 4111 1111 11111111",
            "4111.1111.1111.1111",
        ] {
            assert_eq!(found(text, false), None, "{text}");
        }
        assert_eq!(found("4111 1111 1111 1111", true), None, "four figures of a table");
        assert_eq!(found("12 4111 1111 1111 1111", false), None);
    }

    proptest! {
        #[test]
        fn a_card_that_checks_is_found_and_with_one_digit_changed_none_is(
            rest in 0u64..100_000_000_000_000, at in 0usize..16, by in 1u8..10
        ) {
            let right = (0..10).map(|check| format!("4{rest:014}{check}")).find(|card| checks(card)).unwrap();
            let group = |card: &str| format!("{}-{}-{}-{}", &card[..4], &card[4..8], &card[8..12], &card[12..]);
            let text = group(&right);
            prop_assert_eq!(found(&text, false), Some(text.as_str()));
            let mut wrong = right.into_bytes();
            wrong[at] = b'0' + (wrong[at] - b'0' + by) % 10;
            let text = group(&String::from_utf8(wrong).unwrap());
            prop_assert_eq!(found(&text, false), None);
        }
    }
}
