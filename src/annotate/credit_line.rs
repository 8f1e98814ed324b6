//! Recognises credit lines: lines that say who reported, edited or photographed. Names in them do not
//! count as mentions of the document.
//!
//! Not here: who the authors of a document are (`segment::authors`).

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

const PHRASES: &str = include_str!("../../assets/lexicon/credits.txt");
/// Credits are short; a longer line that holds such a phrase is text.
const LONGEST: usize = 300;

/// Whether a line or sentence is a credit.
pub fn is_credit(line: &str) -> bool {
    let line = line.trim();
    if line.len() > LONGEST {
        return false;
    }
    let opens = |phrase: &str| line.get(..phrase.len()).is_some_and(|head| head.eq_ignore_ascii_case(phrase));
    phrases().filter_map(|phrase| phrase.strip_prefix('^')).any(opens)
        || INSIDE.as_ref().is_some_and(|inside| inside.is_match(line))
        || is_barred(line)
}

/// The phrases that may stand anywhere, looked for all at once. Phrases that could not be read would fail the tests.
static INSIDE: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let inside = phrases().filter(|phrase| !phrase.starts_with('^'));
    AhoCorasick::builder().ascii_case_insensitive(true).build(inside).ok()
});

fn phrases() -> impl Iterator<Item = &'static str> {
    PHRASES.lines().filter(|phrase| !phrase.starts_with('#') && !phrase.is_empty())
}

/// "Ada Pike | Agency": a few capitalised words on both sides of a bar, and nothing else.
fn is_barred(line: &str) -> bool {
    let name_like = |side: &str| {
        let mut words = side.split_whitespace().peekable();
        words.peek().is_some() && words.all(|word| word.starts_with(|c: char| c.is_uppercase() || c == '|'))
    };
    line.split_once(" | ").is_some_and(|(left, right)| {
        line.split_whitespace().count() <= 9 && name_like(left) && name_like(right)
    })
}

#[cfg(test)]
mod tests {
    use super::is_credit;

    #[test]
    fn credits_are_distinguished_from_sentences() {
        for credit in
            ["Reporting by Ada Pike;", "(Photo : Falke Press)", "Ada Pike | Falke Press | Getty Images"]
        {
            assert!(is_credit(credit), "{credit}");
        }
        for line in ["Ada Pike was reporting from Oslo.", "Opinion | The port reopened", ""] {
            assert!(!is_credit(line), "{line}");
        }
    }
}
