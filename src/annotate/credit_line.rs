//! Recognises credit lines: lines that say who reported, edited or photographed. Names in them do not
//! count as mentions of the document.
//!
//! Not here: who the authors of a document are (`segment::authors`).

const PHRASES: &str = include_str!("../../assets/lexicon/credits.txt");
/// Credits are short; a longer line that holds such a phrase is text.
const LONGEST: usize = 300;

/// Whether a line or sentence is a credit.
pub fn is_credit(line: &str) -> bool {
    let line = line.trim();
    if line.len() > LONGEST {
        return false;
    }
    let lower = line.to_lowercase();
    let phrases = PHRASES.lines().filter(|phrase| !phrase.starts_with('#') && !phrase.is_empty());
    let mut phrases = phrases.map(|phrase| match phrase.strip_prefix('^') {
        Some(opening) => lower.starts_with(opening),
        None => lower.contains(phrase),
    });
    phrases.any(|held| held) || is_barred(line)
}

/// "Ada Pike | Agency": a few capitalised words on both sides of a bar, and nothing else.
fn is_barred(line: &str) -> bool {
    let name_like = |side: &str| {
        let mut words = side.split_whitespace().peekable();
        words.peek().is_some() && words.all(|word| word.starts_with(|c: char| c.is_uppercase() || c == '|'))
    };
    let words = line.split_whitespace().count();
    words <= 9 && line.split_once(" | ").is_some_and(|(left, right)| name_like(left) && name_like(right))
}

#[cfg(test)]
mod tests {
    use super::is_credit;

    #[test]
    fn credits_are_told_from_sentences() {
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
