//! Look-ups of people's names and ordinary words by folded word, without regard to case and accents.
//!
//! Not here: look-ups of words as written, for the name recogniser, to which "Bush" and "bush" are two
//! words (`table`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::classes::Classes;
use super::lists::{FAMILY_NAMES, GIVEN_NAMES, WORDS, entries};
use crate::text::fold::fold_into;

/// By the hash of the folded word. Read once, never changed.
static FOLDED: LazyLock<FxHashMap<u64, Classes>> = LazyLock::new(|| {
    let lists =
        [(GIVEN_NAMES, Classes::GIVEN_NAME), (FAMILY_NAMES, Classes::FAMILY_NAME), (WORDS, Classes::WORD)];
    let mut table: FxHashMap<u64, Classes> = FxHashMap::default();
    // Fewer than one in eight bytes ends a word.
    table.reserve(lists.iter().map(|(list, _)| list.len() / 8).sum());
    let mut folded = String::new();
    for (list, class) in lists {
        for word in entries(list) {
            folded.clear();
            fold_into(word, &mut folded);
            let classes = table.entry(xxh3_64(folded.as_bytes())).or_default();
            *classes = classes.with(class);
        }
    }
    table
});

/// Which of given name, family name and ordinary word a folded word can be.
pub fn folded_classes(folded: &str) -> Classes {
    FOLDED.get(&xxh3_64(folded.as_bytes())).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folded_word_has_the_classes_of_all_ways_to_write_it() {
        assert!(folded_classes("susan").any(Classes::GIVEN_NAME));
        let hill = folded_classes("hill");
        assert!(hill.any(Classes::FAMILY_NAME) && hill.any(Classes::WORD));
        assert_eq!(folded_classes("Susan"), Classes::default());
    }
}
