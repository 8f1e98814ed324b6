//! A regular expression of a query, as typed between slashes.

use std::borrow::Cow;

use regex::{Regex, RegexBuilder};

use crate::model::Span;

/// The most memory that a compiled expression may take, in bytes. Set by hand: far more than anybody types by
/// hand needs, and little enough for each key pressed.
const MOST_MEMORY: usize = 1 << 20;

/// A regular expression. Capitals count if one is typed; a line's end within a paragraph is a space; `^` and
/// `$` are the beginning and the end of a paragraph.
#[derive(Clone, Debug)]
pub struct Pattern {
    typed: String,
    regex: Regex,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Pattern) -> bool {
        self.typed == other.typed
    }
}

impl Pattern {
    /// Compiles what is typed between the slashes.
    ///
    /// # Errors
    /// Why it is none, in a few words.
    pub fn new(typed: &str) -> Result<Pattern, String> {
        let built = RegexBuilder::new(typed)
            .case_insensitive(!has_capitals(typed))
            .size_limit(MOST_MEMORY)
            .dfa_size_limit(MOST_MEMORY)
            .build();
        match built {
            Ok(regex) => Ok(Pattern { typed: typed.to_owned(), regex }),
            Err(regex::Error::CompiledTooBig(_)) => Err("it is too large".to_owned()),
            // The last line says why, those before show where.
            Err(error) => {
                let text = error.to_string();
                let why = text.lines().last().unwrap_or_default();
                Err(why.trim_start_matches("error: ").to_owned())
            }
        }
    }

    /// What is typed between the slashes.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Where it matches in a stretch of a text: in order, apart, none empty.
    pub fn find_in(&self, text: &str, stretch: Span) -> Vec<Span> {
        let on_one_line = on_one_line(stretch.of(text));
        let at = |offset: usize| stretch.start as usize + offset;
        let found = self.regex.find_iter(&on_one_line).filter(|found| !found.is_empty());
        found.map(|found| Span::new(at(found.start()), at(found.end()))).collect()
    }

    /// Whether it may match in a paragraph of this text. Fast, and seldom in vain.
    pub fn may_be_in(&self, text: &str) -> bool {
        let anchored = ["^", "$", "\\A", "\\z"].iter().any(|anchor| self.typed.contains(anchor));
        anchored || self.regex.is_match(&on_one_line(text))
    }
}

/// The text byte for byte, with spaces for the ends of lines.
fn on_one_line(text: &str) -> Cow<'_, str> {
    match text.contains('\n') {
        true => text.replace('\n', " ").into(),
        false => text.into(),
    }
}

/// Whether a capital is typed; that of a class such as `\W` is none.
fn has_capitals(typed: &str) -> bool {
    let mut escaped = false;
    typed.chars().any(|c| {
        let capital = c.is_uppercase() && !escaped;
        escaped = c == '\\' && !escaped;
        capital
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(typed: &str, text: &str) -> Vec<String> {
        let pattern = Pattern::new(typed).unwrap();
        let spans = pattern.find_in(text, Span::new(0, text.len()));
        assert!(spans.is_empty() || pattern.may_be_in(text));
        spans.into_iter().map(|span| span.of(text).to_owned()).collect()
    }

    #[test]
    fn capitals_count_where_one_is_typed_and_lines_of_a_paragraph_go_on() {
        assert_eq!(found(r"case \d+", "Case 12 and\ncase\n7"), ["Case 12", "case\n7"]);
        assert_eq!(found(r"Case \d+", "Case 12, case 7"), ["Case 12"]);
        assert_eq!(found(r"\W\d", "a 1 B2"), [" 1"]);
        assert_eq!(found(r"\bb\d", "B2"), ["B2"], "`\\b` is no capital");
        assert_eq!(found("x*", "axa"), ["x"]);
        assert_eq!(found("^the|dam$", "the other dam"), ["the", "dam"]);
    }

    #[test]
    fn what_is_no_expression_is_told_in_a_few_words() {
        assert_eq!(Pattern::new("(a").unwrap_err(), "unclosed group");
        assert_eq!(Pattern::new(r"(\w{1000}){1000}").unwrap_err(), "it is too large");
    }
}
