//! The names of months and days of the week in a dozen languages, from `assets/lexicon/months.txt`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::fold::{fold, folded};

/// Folded month names with their number, weekdays with 21 to 27, a weekend with 28. Read once,
/// never changed.
static NAMES: LazyLock<FxHashMap<String, u8>> = LazyLock::new(|| {
    let lines =
        include_str!("../../../assets/lexicon/months.txt").lines().filter(|line| !line.starts_with('#'));
    let rows = lines.filter_map(|line| line.split_once(' '));
    let named = rows.flat_map(|(number, names)| {
        names.split(' ').map(move |name| (fold(name), number.parse().unwrap_or(0)))
    });
    named.collect()
});

/// What is added to the numbers of weekdays in the list.
const WEEKDAYS: u8 = 20;

/// The month that a folded word names, January as 1.
pub fn month(folded: &str) -> Option<u8> {
    NAMES.get(folded).copied().filter(|&month| month <= 12)
}

/// A day a word can name: Monday as 1 to Sunday as 7, a weekend as 8.
pub fn weekday(word: &str) -> Option<u8> {
    NAMES.get(&*folded(word)).and_then(|&number| number.checked_sub(WEEKDAYS))
}

/// Whether the line names a weekday.
pub fn has_weekday(line: &str) -> bool {
    line.split(|c: char| !c.is_alphabetic()).any(|word| word.len() > 2 && weekday(word).is_some())
}

/// Whether running text names a weekday by its full name, as reports of the day do.
pub fn has_full_weekday(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic());
    words.filter(|word| word.chars().count() >= 5).any(|word| weekday(word).is_some())
}
