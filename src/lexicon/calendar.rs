//! The names of months and days of the week in a dozen languages and more.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::lists::{MONTHS, entries};
use crate::text::fold::fold;

/// What is added to the numbers of weekdays in the list.
const WEEKDAYS: u8 = 20;

/// What is added to the numbers of months whose names are other words as well.
const LIKE_MONTHS: u8 = 40;

/// Folded month names with their number, weekdays with 21 to 27, a weekend with 28, names of months
/// that are other words as well with 41 to 52. Read once, never changed.
static NUMBERS: LazyLock<FxHashMap<String, u8>> = LazyLock::new(|| {
    let rows = entries(MONTHS).filter_map(|line| line.split_once(' '));
    let named = rows.flat_map(|(number, names)| {
        names.split(' ').map(move |name| (fold(name), number.parse().unwrap_or(0)))
    });
    named.collect()
});

/// The month that a folded word names, January as 1.
pub fn month(folded: &str) -> Option<u8> {
    NUMBERS.get(folded).copied().filter(|&month| month <= 12)
}

/// A day that a folded word can name: Monday as 1 to Sunday as 7, a weekend as 8.
pub fn weekday(folded: &str) -> Option<u8> {
    let number = NUMBERS.get(folded).copied().filter(|&number| number < LIKE_MONTHS);
    number.and_then(|number| number.checked_sub(WEEKDAYS))
}

/// The month that a folded word names, and whether it means nothing else: "set" is September in
/// Portuguese.
pub fn month_or_word(folded: &str) -> Option<(u8, bool)> {
    match *NUMBERS.get(folded)? {
        month @ ..=12 => Some((month, true)),
        number => number.checked_sub(LIKE_MONTHS).map(|month| (month, false)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_days_have_their_numbers_in_several_languages() {
        assert_eq!([month("february"), month("fevrier"), month("лютого")], [Some(2); 3]);
        assert_eq!([weekday("monday"), weekday("montag")], [Some(1); 2]);
        assert_eq!((month("monday"), weekday("may")), (None, None));
        assert_eq!((month("set"), month_or_word("set"), weekday("set")), (None, Some((9, false)), None));
    }

    #[test]
    fn no_name_has_two_numbers() {
        for (number, names) in entries(MONTHS).filter_map(|line| line.split_once(' ')) {
            for name in names.split_whitespace() {
                assert_eq!(NUMBERS.get(&fold(name)).map(u8::to_string).as_deref(), Some(number), "{name}");
            }
        }
    }
}
