//! The stem of a folded word: by Snowball's stemmer of its language.
//!
//! The stemmers expect accents, which folded words have lost. Both words that are compared have lost them, so
//! that most endings still fall; what an accent decided is lost.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

use super::language::InflectedLanguage;
use super::ukrainian;

/// The stemmer of a language.
pub(super) enum WordStemmer {
    Snowball(Stemmer),
    /// In Snowball's Russian, with the short i that folding takes away put back.
    Russian(Stemmer),
    Ukrainian,
}

impl WordStemmer {
    pub(super) fn of(language: InflectedLanguage) -> WordStemmer {
        let snowball = |algorithm| WordStemmer::Snowball(Stemmer::create(algorithm));
        match language {
            InflectedLanguage::English => snowball(Algorithm::English),
            InflectedLanguage::German => snowball(Algorithm::German),
            InflectedLanguage::French => snowball(Algorithm::French),
            InflectedLanguage::Spanish => snowball(Algorithm::Spanish),
            InflectedLanguage::Italian => snowball(Algorithm::Italian),
            InflectedLanguage::Portuguese => snowball(Algorithm::Portuguese),
            InflectedLanguage::Dutch => snowball(Algorithm::Dutch),
            InflectedLanguage::Swedish => snowball(Algorithm::Swedish),
            InflectedLanguage::Russian => WordStemmer::Russian(Stemmer::create(Algorithm::Russian)),
            InflectedLanguage::Ukrainian => WordStemmer::Ukrainian,
        }
    }

    pub(super) fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        match self {
            WordStemmer::Snowball(stemmer) => stemmer.stem(word),
            WordStemmer::Russian(stemmer) => Cow::Owned(stemmer.stem(&with_short_i(word)).into_owned()),
            WordStemmer::Ukrainian => Cow::Borrowed(ukrainian::stem(word)),
        }
    }
}

/// A Russian word with the short i at its end that folding makes a long one: "новыи" is "новый". After
/// another i it stays long, as in "России".
fn with_short_i(word: &str) -> Cow<'_, str> {
    let begun = word.strip_suffix('и').filter(|begun| begun.ends_with(['ы', 'о', 'е', 'а', 'у', 'я']));
    begun.map_or(Cow::Borrowed(word), |begun| Cow::Owned(format!("{begun}й")))
}
