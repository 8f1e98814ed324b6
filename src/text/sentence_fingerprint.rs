//! By what a sentence is known again wherever it stands: a fingerprint of its words, whatever their case, accents and
//! punctuation.
//!
//! Not here: whether sentences are nearly the same (`compare`).

use xxhash_rust::xxh3::Xxh3;

use super::search_terms::search_term;
use super::token::tokens;

/// A sentence with fewer words is said everywhere: "He did not say more." Set by hand.
const LEAST_WORDS: usize = 6;

/// The fingerprint of a sentence; `None` of one that is too short to be known again.
pub fn sentence_fingerprint(sentence: &str) -> Option<u64> {
    let mut hash = Xxh3::new();
    let mut words = 0;
    for token in tokens(sentence) {
        let word = token.of(sentence);
        if word.contains(char::is_alphanumeric) {
            hash.update(search_term(word).as_bytes());
            hash.update(b" ");
            words += 1;
        }
    }
    (words >= LEAST_WORDS).then(|| hash.digest())
}

#[cfg(test)]
mod tests {
    use super::sentence_fingerprint as of;

    #[test]
    fn a_sentence_is_known_again_by_its_words_alone() {
        let told = of("The fire at the Café Norwick killed 12 people.");
        assert!(told.is_some());
        assert_eq!(told, of("“the FIRE, at the\n cafe Norwick killed 12 people!"));
        assert_ne!(told, of("The fire at the Café Norwick killed 14 people."));
        assert_ne!(of("To get her there by boat today."), of("Together there by boat at day."));
        assert_eq!(of("He did not say more."), None);
    }
}
