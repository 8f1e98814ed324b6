//! Language identification: the language of a document, from its text and from what its file declares.

use whatlang::Lang;

use crate::lexicon::lists::{LANGUAGE_CODES, entries};

/// Shorter texts say too little: a headline of nine words is not reliable.
const LEAST_LETTERS: usize = 120;
/// More bytes of text than this do not make the answer better.
pub const ENOUGH_BYTES: usize = 20_000;

/// The ISO 639-1 code of the language of `text`; `None` when it is short or unclear and nothing is
/// declared. What a file declares counts only then: templates declare one language for pages of many.
pub fn language(text: &str, declared: Option<&str>) -> Option<String> {
    detected(text).or(declared).map(str::to_owned)
}

fn detected(text: &str) -> Option<&'static str> {
    let text = &text[..text.floor_char_boundary(ENOUGH_BYTES)];
    if text.chars().filter(|c| c.is_alphabetic()).take(LEAST_LETTERS).count() < LEAST_LETTERS {
        return None;
    }
    if is_english(text) {
        return Some("en");
    }
    whatlang::detect(text).filter(|found| found.is_reliable()).and_then(|found| two_letters(found.lang()))
}

/// Whether the small words of English are as frequent as in no other language. Most texts are
/// recognised so, at a fraction of the time the detector takes.
fn is_english(text: &str) -> bool {
    let (mut words, mut small, mut smallest) = (0, 0, 0);
    for word in text.split_ascii_whitespace() {
        let of_all = matches!(word, "the" | "and" | "to" | "that" | "with");
        words += 1;
        smallest += usize::from(of_all);
        small += usize::from(of_all || is_small_word(word));
    }
    let is_share = |count: usize, share: usize| count * 100 >= words * share;
    words >= LEAST_WORDS && is_share(small, SMALL_SHARE)
        || words >= LEAST_FOR_SMALLEST && is_share(smallest, SMALLEST_SHARE)
}

/// Further small words of English that are rare in other languages, all of them together; not "for", "by" and "have",
/// which are frequent in Danish too.
fn is_small_word(word: &str) -> bool {
    matches!(
        word,
        "of" | "said" | "its" | "The" | "from" | "has" | "would" | "which" | "were" | "this" | "are" | "it"
    )
}

// All set by hand.
/// Fewer words than this are left to the detector.
const LEAST_WORDS: usize = 25;
/// The share of all small words, in percent.
const SMALL_SHARE: usize = 10;
/// From so many words on the five most frequent are enough.
const LEAST_FOR_SMALLEST: usize = 40;
/// Their share, in percent.
const SMALLEST_SHARE: usize = 8;

/// ISO 639-3, as the detector gives it, to ISO 639-1. A list of the detector's seventy languages does what
/// is needed; the tables of the whole standard give two of them no code of two letters.
fn two_letters(language: Lang) -> Option<&'static str> {
    let rows = entries(LANGUAGE_CODES).filter_map(|row| row.split_once(' '));
    rows.into_iter().find(|(code, _)| *code == language.code()).map(|(_, two)| two)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::FacetText;

    #[test]
    fn every_language_the_detector_knows_has_a_code() {
        let missing: Vec<&str> =
            Lang::all().iter().filter(|&&l| two_letters(l).is_none()).map(|l| l.code()).collect();
        assert_eq!(missing, Vec::<&str>::new());
        let codes = Lang::all().iter().filter_map(|&language| two_letters(language));
        let nameless: Vec<&str> = codes.filter(|code| FacetText::Language.label(code) == *code).collect();
        assert_eq!(nameless, Vec::<&str>::new(), "each has a name to be shown by");
    }

    #[test]
    fn a_paragraph_has_a_language_and_a_headline_the_one_declared() {
        let english = "The ferry to the island was cancelled on two days because of the storm, and the people \
                       who had bought their tickets were told that they would be paid back within the week.";
        let german = "Die Fähre zur Insel fiel wegen des Sturms an zwei Tagen aus, und die Leute, die schon eine \
                      Karte gekauft hatten, bekamen gesagt, dass sie ihr Geld innerhalb einer Woche wiederbekommen.";
        assert_eq!(language(english, None).as_deref(), Some("en"));
        assert_eq!(language(german, None).as_deref(), Some("de"));
        assert_eq!(language(german, Some("en")).as_deref(), Some("de"), "the text says more");
        let short = "Tarnwick Motors said on Tuesday that it raised the price of its ferries by 50 crowns from today. The firm would not say \
                     which of them are sold for more this year.";
        assert_eq!(language(short, None).as_deref(), Some("en"));
        let danish = "Færgen til øen blev aflyst for to dage siden, og for folk, der havde købt billet, er det at vente, for \
                      skibet kan ikke sejle, sagde havnen i en by ved fjorden, som er lukket for alle skibe indtil videre.";
        assert_ne!(language(danish, None).as_deref(), Some("en"));
        assert_eq!(language("Ferry cancelled", None), None);
        assert_eq!(language("Fähre fiel aus", Some("de")).as_deref(), Some("de"));
    }
}
