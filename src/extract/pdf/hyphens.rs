//! Joins lines into running text, with words that a line's end broke put together again. Whether a hyphen at a
//! line's end is the break's or the word's own, the other words of the file say.

use std::collections::HashSet;

use super::line::{PdfLine, PdfPage};

/// The words that stand inside lines, in lower case; with a hyphen those that have one.
#[derive(Debug, Default)]
pub struct Vocabulary(HashSet<String>);

impl Vocabulary {
    /// The words of these pages.
    pub fn of(pages: &[PdfPage]) -> Vocabulary {
        let mut words = HashSet::new();
        for line in pages.iter().flat_map(|page| &page.lines) {
            // The first and the last word of a line may be parts of one.
            let mut inside = line.text.split(' ').skip(1).peekable();
            while let Some(word) = inside.next() {
                let word = bare(word);
                if inside.peek().is_some() && !word.is_empty() && !words.contains(word) {
                    words.insert(word.to_lowercase());
                }
            }
        }
        Vocabulary(words)
    }

    /// The text of lines, and where in it others pages begin than that of the line before.
    pub fn joined(&self, lines: &[&PdfLine]) -> (String, Vec<(usize, usize)>) {
        let (mut text, mut pages) = (String::new(), Vec::new());
        for line in lines {
            if pages.last().is_none_or(|&(_, page)| page != line.page) {
                let hidden = text.matches('\u{AD}').count() * '\u{AD}'.len_utf8();
                pages.push((text.len() - hidden, line.page));
            }
            self.add(&mut text, &line.text);
        }
        text.retain(|c| c != '\u{AD}');
        (text, pages)
    }

    fn add(&self, text: &mut String, line: &str) {
        let stem = text.strip_suffix(['-', '\u{2010}', '\u{AD}']);
        if let Some(stem) =
            stem.filter(|stem| stem.ends_with(char::is_alphabetic) && line.starts_with(char::is_alphabetic))
        {
            if !self.is_own(text, stem, line) {
                text.truncate(stem.len());
            }
        } else if !text.is_empty() && !is_dense_joint(text, line) {
            text.push(' ');
        }
        text.push_str(line);
    }

    /// Whether the hyphen at the end of a text is one that the word has anywhere.
    fn is_own(&self, text: &str, stem: &str, line: &str) -> bool {
        let first = stem.rsplit(' ').next().unwrap_or_default();
        let second = line.split(' ').next().unwrap_or_default();
        let known = |word: &str| self.0.contains(bare(word).to_lowercase().as_str());
        if known(&format!("{first}{second}")) {
            return false;
        }
        let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        let capitals = |word: &str| word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        let name = capital(second) && !(capitals(first) && capitals(second));
        // "mid-nineteenth-" has shown what its hyphens are.
        let chained = first.contains('-');
        text.ends_with('-') && (name || chained || known(&format!("{first}-{second}")))
    }
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether two lines are of a script without spaces.
fn is_dense_joint(text: &str, line: &str) -> bool {
    let dense =
        |c: char| matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}');
    text.ends_with(dense) && line.starts_with(dense)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hyphen_goes_with_the_line_end_unless_the_word_has_it_elsewhere() {
        let line = |text: &str| PdfLine { text: text.to_owned(), ..PdfLine::default() };
        let page = PdfPage { lines: vec![line("the well-known and anxieties of all")], ..PdfPage::default() };
        let words = Vocabulary::of(&[page]);
        for (lines, text) in [
            (["their anxi\u{2010}", "eties grew"], "their anxieties grew"),
            (["their anxi-", "eties, grew"], "their anxieties, grew"),
            (["a well-", "known man"], "a well-known man"),
            (["the com-", "mittee met"], "the committee met"),
            (["Jean-", "Paul said"], "Jean-Paul said"),
            (["INTER-", "NATIONAL"], "INTERNATIONAL"),
            (["pages 12-", "14 and"], "pages 12- 14 and"),
            (["hy\u{AD}phen", "ated"], "hyphen ated"),
            (["汉字", "汉字"], "汉字汉字"),
        ] {
            let lines = lines.map(line);
            assert_eq!(words.joined(&lines.iter().collect::<Vec<_>>()).0, text);
        }
    }
}
