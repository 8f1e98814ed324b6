//! Finds words in short texts: `str::find` makes itself ready for long ones, and for a line that costs more than the
//! search.
//!
//! Not here: words of a text, whatever their case and accents (`token`, `fold`).

use memchr::memchr_iter;

/// Where some words stand in a text first, in bytes. Of no words 0.
pub fn find(text: &str, words: &str) -> Option<usize> {
    find_bytes(text.as_bytes(), words.as_bytes())
}

/// Whether some words stand in a text.
pub fn contains(text: &str, words: &str) -> bool {
    find(text, words).is_some()
}

/// Where some bytes stand in others first. Of no bytes 0.
pub fn find_bytes(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let Some(&first) = wanted.first() else { return Some(0) };
    // Where the first byte is often alone, that costs more than it saves.
    memchr_iter(first, bytes).find(|&at| bytes[at..].starts_with(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_found_where_the_standard_library_finds_them(text in "[ab é]{0,20}", words in "[ab é]{0,3}") {
            prop_assert_eq!(find(&text, &words), text.find(&words));
            prop_assert_eq!(contains(&text, &words), text.contains(&words));
        }
    }
}
