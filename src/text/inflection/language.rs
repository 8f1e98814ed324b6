//! The languages whose words are inflected here.

/// A language whose inflected forms are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum InflectedLanguage {
    /// Also of documents whose language is not known.
    English,
    /// Umlauts are folded before.
    German,
    /// Accents are folded before.
    French,
    /// Accents are folded before.
    Spanish,
    /// Accents are folded before.
    Italian,
    /// Accents are folded before.
    Portuguese,
    /// As it is written.
    Dutch,
    /// Rings and dots are folded before.
    Swedish,
    /// Also of documents whose language is not known, for words in Cyrillic.
    Russian,
    /// By a stemmer of our own: Snowball has none.
    Ukrainian,
}

impl InflectedLanguage {
    /// The language of that code of two letters; `None` for one whose forms are not known.
    pub fn of_code(code: &str) -> Option<InflectedLanguage> {
        Some(match code {
            "en" => InflectedLanguage::English,
            "de" => InflectedLanguage::German,
            "fr" => InflectedLanguage::French,
            "es" => InflectedLanguage::Spanish,
            "it" => InflectedLanguage::Italian,
            "pt" => InflectedLanguage::Portuguese,
            "nl" => InflectedLanguage::Dutch,
            "sv" => InflectedLanguage::Swedish,
            "ru" => InflectedLanguage::Russian,
            "uk" => InflectedLanguage::Ukrainian,
            _ => return None,
        })
    }

    /// The language in whose forms a word is looked for in a document of that language, or of an unknown one.
    pub fn of_document(code: Option<&str>, word: &str) -> Option<InflectedLanguage> {
        match code.filter(|code| !code.is_empty()) {
            Some(code) => InflectedLanguage::of_code(code),
            None if is_cyrillic(word) => Some(InflectedLanguage::Russian),
            None => Some(InflectedLanguage::English),
        }
    }

    /// Whether its words are written in the letters of this one.
    pub(super) fn writes(self, word: &str) -> bool {
        let cyrillic = matches!(self, InflectedLanguage::Russian | InflectedLanguage::Ukrainian);
        cyrillic == is_cyrillic(word)
    }
}

fn is_cyrillic(word: &str) -> bool {
    word.contains(|c| matches!(c, '\u{400}'..='\u{52F}'))
}
