//! The forms of one word in one language: where a dictionary has them, and whether a word is one.

use super::irregular::irregular_forms;
use super::language::InflectedLanguage;
use super::stem::WordStemmer;

/// The fewest letters of a word whose forms are looked for by its stem, and of what its forms begin with.
const SHORTEST: usize = 3;
const SHORTEST_BEGINNING: usize = 2;

/// What may follow the letters that two forms of an English word have in common. Others, such as "ity" and
/// "ization", derive another word.
const ENGLISH_ENDINGS: [&str; 10] = ["", "s", "es", "d", "ed", "ing", "e", "y", "ies", "ied"];

/// The endings before which the last letter may be doubled.
const DOUBLING: [&str; 2] = ["ed", "ing"];

/// The most letters that may follow them in other languages. Set by hand.
const LONGEST_ENDING: usize = 5;

/// The forms of a word, the word itself not among them.
pub struct WordForms {
    language: InflectedLanguage,
    word: String,
    stem: String,
    stemmer: WordStemmer,
    /// How many bytes of the word the regular forms begin with.
    beginning: usize,
    /// The irregular forms.
    irregular: Vec<&'static str>,
}

impl WordForms {
    /// The forms of a folded word; `None` for what is not inflected in that language: numbers, short words,
    /// words in other letters.
    pub fn of(word: &str, language: InflectedLanguage) -> Option<WordForms> {
        let letters = word.chars().all(char::is_alphabetic) && word.chars().nth(SHORTEST - 1).is_some();
        if !letters || !language.writes(word) {
            return None;
        }
        let stemmer = WordStemmer::of(language);
        let stem = stemmer.stem(word).into_owned();
        let common = common_beginning(word, &stem);
        let mut beginning = common;
        // What the stem has in place of the word's letters, other forms have in their own way.
        let changed = common < stem.len() || stem.ends_with(['e', 'i']);
        let is_short = |at: usize| word[..at].chars().count() <= SHORTEST_BEGINNING;
        if changed && !is_short(beginning) {
            beginning = word[..beginning].char_indices().next_back().map_or(0, |(at, _)| at);
        }
        let irregular = match language {
            InflectedLanguage::English => irregular_forms(word).collect(),
            _ => Vec::new(),
        };
        Some(WordForms { language, word: word.to_owned(), stem, stemmer, beginning, irregular })
    }

    /// What every regular form begins with.
    pub fn beginning(&self) -> &str {
        &self.word[..self.beginning]
    }

    /// The irregular forms.
    pub fn irregular(&self) -> &[&'static str] {
        &self.irregular
    }

    /// Whether a folded word is a regular form.
    pub fn is_regular(&self, other: &str) -> bool {
        other.starts_with(self.beginning())
            && other != self.word
            && other.chars().all(char::is_alphabetic)
            && self.stemmer.stem(other) == self.stem
            && self.ends_alike(other)
    }

    /// Whether a folded word is a form.
    pub fn has(&self, other: &str) -> bool {
        self.is_regular(other) || self.irregular.contains(&other)
    }

    /// Whether both words differ by endings only.
    fn ends_alike(&self, other: &str) -> bool {
        let common = common_beginning(&self.word, other);
        let last = self.word[..common].chars().next_back();
        let ending = |word: &str| {
            let rest = &word[common..];
            match self.language {
                InflectedLanguage::English => {
                    let doubled = last.and_then(|last| rest.strip_prefix(last));
                    ENGLISH_ENDINGS.contains(&rest) || doubled.is_some_and(|rest| DOUBLING.contains(&rest))
                }
                _ => rest.chars().count() <= LONGEST_ENDING,
            }
        };
        ending(&self.word) && ending(other)
    }
}

/// The length in bytes of what two words begin with.
fn common_beginning(a: &str, b: &str) -> usize {
    let common = a.char_indices().zip(b.chars()).find(|((_, a), b)| a != b);
    common.map_or(a.len().min(b.len()), |((at, _), _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms_among(word: &str, language: InflectedLanguage, others: &str) -> Vec<String> {
        let Some(forms) = WordForms::of(word, language) else { return Vec::new() };
        others.split(' ').filter(|other| forms.has(other)).map(str::to_owned).collect()
    }

    #[test]
    fn forms_of_english_words_are_told_from_words_derived_of_them() {
        for (word, others, expected) in [
            ("stabbed", "stab stabs stabbing stable stabbed", "stab stabs stabbing"),
            ("prizes", "prize prized prizing prizefighter", "prize prized prizing"),
            ("study", "studies studied studying studio student", "studies studied studying"),
            ("organ", "organs organization organic organized", "organs"),
            ("university", "universities universe universal", "universities"),
            ("news", "new newer", ""),
            ("business", "businesses busy", "businesses"),
            ("buy", "bought buys buying buyer", "bought buys buying"),
            ("children", "child childs childhood", "child"),
            ("said", "say says saying saint", "say says saying"),
            ("general", "generals generous generally", "generals"),
            ("1990s", "1990", ""),
        ] {
            assert_eq!(forms_among(word, InflectedLanguage::English, others).join(" "), expected, "{word}");
        }
    }

    #[test]
    fn words_of_other_languages_are_inflected_as_folded() {
        use InflectedLanguage::*;
        for (language, word, others, expected) in [
            (German, "hauser", "haus hausern hausarzt", "haus hausern"),
            (French, "nationaux", "national nationale", "national nationale"),
            (Spanish, "elecciones", "eleccion electoral", "eleccion"),
            (Italian, "ragazzi", "ragazza ragazzo ragazze", "ragazza ragazzo ragazze"),
            (Portuguese, "governos", "governo casa", "governo"),
            (Dutch, "huizen", "huizen huis", ""),
            (Dutch, "boeken", "boek boeking", "boek"),
            (Swedish, "bilarna", "bil bilar bilen", "bil bilar bilen"),
            (Russian, "новыи", "новая нового новыми новость", "новая нового новыми"),
            (Russian, "россии", "россия россию российский", "россия россию"),
            (Ukrainian, "президента", "президент президентом", "президент президентом"),
        ] {
            assert_eq!(forms_among(word, language, others).join(" "), expected, "{word}");
        }
    }

    #[test]
    fn forms_begin_as_the_dictionary_is_asked() {
        for (word, beginning) in [("studies", "stud"), ("stabbing", "stab"), ("go", ""), ("was", "was")] {
            let forms = WordForms::of(word, InflectedLanguage::English);
            assert_eq!(forms.as_ref().map_or("", WordForms::beginning), beginning, "{word}");
        }
    }
}
