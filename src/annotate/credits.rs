//! Credits: who reported, edited, photographed. Their names are not what a document speaks of.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::page::Page;

/// Papers, broadcasters and agencies.
static OUTLETS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../assets/lexicon/outlets.txt").lines();
    lines.filter(|line| !line.starts_with('#') && !line.is_empty()).collect()
});

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

/// Whether a name is that of a paper or agency which is cited here and not spoken of: "according
/// to Reuters", "told Reuters", "Reuters reported".
pub fn is_cited(page: &Page<'_>, name: &Range<usize>) -> bool {
    if !OUTLETS.contains(page.span(name.clone()).of(page.text)) {
        return false;
    }
    let written =
        |at: Option<usize>| at.and_then(|at| page.tokens.get(at)).map_or("", |t| t.span.of(page.text));
    let article = usize::from(matches!(written(name.start.checked_sub(1)), "the" | "The"));
    let before = |back: usize| written(name.start.checked_sub(article + back));
    let told = matches!(before(1), "told" | "by" | "via" | "citing" | "quoted");
    let according = before(1) == "to" && matches!(before(2), "according" | "According" | "speaking");
    let interview = before(1) == "with" && before(2) == "interview";
    let behind = |forth: usize| written(Some(name.end - 1 + forth));
    let reports = |verb: &str| matches!(verb, "reported" | "reports" | "reporting" | "quoted");
    told || according || interview || reports(behind(1)) || (behind(1) == "has" && reports(behind(2)))
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
